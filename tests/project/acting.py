"""What a clerk does, as a process of its own: ``python -m tests.project.acting publish|withdraw …``."""

import os
import sys
from importlib import import_module

import django


def main(act: str, *arguments: str) -> str:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    django.setup()
    return import_module("tests.project.clerk").ACTS[act](*arguments)


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
