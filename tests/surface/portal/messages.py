"""The portal's translatable words, as they stand in its code and templates.

``python -m tests.surface.portal.messages`` lists what ``locale/en/LC_MESSAGES/django.po`` lacks and
compiles it (GNU gettext is not needed). Chinese gets a catalogue in which every word stands for itself:
without one each lookup walks through eight of Django's, a fifth of the time of a search page.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib

PORTAL = Path(__file__).resolve().parents[3] / "gongkai" / "surface" / "portal"
CATALOGUE = PORTAL / "locale" / "en" / "LC_MESSAGES" / "django.po"
CHINESE = PORTAL / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
PLAIN = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')|\b_\(\s*(?:"([^"]+)"|'([^']+)')\s*\)""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.S)
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def words() -> set[str]:
    """Every message of the portal."""
    return {*template_words(), *code_words()}


def template_words() -> Iterator[str]:
    for path in PORTAL.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for found in PLAIN.finditer(text):
            yield next(filter(None, found.groups()))
        for found in BLOCK.finditer(text):
            yield VARIABLE.sub(r"%(\1)s", found[1])


def code_words() -> Iterator[str]:
    for path in PORTAL.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "gettext")
            ):
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                        yield part.value


def main() -> None:
    po = polib.pofile(str(CATALOGUE))
    known = {entry.msgid for entry in po if entry.msgstr}
    for missing in sorted(words() - known):
        print("缺少英文：", missing)
    for unused in sorted(known - words()):
        print("不再使用：", unused)
    po.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    itself = polib.POFile()
    itself.metadata = dict(po.metadata) | {"Language": "zh_Hans"}
    itself.extend(polib.POEntry(msgid=word, msgstr=word) for word in sorted(words()))
    CHINESE.parent.mkdir(parents=True, exist_ok=True)
    itself.save_as_mofile(str(CHINESE))


if __name__ == "__main__":
    main()
