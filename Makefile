# Every target prepares what it needs first (installers/setup/prepare.sh); repeating one is cheap.
PREPARE := bash installers/setup/prepare.sh
PYTHON := .venv/bin/python

.PHONY: setup run test lint bench fuzz installer manifest lock
.DEFAULT_GOAL := run

run:            ## open the window on a demo workspace (offscreen: leave list, sheets and screenshots in out/tour)
	@$(PREPARE) run
	@bash installers/setup/run.sh

setup:          ## the development environment in .venv
	@$(PREPARE) develop

test:           ## every test, PostgreSQL included
	@$(PREPARE) test
	$(PYTHON) -m pytest

lint:           ## ruff, types, layers
	@$(PREPARE) develop
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

bench:          ## each figure as a ratio to its bare floor in the same run
	@$(PREPARE) develop
	$(PYTHON) -m bench

fuzz:           ## import 10,000 mutated workbooks: refused with a sentence or stored whole
	@$(PREPARE) develop
	$(PYTHON) -m tests.ledgers.fuzz 10000

installer:      ## freeze the program into dist/bangban and try it out
	@$(PREPARE) installer
	$(PYTHON) -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller installers/pyinstaller/bangban.spec
	$(PYTHON) installers/smoke.py dist/bangban

manifest:       ## SHA-256 of every resource and migration, which self-test compares with
	@$(PREPARE) develop
	$(PYTHON) installers/manifest.py

lock:           ## requirements/*.lock from pyproject.toml, for every platform and Python
	@$(PREPARE) develop
	bash installers/setup/lock.sh
