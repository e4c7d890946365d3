"""The web server's entry: ``gongkai.project.wsgi:application``.

Django must be set up before any module with models is imported, so the rest is imported by name.
"""

import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
django.setup()
application = import_module("gongkai.project.web").assemble()
