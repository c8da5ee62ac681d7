# Each target does its own set-up: a machine with Python 3.11 (or newer) and make is enough.
#   make demo    build an environment and run the demonstration into ./demo-out
#   make test    build an environment and run every test
#   make check   style, types, layers, docs        make bench   the benchmarks
#   make docs    the documentation as HTML         make look    pictures of what people see
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= demo-out
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs look clean

help:
	@sed -n '2,5s/^# *//p' Makefile

# One stamp per set of packages; it is made anew when pyproject.toml changes.
$(VENV)/.stamp-venv:
	@test -n "$(PYTHON)" || { echo "orqa needs Python 3.11 or newer; none was found (set PYTHON=/path/to/python3)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "this Python has no venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.stamp-%: pyproject.toml $(VENV)/.stamp-venv
	@echo "installing orqa$(if $(filter core,$*),,[$*]) into $(VENV) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.$(if $(filter core,$*),,[$*])' || { \
		echo "the packages could not be installed; is the package index reachable?" >&2; exit 1; }
	@touch $@

demo: $(VENV)/.stamp-core
	$(BIN)/orqa demo --again --out $(OUT)

test: $(VENV)/.stamp-dev
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

check: $(VENV)/.stamp-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/house
	$(BIN)/python -m sphinx -n -W --keep-going -q -j auto -b dummy docs docs/_build/check

docs: $(VENV)/.stamp-dev
	$(BIN)/python -m sphinx -n -W --keep-going -q -j auto -b html docs docs/_build/html
	@echo "open docs/_build/html/index.html"

bench: $(VENV)/.stamp-dev
	$(BIN)/python benchmarks/run_all.py

look: $(VENV)/.stamp-dev
	$(BIN)/python tests/look/pictures.py $(FOLDER)

clean:
	rm -rf $(VENV) build dist docs/_build docs/reference/generated .mypy_cache .ruff_cache .pytest_cache .hypothesis
