"""The evidence that a visitor downloads is enough for somebody who does not run this program."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "check_proof.py"


def test_the_digest_can_be_computed_from_the_content_as_the_page_says(visitor, town):
    bundle = json.loads(visitor.get(town.rule + "/proof.json").content)
    canonical = json.dumps(bundle["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == bundle["digest"]


def test_the_small_script_accepts_the_evidence_and_refuses_an_altered_one(visitor, town, tmp_path):
    bundle = json.loads(visitor.get(town.rule + "/proof.json").content)
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    done = subprocess.run([sys.executable, SCRIPT, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    bundle["inclusion"][0] = "00" * 32
    path.write_text(json.dumps(bundle), encoding="utf-8")
    assert subprocess.run([sys.executable, SCRIPT, path], capture_output=True, check=False).returncode == 1
