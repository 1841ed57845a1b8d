# The Python with the `dev` extra: the one in .venv if there is one. Another: make check PYTHON=...
PYTHON ?= $(firstword $(wildcard .venv/bin/python) python3)

.PHONY: check test fix bench

check:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-logo
	$(PYTHON) main.py check scenarios/*/
	$(PYTHON) -m pytest

test:
	$(PYTHON) -m pytest -m "slow or not slow"

fix:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench:
	$(PYTHON) main.py bench
