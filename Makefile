# `make site` and `make test` do everything, on a bare Debian or Ubuntu too: see tools/bootstrap.
BIN := .venv/bin
LOCK := --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help site serve test lint types unit browser soak bench fuzz format lock clean ready-site ready-test

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-16s%s\n", $$1, $$2}'

# Search needs a server, so at a terminal the site is served until Ctrl-C; elsewhere (CI, a pipe)
# nobody would stop the server, so the target ends with where the site is.
site: ready-site ## build the site into public/ and show it at an address
	@$(BIN)/certify build
	@if [ -t 1 ]; then exec $(BIN)/certify serve --built; \
	else echo "To search in it too: $(BIN)/certify serve --built"; echo "file://$(CURDIR)/public/index.html"; fi

serve: ready-site ## build, serve, rebuild on a change
	@$(BIN)/certify serve

test: lint types unit browser ## everything CI runs

lint: ready-test ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: ready-test ## mypy, strict
	$(BIN)/mypy

unit: ready-test ## all tests but the slow ones and those in a browser
	$(BIN)/pytest -m "not browser and not slow" -n 2

browser: ready-test ## the tests in a browser
	$(BIN)/pytest -m browser -n 2

soak: ready-test ## the tests that take long and seldom tell anything new
	$(BIN)/pytest -m slow -n 2

bench: ready-test ## benchmarks
	$(BIN)/python -m tests.bench

# Apart from the project's packages, and its findings and corpus apart from git.
TIME ?= 600
fuzz: ready-test ## the check against any bytes, for TIME seconds
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade \
	    --target build/fuzz/packages --requirement tests/fuzz/requirements.txt
	PYTHONPATH=build/fuzz/packages $(BIN)/python -m tests.fuzz.records build/fuzz/corpus \
	    -max_total_time=$(TIME) -timeout=20 -artifact_prefix=build/fuzz/

format: ready-test ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# uv, in a folder thrown away, because pip cannot lock for other Pythons and systems. It does not
# read pip's configuration, so versions and hashes are the public index's, not a local mirror's.
lock: ready-site ## renew requirements.lock
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && $(BIN)/python -m venv "$$dir" && \
	"$$dir/bin/pip" install -q --disable-pip-version-check uv && \
	"$$dir/bin/uv" pip compile --no-config --quiet --upgrade $(LOCK) \
	    pyproject.toml --extra test --group build --output-file requirements.lock

clean: ## remove what was made, the virtual environment too
	rm -rf public .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist tests/editor/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-site ready-test:
	@tools/bootstrap $(@:ready-%=%)
