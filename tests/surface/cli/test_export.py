"""``gongkai export catalogue`` writes whole files or none."""

import argparse
import json

import pytest

from gongkai.record.catalogue.rules.content import digest
from gongkai.record.catalogue.services import publications
from gongkai.surface.cli import export
from tests.record.catalogue.making import BY, city, draft

pytestmark = pytest.mark.django_db


def options(**values) -> argparse.Namespace:
    return argparse.Namespace(**{"what": "catalogue", "output": None, "json": False} | values)


def test_every_line_is_a_publication_that_proves_itself(tmp_path, capsys):
    city()
    publications.publish_many([draft(n) for n in range(1, 4)], by=BY)
    target = tmp_path / "out.jsonl"
    assert export.run(options(output=str(target), json=True)) == 0
    assert json.loads(capsys.readouterr().out) == {"exported": 3, "output": str(target)}
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 3 and list(tmp_path.iterdir()) == [target]
    for line in lines:
        version = line["versions"][0]
        metadata = json.dumps(version["metadata"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert version["digest"] == digest(line["identifier"], 1, metadata, version["html"], version["text"])


def test_without_a_file_the_lines_go_to_standard_output(capfdbinary):
    city()
    publications.publish(draft(1), by=BY)
    assert export.run(options()) == 0
    assert json.loads(capfdbinary.readouterr().out)["path"].startswith("/publications/")


def test_a_file_that_cannot_be_written_is_a_failure(tmp_path, capsys):
    assert export.run(options(output=str(tmp_path / "absent" / "out.jsonl"))) == 1
    assert "写不进" in capsys.readouterr().err


def test_the_command_line_is_parsed():
    parser = argparse.ArgumentParser()
    export.configure(parser)
    assert parser.parse_args(["catalogue", "--output", "x"]).output == "x"
    with pytest.raises(SystemExit):
        parser.parse_args(["nothing"])
