# `make brief` builds the default brief, `make test` passes the tests. Each does its own set-up, once.
# They need Python 3.11 or newer, a shell and make. PYTHON=/path/to/python3 chooses the interpreter.

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install
export PYTHON

# A virtual environment holds absolute paths. One that was moved or copied, that lost its interpreter, or whose making
# was cut short would run the wrong code or none: it is made anew.
ifneq ($(shell [ "$$(cat $(VENV)/.made 2>/dev/null)" = "$$(pwd -P)" ] && [ ! -e $(VENV)/.unfinished ] \
	&& $(BIN)/python -I -S -c "" 2>/dev/null && echo whole),whole)
.PHONY: $(VENV)/.made
endif

.PHONY: help
help: ## Say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

.PHONY: brief
brief: $(VENV)/.ready ## Build the default brief, specs/tomahawk.yaml
	@$(BIN)/brief build specs/tomahawk.yaml

.PHONY: test
test: lint tools ## Run every check: ruff, mypy, import-linter, pytest
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist loadfile -m "not alone"
	$(BIN)/python -m pytest -m alone

.PHONY: lint
lint: $(VENV)/.ready-test ## Run the checks that do not run the code
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.PHONY: tools
tools: $(VENV)/outloud/.ready $(VENV)/moto/.ready $(VENV)/second/.ready ## Install the real tools the tests judge by (as root; else say how)
	@sh tests/support/install-tools

.PHONY: bench-evidence
bench-evidence: $(VENV)/.ready-test ## Measure the checker on ../shared/bench and on mutations, and write the README's table
	@$(PIP_INSTALL) --upgrade --require-hashes --no-deps --target $(VENV)/rivals --requirement tests/bench/requirements.txt \
	  || echo "grounded-check could not be installed; its column stays as it was" >&2
	@PYTHONPATH=.:$(VENV)/rivals $(BIN)/python tests/bench/evidence.py $(if $(CHECK),--check)

.PHONY: bench-page
bench-page: $(VENV)/.ready-test ## Measure how even lines are, beside Typst's, and write the table of docs/page-quality.md
	@PYTHONPATH=. $(BIN)/python tests/bench/page.py $(if $(CHECK),--check)

.PHONY: lock
lock: $(VENV)/.ready-test ## Write the locks from pyproject.toml; UPGRADE=--upgrade takes the newest
	$(COMPILE) --group build --output-file requirements.txt
	$(COMPILE) --group build --group test --constraint requirements.txt --output-file requirements-test.txt
	$(subst pyproject.toml,tests/bench/requirements.in,$(COMPILE)) --output-file tests/bench/requirements.txt
	$(subst pyproject.toml,tests/tools/outloud/requirements.in,$(COMPILE)) --output-file tests/tools/outloud/requirements.txt
	$(subst pyproject.toml,tests/tools/moto/requirements.in,$(COMPILE)) --output-file tests/tools/moto/requirements.txt

COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: labels
labels: $(VENV)/.ready-test ## Renew what assets/labels hold of CLDR, from Babel
	$(BIN)/python -m tests.support.cldr

.PHONY: clean
clean: ## Remove what can be made again; editions in out/ stay
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ── Set-up ──────────────────────────────────────────────────────────────────────────────────────────────────────────

# The first interpreter that is new enough and can make a virtual environment. A name found may still fail to run
# (version managers leave such stubs), so each is tried.
$(VENV)/.made:
	@rm -rf $(VENV); \
	set -- python3.13 python3.12 python3.11 python3; [ -z "$$PYTHON" ] || set -- "$$PYTHON"; \
	found=; bare=; \
	for python; do \
	  "$$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  "$$python" -I -c 'import ensurepip, venv' 2>/dev/null || { bare="$$python"; continue; }; \
	  found="$$python"; break; \
	done; \
	if [ -n "$$found" ]; then :; \
	elif [ -n "$$bare" ]; then \
	  echo "make: $$bare cannot make virtual environments (its venv or ensurepip is missing)." >&2; \
	  echo "      On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	else \
	  echo "make: no Python 3.11 or newer found (tried: $$*)." >&2; \
	  echo "      Install one, or name it: make brief PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" -V) ..." >&2; \
	mkdir $(VENV) && : > $(VENV)/.unfinished && \
	"$$("$$found" -I -c 'import os, sys; print(os.path.realpath(sys.executable))')" -I -m venv $(VENV) && \
	pwd -P > $@ && rm $(VENV)/.unfinished

# An install that is cut short leaves .unfinished behind, and the next run starts over.
$(VENV)/.ready: requirements.txt pyproject.toml $(VENV)/.made
	@echo "Installing what the brief needs ..." >&2
	@: > $(VENV)/.unfinished
	@$(PIP_INSTALL) --require-hashes --no-deps --requirement requirements.txt
	@$(PIP_INSTALL) --no-index --no-build-isolation --no-deps --editable .
	@rm $(VENV)/.unfinished && : > $@

$(VENV)/.ready-test: requirements-test.txt $(VENV)/.ready
	@echo "Installing what the tests need ..." >&2
	@: > $(VENV)/.unfinished
	@$(PIP_INSTALL) --require-hashes --no-deps --requirement requirements-test.txt
	@rm $(VENV)/.unfinished && : > $@

# outloud judges how a brief is read aloud. It brings a library under the AGPL, and so lives in an environment of its own.
$(VENV)/outloud/.ready: tests/tools/outloud/requirements.txt $(VENV)/.made
	@echo "Installing outloud, which judges how a brief is read aloud ..." >&2
	@rm -rf $(@D); $(BIN)/python -I -m venv $(@D) && $(@D)/bin/python -m pip --quiet --disable-pip-version-check --no-input \
	  install --require-hashes --no-deps --requirement $< && : > $@ \
	  || { rm -rf $(@D); echo "outloud could not be installed; its tests will skip and say so" >&2; }

# moto, a server that speaks S3, brings sixty packages that nothing else here needs.
$(VENV)/moto/.ready: tests/tools/moto/requirements.txt $(VENV)/.made
	@echo "Installing moto, a server that speaks S3 ..." >&2
	@rm -rf $(@D); $(BIN)/python -I -m venv $(@D) && $(@D)/bin/python -m pip --quiet --disable-pip-version-check --no-input \
	  install --require-hashes --no-deps --requirement $< && : > $@ \
	  || { rm -rf $(@D); echo "moto could not be installed; its tests will skip and say so" >&2; }

# A second Python, of another minor version, where there is one: the same input must give the same bytes there.
$(VENV)/second/.ready: requirements.txt $(VENV)/.made
	@rm -rf $(@D); mine="$$($(BIN)/python -I -c 'import sys; print(sys.version_info[1])')"; \
	for minor in 14 13 12 11; do \
	  [ "$$minor" != "$$mine" ] || continue; \
	  for other in "python3.$$minor" "$$(pyenv root 2>/dev/null)/versions/3.$$minor".*/bin/python; do \
	    "$$other" -I -c 'import ensurepip, venv' 2>/dev/null || continue; \
	    echo "Installing what the brief needs for Python 3.$$minor too ..." >&2; \
	    "$$other" -I -m venv $(@D) && $(@D)/bin/python -m pip --quiet --disable-pip-version-check --no-input install \
	      --require-hashes --no-deps --requirement $< && break 2; \
	    rm -rf $(@D); \
	  done; \
	done; mkdir -p $(@D) && : > $@
