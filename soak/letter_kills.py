"""Three thousand letters sent through the portal's form by parallel clients while worker, web processes and
clients are killed (``kill -9``) and the same form is sent again: every letter is there once, with its clock
and its message."""

from typing import Any

from soak.ledger_kills import engines

LETTERS = 3_000
WHAT = (
    "多个客户端并行提交三千件来信、后台、网页进程与客户端不断被强行终止：每件只登记一次，期限、告知、存证各一"
)


def campaign(letters: int = LETTERS) -> dict[str, Any]:
    return engines("soak.desk.letters", letters, WHAT)
