"""The finder's precision and recall stay where docs/quality.md says."""

import pytest

from .quality import generated, labelled, measure, rates

LEAST = 0.98


@pytest.mark.parametrize("seed", [1, 2, 20_261_127])
def test_on_generated_passages(seed):
    for kind, counted in measure(generated(2_000, seed)).items():
        precision, recall = rates(counted)
        assert precision >= LEAST and recall >= LEAST, (kind, counted)


@pytest.mark.real
def test_on_passages_that_a_person_labelled(real_data):
    passages = labelled(real_data)
    precision, recall = rates(measure(passages)["all"])
    assert len(passages) >= 200
    assert precision >= LEAST and recall >= LEAST
