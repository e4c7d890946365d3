"""A model as bytes and back: arrays of numbers and one JSON text, never pickled objects.

So a file from anywhere can be read without running anything of it; what it claims is checked for size and
shape first. It is not signed: whoever may write into the folder could as well replace the program's data.
"""

import io
import json
import zipfile
from typing import Any

import numpy as np

from .features import FEATURES, Vocabulary
from .model import Model, Target

MOST_BYTES = 512 * 1024 * 1024
RETRAIN = "请重新运行 gongkai route train"


class Unusable(ValueError):
    """Why a model cannot be used, and what to do."""


def packed(model: Model) -> bytes:
    """A model's file (npz)."""
    targets = {name: _said(target) for name, target in model.targets.items()}
    arrays = {
        "about": _bytes(json.dumps(model.about | {"targets": targets})),
        "terms": _bytes("\n".join(model.vocabulary.place)),
        "rarity": model.vocabulary.rarity,
    }
    for name, target in model.targets.items():
        arrays |= {f"{name}.weights": target.weights, f"{name}.bias": target.bias}
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def unpacked(data: bytes, program: str) -> Model:
    """The model of a file. Raises Unusable when it is damaged, or of other features or program than these."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise Unusable(f"分办模型过大，没有读取；{RETRAIN}")
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            about = json.loads(file["about"].tobytes().decode())
            current(about, program)
            terms = file["terms"].tobytes().decode().split("\n")
            rarity = file["rarity"].astype(np.float32, casting="safe")
            targets = {str(name): _target(file, str(name), said, len(terms))
                       for name, said in about["targets"].items()}  # fmt: skip
            if rarity.shape != (len(terms),) or not np.isfinite(rarity).all() or not targets:
                raise ValueError("shape")
    except Unusable:
        raise
    except Exception as broken:  # a damaged file may fail anywhere inside zip, numpy or JSON
        raise Unusable(f"分办模型文件已损坏，读不出来；{RETRAIN}") from broken
    return Model(about, Vocabulary({term: at for at, term in enumerate(terms)}, rarity), targets)


def current(about: dict[str, Any], program: str) -> None:
    """Raises Unusable when the model is of other features or of another program version."""
    if about.get("features") != FEATURES or about.get("program") != program:
        raise Unusable(
            f"分办模型是 {about.get('program') or '未知'} 版程序训练的，现在是 {program} 版；{RETRAIN}"
        )


def _said(target: Target) -> dict[str, Any]:
    return {
        "names": list(target.names),
        "slope": target.slope,
        "intercept": target.intercept,
        "threshold": target.threshold,
    }


def _target(file: Any, name: str, said: dict[str, Any], terms: int) -> Target:
    names = tuple(str(one) for one in said["names"])
    weights = file[f"{name}.weights"].astype(np.float32, casting="safe")
    bias = file[f"{name}.bias"].astype(np.float32, casting="safe")
    numbers = [float(said[key]) for key in ("slope", "intercept", "threshold")]
    if weights.shape != (terms, len(names)) or bias.shape != (len(names),) or len(names) < 2:
        raise ValueError("shape")
    if not (np.isfinite(weights).all() and np.isfinite(bias).all() and np.isfinite(numbers).all()):
        raise ValueError("not a number")
    return Target(names, weights, bias, *numbers)


def _bytes(text: str) -> Any:
    return np.frombuffer(text.encode(), dtype=np.uint8)
