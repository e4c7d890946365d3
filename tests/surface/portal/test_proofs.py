"""The evidence that a visitor downloads is enough for somebody who does not run this program."""

import hashlib
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "check_proof.py"


def test_the_digest_can_be_computed_from_the_content_as_the_page_says(visitor, town):
    values = json.loads(visitor.get(town.rule + "/evidence").content)
    canonical = json.dumps(values["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() in values["events"][0]["leaf"]


def test_the_page_begins_with_the_verdict(visitor, town):
    page = visitor.get(town.rule + "/proof").content.decode()
    verdict = page.index("核对结果：一致。")
    assert verdict < page.index("下载证据文件")
    assert re.search(r"存证编号 \d+，<time", page)


def test_the_script_is_the_one_of_the_project(visitor):
    response = visitor.get("/verification/check_proof.py")
    assert response["Content-Disposition"] == 'attachment; filename="check_proof.py"'
    assert b"".join(response.streaming_content) == SCRIPT.read_bytes()


def test_a_withdrawal_can_be_checked_too(visitor, town, tmp_path):
    page = visitor.get(town.withdrawn).content.decode()
    address = re.search(r"/verification/entries/\d+\.json", page)[0]
    path = tmp_path / "entry.json"
    path.write_bytes(visitor.get(address).content)
    assert json.loads(path.read_text())["entry"]["kind"] == "publication.withdrawn"
    done = subprocess.run([sys.executable, SCRIPT, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_entries_of_publications_can_be_read(visitor, town):
    answers = [visitor.get(f"/verification/entries/{n}.json") for n in range(80)]
    assert {answer.status_code for answer in answers} == {200, 404}
    kinds = [json.loads(answer.content)["entry"]["kind"] for answer in answers if answer.status_code == 200]
    assert all(kind.startswith("publication.") for kind in kinds)


def test_the_small_script_accepts_the_evidence_and_refuses_an_altered_one(visitor, town, tmp_path):
    """As the page tells it: two downloads and one command, with the key that the visitor noted."""
    page = unescape(visitor.get(town.rule + "/proof").content.decode())
    key = re.search(r"check_proof.py evidence.json --key '([^']+)'", page)[1]
    whole = visitor.get(re.search(r"curl -o evidence.json 'https?://[^/]+([^']+)'", page)[1]).content
    path = tmp_path / "evidence.json"
    for data, status in ((whole, 0), (whole.replace("第三条".encode(), "第四条".encode()), 1)):
        path.write_bytes(data)
        command = [sys.executable, "-I", SCRIPT, path, "--key", key]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
    done = subprocess.run([sys.executable, "-I", SCRIPT, path], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "--key" in done.stderr


def test_a_checkpoint_stays_at_its_address(visitor, town):
    page = visitor.get("/").content.decode()
    address = re.search(r'href="(/verification/checkpoints/(\d+))"', page)
    note = visitor.get(address[1])
    assert (
        note["Content-Type"].startswith("text/plain") and note.content.decode().split("\n")[1] == address[2]
    )
    assert visitor.get("/verification/checkpoints/99999999999999999999").status_code == 404
