"""Cited numbers: repealed, unknown, oddly written."""

from gongkai.ground.language.rules.numbers import key
from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Numbers, Subject

from .subjects import checks, stated

KNOWN = Numbers(
    known=frozenset({key("江政发〔2020〕1号")}),
    repealed={key("江政办发〔2019〕4号"): "已于 2024 年废止"},
    complete=frozenset({"江政发"}),
)


def test_a_repealed_document():
    (finding,) = examine(Subject("document", "根据江政办发〔2019〕4号文件办理。", numbers=KNOWN))
    assert finding.check == "citation.repealed"
    assert "已于 2024 年废止" in finding.advice


def test_a_sentence_that_repeals_it_may_name_it():
    assert checks("document", "《办法》（江政办发〔2019〕4号）同时废止。", numbers=KNOWN) == []


def test_a_number_that_does_not_exist():
    assert checks("document", "依据江政发〔2021〕99号。", numbers=KNOWN) == ["citation.unknown"]
    assert checks("document", "依据江政发〔2020〕1号、国办发〔2019〕4号。", numbers=KNOWN) == []


def test_its_own_number_and_odd_forms():
    own = stated(document_number="江政发〔2026〕3号")
    assert checks("document", "江政发〔2026〕3号", numbers=KNOWN, metadata=own) == []
    assert checks("document", "按照国办发[2019]04号。", numbers=KNOWN) == ["citation.form"]
