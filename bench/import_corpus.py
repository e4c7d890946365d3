"""The real corpus repeated with changed words, numbers, titles and addresses, as lines and as raw pages."""

import json
import random
import re
from pathlib import Path
from typing import Any

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
LINES = ("policy_docs", "policy_index")
PAGES = "web_pages"
CHANGED_WORDS = 40
TWO = re.compile(r"[\u4e00-\u9fa5]{2}")
DIGITS = re.compile(r"(\d+)(?=号)")


def enlarge(folder: Path, documents: int) -> int:
    """Write at least ``documents`` records into ``folder``; how many were written. Always the same for a
    number."""
    lines = [
        json.loads(line.replace(b"NaN", b"null"))
        for name in LINES
        for file in sorted((REAL / name).glob("*.jsonl"))
        for line in file.read_bytes().splitlines()
    ]
    pages = [
        file.read_text(encoding="utf-8", errors="replace") for file in sorted((REAL / PAGES).rglob("*.html"))
    ]
    words = sorted({word for record in lines[:400] for word in TWO.findall(record.get("text") or "")})
    written = copy = 0
    while written < documents:
        rng = random.Random(copy)
        changed = dict(zip(rng.sample(words, CHANGED_WORDS), rng.sample(words, CHANGED_WORDS), strict=True))
        pattern = re.compile("|".join(map(re.escape, changed)))
        with (folder / f"{copy:04d}.jsonl").open("w", encoding="utf-8") as file:
            for record in lines:
                again = {name: change(name, value, copy, changed, pattern) for name, value in record.items()}
                file.write(json.dumps(again, ensure_ascii=False) + "\n")
        inside = folder / f"pages-{copy:04d}"
        inside.mkdir()
        for number, page in enumerate(pages):
            text = pattern.sub(lambda found, to=changed: to[found[0]], page).replace(
                "://www.", f"://c{copy}."
            )
            (inside / f"{number:03d}.html").write_text(text, encoding="utf-8")
        written += len(lines) + len(pages)
        copy += 1
    return written


def change(name: str, value: Any, copy: int, changed: dict[str, str], pattern: re.Pattern[str]) -> Any:
    """A field of a copied record: other words in texts, another serial in numbers, another id and address."""
    if isinstance(value, dict) and copy:
        return {key: change(key.lower(), inside, copy, changed, pattern) for key, inside in value.items()}
    if not isinstance(value, str) or not copy:
        return value
    if name == "id":
        return f"{value}-{copy}"
    if name == "url":
        return value.replace("://", f"://c{copy}.", 1)
    if name.startswith("doc_number"):
        return DIGITS.sub(lambda found: str(int(found[1]) + copy * 300), value)
    if name in ("title", "articletitle", "text", "html"):
        return pattern.sub(lambda found: changed[found[0]], value) + (
            f"（{copy}）" if name == "title" else ""
        )
    return value
