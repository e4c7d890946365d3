"""Index documents are the same whether their words are cut here or in other processes."""

import os
from datetime import datetime

from gongkai.record.catalogue.queries.indexing import Indexable
from gongkai.record.search import cutting

from . import city

NAMES = ["江城市司法局"]


def entries(count):
    for number in range(count):
        yield Indexable(
            identifier=f"1/2024-{number}",
            path=f"/publications/1/2024-{number}",
            kind="document",
            title=f"关于第{number}次优化营商环境的通知",
            document_number=f"江政发〔2024〕{number + 1}号",
            number_key=f"江政发〔2024〕{number + 1}号",
            publisher="1",
            issuing_bodies="外省教育厅",
            mandatory_item="20-1",
            subject_category="综合",
            validity="valid",
            published_at=datetime(2024, 1, 1, tzinfo=city.SHANGHAI),
            channels=("policies",),
            text="降低制度性交易成本。",
            source_index_number="",
            keywords=("营商",),
            summary="",
        )


def test_many_are_cut_in_other_processes_in_the_same_order():
    few = list(entries(250))
    here = [one.to_dict() for one in cutting.one_by_one(few)]
    with cutting.cutter(cutting.MANY, NAMES) as cut:
        there = [one.to_dict() for one in cut(few)]
    assert here == there and len(there) == 250


def test_few_are_cut_here():
    with cutting.cutter(10, NAMES) as cut:
        assert cut is cutting.one_by_one


def _die(*given):
    os._exit(3)


def test_a_killed_process_does_not_stop_the_work(monkeypatch):
    monkeypatch.setattr(cutting, "begin", _die)
    few = list(entries(120))
    with cutting.cutter(cutting.MANY, NAMES) as cut:
        assert len(list(cut(few))) == len(list(cut(few))) == 120
