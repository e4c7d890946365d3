"""Tasks that do what a file made to harm could make a parser do."""

import os
import socket
import sys
import time
from pathlib import Path

from gongkai.ground.attachments.rules import Refused


def echo(value):
    print("a parser that talks")
    return value


def number():
    return os.getpid()


def refuse():
    raise Refused("请换一个文件")


def break_():
    raise ValueError("身份证号 420101199001011234")


def eat():
    return len(bytearray(3 << 30))


def recurse():
    return recurse()


def spin():
    while True:
        pass


def sleep():
    time.sleep(60)


def die():
    os._exit(9)


def modules():
    return sorted(name for name in sys.modules if name.split(".")[0] in ("django", "wagtail"))


def environment():
    return dict(os.environ)


def tried(act):
    """The name of the error that stopped an act, "done" when nothing did."""
    try:
        act()
    except OSError as stopped:
        return type(stopped).__name__
    return "done"


def reads(path):
    return tried(lambda: Path(path).read_bytes())


def writes(path):
    return tried(lambda: Path(path).write_bytes(b"theirs"))


def calls():
    return tried(lambda: socket.create_connection(("127.0.0.1", 9), 1))


def starts():
    return tried(lambda: os.execv("/bin/true", ["true"]))


def ends(process):
    return tried(lambda: os.kill(process, 0))
