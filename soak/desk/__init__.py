"""Campaigns over the whole application, which is set up by importing this folder; each runs in a process and
over a database of its own (``soak.ledger_kills.engines``)."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
django.setup()
