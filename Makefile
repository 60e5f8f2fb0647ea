# Two commands from a fresh clone: `make demo` and `make test`. Each sets up .venv first.
# Needs Python 3.11 or newer and nothing else: `make demo PYTHON=/path/to/python` names one.

PYTHON ?=
VENV ?= .venv
UV ?= uv
ARGS ?=

READY := $(VENV)/.ready
BIN := $(VENV)/bin

# Naming another Python than last time makes the environment anew.
ifneq ($(PYTHON),)
ifneq ($(PYTHON),$(shell cat "$(READY)" 2>/dev/null))
.PHONY: $(READY)
endif
endif

# Compiled files make every start quicker, and nothing from outside stands in for src.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME

.PHONY: help demo test slow docs reference photographs lint bench bench-peers lock clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /make \1|/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: $(READY) ## run the main job on the example journal
	@$(BIN)/devjournal demo

test: $(READY) ## run the tests, in parallel and in random order (ARGS=... goes to pytest)
	@$(BIN)/python -m pytest -q -n auto $(ARGS)

slow: $(READY) ## run the tests that take long
	@$(BIN)/python -m pytest -q -n auto -m slow $(ARGS) || test $$? -eq 5

docs: $(READY) ## check the pages: links, commands, examples
	@$(BIN)/python -m pytest -q tests/docs $(ARGS)

reference: $(READY) ## write docs/files.md, commands.md, practice.md, examples/out and the pictures anew
	@$(BIN)/python -m tools.reference
	@$(BIN)/python -m tools.pictures

photographs: $(READY) ## take the photographs of HTML anew (needs chromium)
	@$(BIN)/python -m tools.pictures photographs

lint: $(READY) ## style, types and who imports whom
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --no-error-summary src tests tools $(wildcard bench)
	@$(BIN)/lint-imports --no-logo
	@echo "lint: nothing to mend"

bench: $(READY) ## measure the commands against 'import typer'
	@$(BIN)/python -m bench.run $(ARGS)

bench-peers: $(READY) ## measure other journals and task lists beside it (installs them)
	@$(BIN)/python -m bench.peers $(ARGS)

# The header says how the file is made; uv's own would name this machine's paths.
lock: ## pin all dependencies anew (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pipx install uv" >&2; exit 1; }
	@{ echo "# Every version that the tests run with, and its hashes. Made by: make lock"; \
	  $(UV) pip compile --quiet --universal --python-version 3.11 --upgrade \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	    --all-extras --group dev pyproject.toml; } > constraints.new || { rm constraints.new; exit 1; }
	@mv constraints.new constraints.txt

clean: ## remove what make has made
	@rm -rf .venv dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt tools/make-venv
	@sh tools/make-venv "$(VENV)" "$(PYTHON)"
