# make run             install, ingest samples/ (or DOCS=path), serve on http://127.0.0.1:8000
# make test            install, run the tests
# make check           style, types, tests, and the floor under extraction
# make services        start Neo4j and OpenSearch on loopback for tests (Java and Maven)
# make clean           remove what was installed; data stays

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
HOST ?= 127.0.0.1
PORT ?= 8000
# Tests wait for browsers and programs a third of their time: one more of them than there are cores.
WORKERS ?= $(shell echo $$(($$($(PY) -c 'import os; print(os.cpu_count() or 1)' 2>/dev/null || echo 1) + 1)))

ifdef DOCS
  RUN_DOCS := $(DOCS)
  export ZHIZE_DATA ?= data
else
  RUN_DOCS := samples/documents
  export ZHIZE_DATA ?= data/samples
  export ZHIZE_LEXICON ?= samples/lexicon
endif

.PHONY: run test check services setup clean

run: setup
	@$(PY) -m ingest add "$(RUN_DOCS)" || [ $$? -eq 1 ]
	@exec $(PY) -m web --host $(HOST) --port $(PORT)

# Hundreds of programs are started: what was compiled for one of them is kept for the next.
test: .venv/.dev web/static/vendor/.ready
	@unset ZHIZE_DATA ZHIZE_LEXICON PYTHONDONTWRITEBYTECODE; $(PY) -m pytest -n $(WORKERS) --dist worksteal

check: .venv/.dev web/static/vendor/.ready
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy graph ingest search web
	@$(MAKE) --no-print-directory test

services: .venv/.dev
	@$(PY) -m tests.servers

setup: .venv/.ready web/static/vendor/.ready

.venv/.ready: requirements.txt
	@sh scripts/prerequisites.sh python "$(PYTHON)"
	@echo "Installing Python packages into .venv …"
	@[ -x $(PY) ] || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.dev: .venv/.ready requirements-dev.txt
	@echo "Installing what the tests need into .venv …"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

web/static/vendor/.ready: package.json package-lock.json web/vendor.mjs
	@sh scripts/prerequisites.sh node
	@echo "Installing front-end libraries …"
	@npm ci --silent --ignore-scripts
	@node web/vendor.mjs
	@touch $@

clean:
	rm -rf .venv node_modules web/static/vendor
