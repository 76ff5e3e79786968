# Two commands are all a newcomer needs: `make demo` and `make test`. Both set up first.

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo demo-codes test prove lint format messages lock clean

PORT ?= 8000
AT ?=
DB ?= all
PLAYS ?= 2000

ifndef PYTHON
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$name" && break; done)
endif
SET_UP = $(if $(PYTHON),$(PYTHON),$(error ircms needs Python 3.11 or newer: \
	install it, or name it as in "make PYTHON=/path/to/python3.12 setup")) bin/setup.py

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: ## .venv with the locked packages (demo, test and lint do it by themselves)
	@$(SET_UP)

setup-dev: ## the same with what tests and linters need
	@$(SET_UP) requirements-dev.txt

demo: setup ## site and admin with the demo company: [PORT=8000] [AT=2017-10-16T09:00]
	@exec .venv/bin/python bin/demo.py --port '$(PORT)' --at '$(AT)'

demo-codes: setup ## the codes that the demo's staff sign in with at this moment
	@exec .venv/bin/python bin/demo.py --codes

test: setup-dev ## every test, on SQLite and on PostgreSQL: [DB=sqlite|postgres] [ARGS="-k name"]
	@exec .venv/bin/python bin/run_tests.py --database '$(DB)' -- $(ARGS)

prove: setup-dev ## a state machine searches for a way around the rules: [PLAYS=2000] [SEED=1] [DB=sqlite|postgres]
	@exec .venv/bin/python bin/prove.py --plays '$(PLAYS)' --database '$(DB)' $(if $(SEED),--seed '$(SEED)')

lint: setup-dev ## style, types, templates, migrations, deployment checks
	@.venv/bin/python bin/lint.py

format: setup-dev ## put code and templates into the house's form
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format --quiet .
	@git ls-files -co --exclude-standard 'templates/*.html' | xargs -r .venv/bin/djade

messages: setup ## collect the words of the interface for translation (docs/languages.md)
	@.venv/bin/python bin/messages.py collect

lock: setup ## requirements*.txt anew from pyproject.toml: [UPGRADE=1] takes newer versions
	@.venv/bin/python bin/lock.py $(if $(UPGRADE),--upgrade)

clean: ## remove .venv, caches and test results (the demo's data in var/demo stays)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache test-results var/test* var/static
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
