# `make report` and `make test` need Python 3.11 or later and make, nothing else: they do all the set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOWEST := .venv-lowest

.PHONY: report test test-lowest coverage lint bench explore pictures clean

report: $(VENV)/.ready
	$(BIN)/wirecopy report corpus --out reports

explore: $(VENV)/.ready
	$(BIN)/wirecopy explore corpus

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

# The lowest versions that pyproject.toml declares, and the tests that need no browser.
test-lowest: $(VENV)/bin/python
	$(PYTHON) -m venv $(LOWEST)
	$(PYTHON) .ci/lowest.py >$(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pip install --quiet --upgrade pip
	$(LOWEST)/bin/python -m pip install --quiet --constraint $(LOWEST)/constraints.txt --editable '.[all]'
	$(LOWEST)/bin/python -m pip install --quiet --constraint $(LOWEST)/constraints.txt --group dev
	$(LOWEST)/bin/python -m pytest --numprocesses 2 --dist loadfile -m "not browser"

coverage: $(VENV)/.ready-dev
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --cov=analysis --cov-report=term-missing:skip-covered

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/all.py

pictures: $(VENV)/.ready-dev
	$(BIN)/python docs/pictures.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("wirecopy needs Python 3.11 or later: run make PYTHON=python3.12, say" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[all]'
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) $(LOWEST) reports build dist
