"""How much review a kind of content needs: its stages, in order, and the duty each asks for.

政府信息公开条例 art. 17 asks for a procedure with named responsibility. Three stages by three people are the
practice of 三审三校 (国办发〔2017〕47号); secrecy review follows 保守国家秘密法, legality review of
normative documents 国办发〔2018〕115号.
"""

from gongkai.ground.language.rules.labels import Labelled
from gongkai.ground.orgs.rules import Duty


class Stage(Labelled):
    FIRST = "first", "初审"
    SECOND = "second", "复审"
    SECRECY = "secrecy", "保密审查"
    LEGALITY = "legality", "合法性审核"
    FINAL = "final", "终审"
    AFTERWARDS = "afterwards", "事后审核"


class Profile(Labelled):
    """Which review a draft goes through; what is looked at afterwards was published before."""

    NORMATIVE = "normative", "规范性文件"
    MAJOR = "major", "政策和重要内容"
    ROUTINE = "routine", "日常信息"
    FEED = "feed", "批准的结构化数据"
    EMERGENCY = "emergency", "应急发布"


STAGES: dict[Profile, tuple[Stage, ...]] = {
    Profile.NORMATIVE: (Stage.FIRST, Stage.SECOND, Stage.SECRECY, Stage.LEGALITY, Stage.FINAL),
    Profile.MAJOR: (Stage.FIRST, Stage.SECOND, Stage.SECRECY, Stage.FINAL),
    Profile.ROUTINE: (Stage.FIRST, Stage.FINAL),
    Profile.FEED: (Stage.AFTERWARDS,),
    Profile.EMERGENCY: (Stage.AFTERWARDS,),
}
DUTIES = {
    Stage.FIRST: Duty.REVIEW,
    Stage.SECOND: Duty.REVIEW,
    Stage.SECRECY: Duty.SECRECY,
    Stage.LEGALITY: Duty.LEGALITY,
    Stage.FINAL: Duty.FINAL,
    Stage.AFTERWARDS: Duty.FINAL,
}
# Secrecy and legality are looked at by their own officers, who may be the same people in a small office as
# those of other drafts; what must differ within one draft are the people of these stages, and the drafter.
SEPARATE = frozenset({Stage.FIRST, Stage.SECOND, Stage.FINAL, Stage.AFTERWARDS})
