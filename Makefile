# The house's few commands. `make setup` needs Python >= 3.11 and nothing else; `make test` fetches what tests need.

PYTHON ?= python3
BIN    := .venv/bin
UV     := $(shell command -v uv 2>/dev/null)
SETUP  := .venv/.setup-done
DEV    := .venv/.dev-done
DEMO   := build/demo
EXAMPLE ?= examples/port-ombrin
RECORD := $(DEMO)/$(notdir $(patsubst %/,%,$(EXAMPLE))).chronicle
PYTEST_ARGS ?=

ifdef UV
INSTALL := uv pip install --quiet --python $(BIN)/python
MAKE_VENV = uv venv --quiet --seed --allow-existing --python $(PYTHON) .venv
else
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
MAKE_VENV = $(PYTHON) -m venv .venv
endif

.PHONY: help setup demo test check fix docs bench lock

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-6s %s\n", $$1, $$2}'

setup: $(SETUP) ## install khronika into .venv, nothing outside it

demo: $(SETUP) ## run the main job on the bundled example and say where the dossier is
	@test -d "$(EXAMPLE)" || { echo "There is no folder $(EXAMPLE) here. Name one: make demo EXAMPLE=folder"; exit 1; }
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@$(BIN)/khronika run "$(EXAMPLE)" --chronicle "$(RECORD)" --dossier $(DEMO)/dossier.html
	@echo
	@echo "Open the dossier in any browser: $(CURDIR)/$(DEMO)/dossier.html"
	@echo "Look into the record:            $(BIN)/khronika claims $(RECORD)"

test: $(DEV) ## install what tests need, run them all
	@.ci/needs
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(DEV) ## look at style, types, imports, sizes and spelling; change nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/house
	$(BIN)/codespell

fix: $(DEV) ## mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DEV) ## write the generated documents anew: command reference, security, tour, table of figures, picture
	$(BIN)/python docs/write_cli.py
	$(BIN)/python docs/security.py
	$(BIN)/python docs/tour.py
	$(BIN)/python docs/figures.py
	$(BIN)/python docs/picture.py

bench: $(DEV) ## measure; numbers in documents come from here
	@set -e; for script in bench/*.py; do test -e "$$script" || { echo "Nothing to measure yet: bench/ is empty."; break; }; \
		echo "== $$script"; $(BIN)/python "$$script"; done

lock: ## pin every dependency anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-config --upgrade \
		pyproject.toml --group build --extra french --extra russian --extra lists --extra ocr -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-config --upgrade \
		pyproject.toml --group build --extra dev -c requirements.lock -o requirements-dev.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Khronika needs Python 3.11 or newer: make setup PYTHON=/path/to/python3.11"; exit 1; }
	@$(MAKE_VENV)

$(SETUP): pyproject.toml requirements.lock | $(BIN)/python
	@echo "Installing Khronika into .venv (a minute or two) ..."
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(SETUP)
	@echo "Installing what tests, checks and documents need ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
