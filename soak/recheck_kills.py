"""The re-check of 20,000 published texts killed (``kill -9``) again and again, after two changes of what is
looked for: each text is read once a change, and the findings are those of a pass that was left alone."""

from typing import Any

from soak.ledger_kills import engines

KILLS = 20
WHAT = "全库复查中途多次强行终止并接着办：每次变更后每篇只读一次，结果与未中断的一致，存证校验通过"
SAME = ("texts", "passes", "findings", "findings_digest", "entries_digest")


def campaign(kills: int = KILLS) -> dict[str, Any]:
    alone = engines("soak.desk.rechecks", 0, WHAT)
    killed = engines("soak.desk.rechecks", kills, WHAT)
    for engine in ("sqlite", "postgresql"):
        left, hit = alone[engine], killed[engine]
        hit["same"] = [left.get(name) for name in SAME] == [hit.get(name) for name in SAME]
        hit["ok"] = hit["ok"] and left["ok"] and (hit["same"] or "skipped" in hit)
    return killed | {"ok": all(killed[engine]["ok"] for engine in ("sqlite", "postgresql"))}
