# Every command of the project. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
UV := .tools/bin/uv
PIP := $(UV) pip install --quiet --compile-bytecode --require-hashes
COMPILE := $(UV) pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
RUN := .venv/bin/python
BOT := PYTHONPATH=. RASA_TELEMETRY_ENABLED=false bot/.venv/bin/python
OURS := core channels escalation actions helpline language

.PHONY: help run test check format install train evaluate evaluate-massive bench lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' Makefile

run: install ## Install what is missing, train if needed, start everything, print the addresses
	@$(RUN) -m helpline run

test: install .venv/.dev bot/.venv/.test ## Run every test, on SQLite and, where one is reachable, on PostgreSQL
	@scripts/test

check: .venv/.dev ## Look for faults: ruff, mypy, import-linter
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/.dev ## Put the code into shape
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

install: .venv/.done bot/.venv/.done ## Build both environments from their locks

train: install ## Train a model beside the live one
	@$(RUN) -m helpline train

evaluate: install ## Measure the model on evaluation/test: text, pictures, one line of history
	@$(BOT) -m bot.train --if-stale
	@$(BOT) -m evaluation.evaluate

evaluate-massive: install ## Measure the pipeline on MASSIVE (MASSIVE=folder with km, th, en .tsv files)
	@$(BOT) -m evaluation.massive $(MASSIVE)

bench: install ## Messages per second and latency, beside Rasa's own REST channel
	@$(RUN) -m tests.bench

lock: $(UV) ## Resolve the locks again
	$(COMPILE) --universal --python-version 3.11 requirements-tools.in -o requirements-tools.lock
	$(COMPILE) --universal --python-version 3.11 requirements.in -o requirements.lock
	$(COMPILE) --universal --python-version 3.11 requirements-dev.in -o requirements-dev.lock
	$(COMPILE) --python-version 3.10 bot/requirements.in -o bot/requirements.lock
	$(COMPILE) --python-version 3.10 bot/requirements-test.in -o bot/requirements-test.lock

clean: ## Remove environments, models and caches (not var/, which holds data and keys)
	rm -rf .tools .venv bot/.venv models .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(UV): requirements-tools.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with make PYTHON=…" >&2; exit 1; }
	@echo "installing uv"
	@$(PYTHON) -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.lock || \
	  { scripts/cannot_install; exit 1; }
	@touch $(UV)

.venv/.done: $(UV) requirements.lock
	@echo "building .venv"
	@test -x .venv/bin/python || $(UV) venv --quiet --python $$(command -v $(PYTHON)) .venv
	@$(PIP) --python .venv/bin/python -r requirements.lock || { scripts/cannot_install; exit 1; }
	@$(RUN) -m compileall -q $(OURS)
	@touch $@

.venv/.dev: .venv/.done requirements-dev.lock
	@$(PIP) --python .venv/bin/python -r requirements-dev.lock || { scripts/cannot_install; exit 1; }
	@touch $@

bot/.venv/.done: $(UV) bot/requirements.lock
	@echo "building bot/.venv (Rasa, about 3 GB, a few minutes)"
	@test -x bot/.venv/bin/python || { python=$$(scripts/find_python310 $(UV)) && $(UV) venv --quiet --python "$$python" bot/.venv; }
	@$(PIP) --python bot/.venv/bin/python -r bot/requirements.lock || { scripts/cannot_install; exit 1; }
	@touch $@

bot/.venv/.test: bot/.venv/.done bot/requirements-test.lock
	@$(PIP) --python bot/.venv/bin/python -r bot/requirements-test.lock || { scripts/cannot_install; exit 1; }
	@touch $@
