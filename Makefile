# `make serve` builds, validates and serves the graph; `make test` runs every check. Both install what they need.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
SOURCES := $(wildcard ../shared/seeds)
INPUTS := $(shell find ontology graph_build shapes rusfelt -name '*.py' -o -name '*.ttl' -o -name '*.toml')

.PHONY: serve build test check browser clients proxy clean

serve: snapshot/rusfelt.nq
	$(BIN)/rusfelt serve --port $(PORT)

build: snapshot/rusfelt.nq

snapshot/rusfelt.nq: .venv/installed $(INPUTS)
	$(BIN)/rusfelt build $(if $(SOURCES),--sources $(SOURCES))

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# A browser for the page tests: from the system's packages, when root; else those tests are skipped with a reason.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; }; } || true

# The reverse proxy that the docs name, to test their site with; else those tests are skipped with a reason.
proxy:
	@command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light >/dev/null; \
	service nginx stop >/dev/null 2>&1; }; } || true

# The JavaScript clients that the endpoint is tested with; without Node.js those tests are skipped with a reason.
clients: tests/server/clients/node_modules/installed

tests/server/clients/node_modules/installed: tests/server/clients/package.json
	@command -v npm >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null; }; } || true
	@! command -v npm >/dev/null || { cd tests/server/clients && npm install --silent && touch node_modules/installed; }

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check browser clients proxy
	$(BIN)/pytest

clean:
	rm -rf tests/server/clients/node_modules .venv snapshot .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
