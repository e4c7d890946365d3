"""The command table: names, help, exit status, and what must start without Django."""

import subprocess
import sys

import pytest

from gongkai.surface.cli import main
from gongkai.surface.cli.main import COMMANDS, declared


def gongkai(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "gongkai.surface.cli.main", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_every_command_has_its_module_with_help_and_example():
    for name in COMMANDS:
        said = declared(name)
        assert set(said) == {"HELP", "EXAMPLE", "DATABASE"}, name
        assert f"gongkai {name}" in said["EXAMPLE"]


def test_without_a_command_the_overview_lists_all_and_the_status_is_2(capsys):
    assert main.main([]) == 2
    shown = capsys.readouterr().err
    assert all(f"\n  {name}" in shown for name in COMMANDS)


def test_help_is_done(capsys):
    assert main.main(["--help"]) == 0
    assert "gongkai up" in capsys.readouterr().out


def test_an_unknown_command_is_wrong_use(capsys):
    assert main.main(["fly"]) == 2
    assert "fly" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_commands_help_shows_an_example(name, capsys):
    with pytest.raises(SystemExit) as left:
        main.main([name, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert declared(name)["EXAMPLE"].strip().splitlines()[0] in shown
    assert "--json" in shown


def test_wrong_options_leave_with_2_and_say_where_help_is(capsys):
    with pytest.raises(SystemExit) as left:
        main.main(["serve", "--port", "many"])
    assert left.value.code == 2
    assert "gongkai serve --help" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name in COMMANDS if declared(name).get("DATABASE") is False])
def test_commands_without_a_database_never_set_django_up(name):
    program = (
        "import sys, contextlib\nfrom gongkai.surface.cli.main import main\n"
        f"with contextlib.suppress(SystemExit): main([{name!r}, '--help'])\n"
        "from django.apps import apps\nsys.exit(3 if apps.ready else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_database_that_was_never_migrated_is_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    done = gongkai("demo")
    assert done.returncode == 1
    assert "gongkai migrate" in done.stderr and "Traceback" not in done.stderr
