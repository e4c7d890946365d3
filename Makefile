# Everything a newcomer, a tester or CI runs. `make` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev services run test check bench soak lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.installed ## create the environment and install the locked dependencies

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || ./tools/install_packages python3-venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup-dev: $(VENV)/.installed-dev

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

services: ## install what the tests need from Debian: PostgreSQL, Chromium, CJK fonts, nginx
	./tools/install_packages postgresql chromium fonts-noto-cjk nginx-light

run: setup ## start a demonstration city on port $(PORT); Ctrl-C stops it
	$(BIN)/gongkai up --port $(PORT)

test: setup-dev services ## all tests, on SQLite and on PostgreSQL
	tests/on_both_engines $(BIN)/python

check: setup-dev ## style, types, import contracts, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy gongkai/ground gongkai/record gongkai/desk
	$(BIN)/lint-imports
	GONGKAI_HOME=$$(mktemp -d) $(BIN)/python manage.py makemigrations --check --dry-run

bench: setup-dev services ## measure speed beside its peers; writes bench/results.json and docs/performance.md
	./tools/install_packages wrk
	$(BIN)/python -m bench.run

soak: setup-dev services ## long campaigns: kills, floods, millions of rows; writes soak/results.json
	$(BIN)/python -m soak.run

lock: ## renew the lock files from pyproject.toml (needs uv)
	uv pip compile -q pyproject.toml --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock
	uv pip compile -q pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -c requirements.lock -o requirements-dev.lock

clean: ## remove the environment (state under var/ stays)
	rm -rf $(VENV)
