"""How the web server is asked for, and what is said when its port cannot be used."""

import argparse
import socket

import pytest

from gongkai.surface.cli import serve, web
from gongkai.surface.cli.main import main


def test_a_busy_port_is_named_with_what_to_do(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in web.trouble("127.0.0.1", port)
        for command in ("serve", "up"):
            assert main([command, "--port", str(port)]) == 1
            said = capsys.readouterr().err
            assert str(port) in said and "--port" in said


def test_a_free_port_is_no_trouble():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert web.trouble("127.0.0.1", port) == ""


def test_an_address_of_another_machine_is_refused():
    assert "--host" in web.trouble("192.0.2.1", 8000)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "x", ""])
def test_ports_are_checked(text):
    with pytest.raises(argparse.ArgumentTypeError):
        web.port_number(text)


def test_the_face_reaches_the_server():
    child = web.server("127.0.0.1", 8000, "portal", 3)
    assert child.environment == {"GONGKAI_FACE": "portal", "GONGKAI_LISTENING": "127.0.0.1"}
    assert child.command[-1] == "gongkai.project.wsgi:application"
    assert child.command[child.command.index("--workers") + 1] == "3"
    assert serve.DATABASE is False
