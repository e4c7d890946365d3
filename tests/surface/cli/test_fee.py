"""`gongkai fee`."""

import argparse
import json

import pytest

from gongkai.surface.cli import fee


def run(capsys, *arguments, as_json=True):
    parser = argparse.ArgumentParser()
    fee.configure(parser)
    options = parser.parse_args(arguments)
    options.json = as_json
    status = fee.run(options)
    return status, *capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--items", "31"), 2_200),
        (("--pages", "201"), 2_740),
        (("--items", "10"), 0),
        (("--pages", "100"), 700),
    ],
)
def test_the_fee_in_yuan(capsys, arguments, expected):
    status, out, _ = run(capsys, *arguments)
    assert (status, json.loads(out)) == (0, {"fee": expected})


def test_people_read_yuan(capsys):
    assert run(capsys, "--items", "31", as_json=False)[1] == "2,200 元\n"
    assert run(capsys, "--items", "3", as_json=False)[1] == "不收费\n"


@pytest.mark.parametrize(("text", "says"), [("-1", "应在 0 到"), ("三", "不是整数"), ("10.5", "不是整数")])
def test_wrong_use_is_explained(capsys, text, says):
    status, out, problem = run(capsys, f"--pages={text}")
    assert (status, out) == (2, "")
    assert says in problem


def test_by_item_or_by_page_never_both(capsys):
    with pytest.raises(SystemExit):
        run(capsys, "--items", "3", "--pages", "3")
