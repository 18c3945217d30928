# Everything from a fresh clone: make and Python >= 3.11 are enough.
#   make audit   check the five documents and write the reports to out/
#   make test    run everything; what needs a browser is skipped where chromium is not installed
#   make bench   print the ratios of docs/bench.md

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SOURCES := pyproject.toml kg/__init__.py

.PHONY: audit test lint format docs changelog bench heavy clean

$(VENV)/.installed: $(SOURCES)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[reason]'
	@touch $@

$(VENV)/.installed-test: $(SOURCES)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

audit: $(VENV)/.installed
	$(BIN)/kg load --contoh --store out/kinerja.store
	$(BIN)/kg check --store out/kinerja.store --fail-on none -o out/laporan

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m bench.turtle --check

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m bench.turtle

test: lint
	$(BIN)/python -m pytest -n auto --dist worksteal

heavy: $(VENV)/.installed-test
	$(BIN)/python -m pytest -m "heavy or not heavy" --heavy

docs: $(VENV)/.installed
	$(BIN)/python -m kg.docs docs

changelog: $(VENV)/.installed
	$(BIN)/python -m kg.docs.changes

bench: $(VENV)/.installed-test
	$(BIN)/python -m bench

clean:
	rm -rf out $(VENV)
