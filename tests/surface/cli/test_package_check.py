"""``gongkai export archive`` and what ``gongkai verify --package`` finds out without a database."""

import io
import json
import zipfile

import pytest

from gongkai.ground.ledger import queries
from gongkai.record.catalogue.queries.packages import delivered
from gongkai.record.catalogue.rules import packages
from gongkai.record.catalogue.rules.packages import Member
from gongkai.surface.cli.main import main
from tests.surface.city import FINANCE, build

from .test_evidence import stranger


@pytest.fixture
def package(db, tmp_path, capsys):
    """The file that the command wrote."""
    build()
    path = tmp_path / "移交.zip"
    arguments = [
        "--organisation",
        FINANCE,
        "--from",
        "2025-01-01",
        "--to",
        "2025-12-31",
        "--output",
        str(path),
    ]
    assert main(["export", "archive", *arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["exported"] == 2 and told["sha256"] == delivered(FINANCE)[0]["sha256"]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    return path


def verify(capsys, path, key=None):
    status = main(["verify", "--package", str(path), "--key", key or queries.verifier_key(), "--json"])
    return status, json.loads(capsys.readouterr().out)


def rewritten(path, change, lists=False):
    """The package with its files changed by ``change``; ``lists`` makes the manifests agree again."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    folder = next(iter(files)).partition("/")[0]
    held = {name.partition("/")[2]: data for name, data in files.items()}
    change(held)
    if lists:
        payload = [Member(n, packages.digest(d), len(d)) for n, d in held.items() if n.startswith("data/")]
        info = held["bag-info.txt"].decode().partition("Payload-Oxum")[0]
        info += f"Payload-Oxum: {sum(one.size for one in payload)}.{len(payload)}\n"
        held |= {"manifest-sha256.txt": packages.manifest(payload).encode(), "bag-info.txt": info.encode()}
        tags = [
            Member(n, packages.digest(held[n]), 0)
            for n in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
        ]
        held["tagmanifest-sha256.txt"] = packages.manifest(tags).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in held.items():
            archive.writestr(f"{folder}/{name}", data)
    other = path.with_name("other.zip")
    other.write_bytes(file.getvalue())
    return other


def test_an_honest_package_holds_on_a_machine_that_never_saw_the_server(package, tmp_path):
    done = stranger(tmp_path, "--package", package, "--key", queries.verifier_key(), "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert said["ok"] and said["publications"] == 2 and said["sha256"] == delivered(FINANCE)[0]["sha256"]
    done = stranger(tmp_path, "--package", package, "--key", queries.verifier_key())
    assert "核对结果：成立，2 条" in done.stdout


def test_every_file_stands_in_the_lists(package, capsys):
    with zipfile.ZipFile(package) as archive:
        names = [name.partition("/")[2] for name in archive.namelist()]
    for name in names:
        flipped = rewritten(package, lambda held, name=name: held.update({name: held[name] + b" "}))
        assert verify(capsys, flipped)[0] == 1, name
        assert verify(capsys, rewritten(package, lambda held, name=name: held.pop(name)))[0] == 1, name
    assert verify(capsys, rewritten(package, lambda held: held.update({"data/more.txt": b"x"})))[0] == 1


def places(held, end):
    return next(name for name in sorted(held) if name.endswith(end))


CHANGES = {
    "page.html": lambda held: held.update({
        places(held, "page.html"): held[places(held, "page.html")] + b" "
    }),
    "metadata.json": lambda held: held.update({
        places(held, "metadata.json"): held[places(held, "metadata.json")].replace(b"2025", b"2024")
    }),
    "第 1 行": lambda held: held.update({
        "data/index.csv": held["data/index.csv"].replace("绩效".encode(), "业绩".encode())
        .replace("预算管理".encode(), "预算治理".encode())
    }),
    "证据都": lambda held: [held.pop(name) for name in list(held) if "evidence-v" in name],
    "内容指纹": lambda held: held.update({
        places(held, "-v1.json"): held[places(held, "-v1.json")].replace("正文".encode(), "文正".encode())
    }),
    "多出": lambda held: held.update({"data/publications/x/y.exe": b"x"}),
    "附件": lambda held: held.update({places(held, "page.html")[:-9] + "files/01-x.pdf": b"x"}),
}  # fmt: skip


@pytest.mark.parametrize("word", CHANGES)
def test_whoever_also_changes_the_lists_is_found_out_by_the_evidence(package, capsys, word):
    status, said = verify(capsys, rewritten(package, CHANGES[word], lists=True))
    assert (status, said["ok"]) == (1, False)
    assert said["first_fault"]["step"] in ("proofs", "pages"), said
    assert word == "证据都" or word in said["first_fault"]["what"], said


def test_another_key_and_files_that_are_no_package(package, capsys, tmp_path):
    assert verify(capsys, package, "a+00000000+AAAA")[1]["first_fault"]["step"] == "proofs"
    odd = tmp_path / "odd.zip"
    for data in (b"", b"PK\x03\x04" + b"x" * 100, package.read_bytes()[:-200]):
        odd.write_bytes(data)
        assert verify(capsys, odd)[1]["first_fault"]["step"] == "zip"
    with zipfile.ZipFile(odd, "w") as archive:
        archive.writestr("a/../../etc/passwd", b"x")
    assert verify(capsys, odd)[1]["first_fault"]["step"] == "names"


def test_bytes_damaged_on_the_way_are_noticed(package, capsys):
    whole = package.read_bytes()
    with zipfile.ZipFile(package) as archive:
        where = [one.header_offset + 150 for one in archive.infolist() if one.compress_size > 200]
    for place in where:
        broken = package.with_name("broken.zip")
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        status, said = verify(capsys, broken)
        assert status == 1 or said["sha256"] != delivered(FINANCE)[0]["sha256"]


def test_wrong_use_of_the_export(db, capsys, tmp_path):
    build()
    path = str(tmp_path / "x.zip")
    assert main(["export", "archive", "--output", path]) == 2
    days = ["--from", "2025-01-01", "--to", "2025-12-31"]
    assert main(["export", "archive", "--organisation", "absent", *days, "--output", path]) == 1
    away = str(tmp_path / "absent" / "x.zip")
    assert main(["export", "archive", "--organisation", FINANCE, *days, "--output", away]) == 1
    with pytest.raises(SystemExit):
        main(
            [
                "export",
                "archive",
                "--organisation",
                FINANCE,
                "--from",
                "gestern",
                "--to",
                "x",
                "--output",
                path,
            ]
        )
    assert list(tmp_path.iterdir()) == [] and delivered(FINANCE) == []
