"""What an applicant may do about an outcome, and what the reply must say of it.

行政复议法 (2023) arts. 20, 23, 34; 行政诉讼法 arts. 45, 46. The days are in statutes.toml.
Art. 23(1)(4) makes reconsideration come first where the organ "不予公开"; the text settles that for refusals
and for the withheld part of a partial disclosure. For 无法提供 and 不予处理 it does not, and practice
differs: `DISPUTED` names them, and the city decides once which words the letter uses. Pure.
"""

from gongkai.ground.language.rules.labels import Labelled

from .outcomes import ENDINGS, Group, Outcome


class Remedy(Labelled):
    RECONSIDER_FIRST = "reconsider_first", "应当先申请行政复议"
    EITHER = "either", "可以申请行政复议，也可以直接提起行政诉讼"
    NONE = "none", "不告知救济途径"


SETTLED = frozenset({Group.REFUSED, Group.PARTIAL})
DISPUTED = frozenset({Group.UNAVAILABLE, Group.NOT_HANDLED})


def remedy(outcome: Outcome, *, disputed_first: bool = True) -> Remedy:
    """Which way an outcome leads. `disputed_first`: where art. 23 is disputed, reconsider first."""
    group = ENDINGS[outcome].group
    if outcome is Outcome.OTHERWISE:
        return Remedy.NONE
    if group in SETTLED or (group in DISPUTED and disputed_first):
        return Remedy.RECONSIDER_FIRST
    return Remedy.EITHER
