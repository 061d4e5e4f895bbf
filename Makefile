# Everything that a person or CI does with this project. `make help` lists it.

PYTHON ?= $(shell command -v python3.11 || echo python3)
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --no-warn-conflicts
HASHED := $(INSTALL) --require-hashes --only-binary :all: --no-deps

# What is installed is remembered by the checksum of what asked for it (file times say nothing after a clone), together
# with the folder, because the scripts in a virtual environment hold its path.
PINNED_FILES := pyproject.toml requirements/build.txt requirements/run.txt requirements/preview.txt requirements/test.txt
CHECKSUM := $(shell (pwd; cat $(PINNED_FILES)) | (sha256sum 2>/dev/null || shasum -a 256) | cut -c1-16)
PREVIEW_STAMP := .venv/preview-$(CHECKSUM)
TEST_STAMP := .venv/test-$(CHECKSUM)

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format unit soak screenshots requirements clean

help: ## list these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(TEST_STAMP) ## make .venv with everything that developing needs

demo: $(PREVIEW_STAMP) ## open the bot in a browser on this computer, with invented news; needs no token
	@$(BIN)/nutgraf preview

test: lint unit ## lint, then every test, with the coverage of knowledge/ and bot/

lint: $(TEST_STAMP) ## style, types, rules between the rooms, Dockerfile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/hadolint Dockerfile

format: $(TEST_STAMP) ## put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The tests of processes and of the browser mostly wait, so more of them run at once than there are cores. What they run
# is in other processes, where coverage does not count it; so they do without its cost, half as much time again.
unit: $(TEST_STAMP) ## every test, without lint
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder --ignore tests/wire --ignore tests/browser --cov --cov-report=
	$(BIN)/pytest -n 6 --dist loadgroup --no-loadscope-reorder tests/wire tests/browser
	$(BIN)/coverage report --skip-covered --include 'knowledge/*' --fail-under 95
	$(BIN)/coverage report --skip-covered --include 'bot/*' --fail-under 85

soak: $(TEST_STAMP) ## kill the bot 200 times around due times; count what was lost or came twice (ten minutes)
	$(BIN)/python -m tests.wire.soak 200

screenshots: $(TEST_STAMP) ## every card in every language at a phone's width, into screenshots/ (needs chromium; some minutes)
	$(BIN)/python -m tests.browser.screenshots screenshots

requirements: ## pin the newest allowed versions again (needs uv: python3 -m pip install uv)
	@command -v uv >/dev/null || { echo "make requirements needs uv: python3 -m pip install uv" >&2; exit 1; }
	echo 'setuptools>=77' | $(COMPILE) - --output-file requirements/build.txt
	$(COMPILE) pyproject.toml --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --extra preview --constraints requirements/run.txt --output-file requirements/preview.txt
	$(COMPILE) pyproject.toml --extra preview --extra test --constraints requirements/preview.txt \
		--output-file requirements/test.txt

COMPILE := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --only-binary :all: \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements'

clean: ## remove .venv and everything that tools left behind
	rm -rf .venv build *.egg-info .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(TEST_STAMP): | $(BIN)/python
	@echo "Installing what developing and testing need into .venv (once; a minute or two) ..."
	@$(HASHED) -r requirements/build.txt -r requirements/test.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@rm -f .venv/preview-* .venv/test-*
	@touch $(PREVIEW_STAMP) $(TEST_STAMP)

$(PREVIEW_STAMP): | $(BIN)/python
	@echo "Installing what the preview needs into .venv (once; about a minute) ..."
	@$(HASHED) -r requirements/build.txt -r requirements/preview.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@rm -f .venv/preview-* .venv/test-*
	@touch $(PREVIEW_STAMP)

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Nutgraf needs Python 3.11 or newer, and there is no '$(PYTHON)' here. \
	Install it (Debian: apt-get install python3 python3-venv), or name yours: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Nutgraf needs Python 3.11 or newer, and \
	'$(PYTHON)' is not one that works: name another, as in make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "'$(PYTHON)' cannot make virtual environments: install its \
	venv module (Debian: apt-get install python3-venv), then try again." >&2; exit 1; }
	@$(PYTHON) -m venv .venv
