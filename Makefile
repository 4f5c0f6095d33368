# Everything sets itself up: a virtual environment from the lock, the model package, its checksums.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint lock accuracy performance clean

demo: $(VENV)/installed        ## audit a sample dossier and say where the report is
	$(BIN)/scanaudit demo

test: lint                     ## linters, type checker and all tests, the ones with the real models too
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

accuracy: $(VENV)/installed-dev ## measure on a sample set nothing was tuned on, and on ../shared/real where it is there
	$(BIN)/python benchmarks/accuracy.py --write docs/accuracy.md

performance: $(VENV)/installed-dev ## measure speed and memory against stock PaddleOCR
	$(BIN)/python benchmarks/speed.py --write docs/performance.md

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "scanaudit needs Python 3.11 or newer; run: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/scanaudit models install
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

lock:                          ## pin all dependencies again, with hashes, for every platform
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" pyproject.toml build-requirements.in -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" pyproject.toml build-requirements.in --group dev \
	  -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache
