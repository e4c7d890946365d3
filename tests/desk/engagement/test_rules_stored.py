"""A model's file: there and back, and every way it can be wrong."""

import io
import pickle

import numpy as np
import pytest

from gongkai.desk.engagement.rules.routing import stored
from gongkai.desk.engagement.rules.routing.stored import Unusable, packed, unpacked
from gongkai.desk.engagement.services import training

from .made_letters import letters

PROGRAM = "0.1.0"


@pytest.fixture(scope="module")
def model():
    return training.train(letters(8), repeats=1)


@pytest.fixture(scope="module")
def data(model):
    return packed(model)


def changed(data, **arrays):
    with np.load(io.BytesIO(data)) as file:
        held = dict(file) | arrays
    out = io.BytesIO()
    np.savez(out, **held)
    return out.getvalue()


def test_a_model_comes_back_the_same(model, data):
    again = unpacked(data, model.about["program"])
    assert again.answers("学校", "补课") == model.answers("学校", "补课")
    assert again.about["figures"] == model.about["figures"]


def test_a_model_of_another_program_or_other_features_is_stale(model, data):
    with pytest.raises(Unusable, match="重新运行 gongkai route train"):
        unpacked(data, "9.9")
    with pytest.raises(Unusable, match="未知"):
        stored.current({}, PROGRAM)


@pytest.mark.parametrize("cut", [0, 10, 1_000, -40])
def test_a_cut_file_is_damaged(model, data, cut):
    with pytest.raises(Unusable, match="已损坏"):
        unpacked(data[:cut], model.about["program"])


def test_a_changed_byte_is_found(model, data):
    middle = len(data) // 2
    with pytest.raises(Unusable, match="已损坏"):
        unpacked(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :], model.about["program"])


@pytest.mark.parametrize(
    "arrays",
    [
        {"rarity": np.zeros(3, dtype=np.float32)},
        {"category.bias": np.array([np.nan, 0, 0], dtype=np.float32)},
        {"category.weights": np.zeros((2, 2), dtype=np.float32)},
        {"category.weights": np.array(["text"])},
        {"about": np.frombuffer(b"[]", dtype=np.uint8)},
    ],
)
def test_arrays_of_the_wrong_shape_or_kind_are_refused(model, data, arrays):
    with pytest.raises(Unusable):
        unpacked(changed(data, **arrays), model.about["program"])


class Bomb:
    ran = False

    def __reduce__(self):
        return setattr, (Bomb, "ran", True)


def test_nothing_in_a_file_is_ever_run(model, data):
    hostile = changed(data, **{"category.bias": np.array([Bomb()], dtype=object)})
    for file in (hostile, pickle.dumps(Bomb())):
        with pytest.raises(Unusable):
            unpacked(file, model.about["program"])
    assert not Bomb.ran


def test_a_file_that_claims_too_much_is_not_unfolded(model, data, monkeypatch):
    monkeypatch.setattr(stored, "MOST_BYTES", 100)
    with pytest.raises(Unusable, match="过大"):
        unpacked(data, model.about["program"])
