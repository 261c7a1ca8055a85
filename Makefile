# `make serve` builds, validates and serves the graph; `make test` runs every check. Both install what they need.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PIP := --quiet --disable-pip-version-check
SOURCES := $(wildcard ../shared/seeds)
INPUTS := $(shell find ontology graph_build shapes rusfelt -name '*.py' -o -name '*.ttl' -o -name '*.toml')

# What is compiled once need not be compiled by each of the servers and commands that tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve build test test-deep mutants check update licences browser clients proxy clean

serve: snapshot/rusfelt.nq
	$(BIN)/rusfelt serve --port $(PORT) $(if $(SOURCES),--sources $(SOURCES))

build: snapshot/rusfelt.nq

snapshot/rusfelt.nq: .venv/installed $(INPUTS)
	$(BIN)/rusfelt build $(if $(SOURCES),--sources $(SOURCES))

# Only the files that constraints.txt names are installed: their hashes are checked, and nothing is built from source.
.venv/installed: constraints.txt pyproject.toml
	$(PYTHON) -m venv .venv
	@sed '/^# To develop/,$$d' constraints.txt >.venv/ordinary.txt
	$(BIN)/pip install $(PIP) --require-hashes --only-binary :all: --requirement .venv/ordinary.txt
	$(BIN)/pip install $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install $(PIP) --require-hashes --only-binary :all: --requirement constraints.txt
	@touch $@

# The newest versions that pyproject.toml allows, and what they are licensed under; then `make test` says whether they do.
update: .venv/installed-dev
	$(BIN)/python -m tests.installed.pins
	$(MAKE) licences

licences: .venv/installed-dev
	$(BIN)/python -m tests.installed.licences

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

# Three workers for two processors, since servers and browsers are waited for; a file of tests to one of them, in the order of the files (those with few tests may take longest); then by itself what measures time or fills the machine.
test: check browser clients proxy
	$(BIN)/pytest -m 'not deep and not alone' --numprocesses 3 --dist loadfile --no-loadscope-reorder
	$(BIN)/pytest -m 'not deep and alone' tests/server

# What takes long too, and other examples each time; a failure prints how to have the same one again.
test-deep: check browser clients proxy
	$(BIN)/pytest --hypothesis-profile=deep

# Small wrong changes of the code, each in a copy of the tree: which of them do the tests not find?
JOBS ?= 2
mutants: .venv/installed-dev
	$(BIN)/python -m tests.mutants --jobs $(JOBS)

clean:
	rm -rf tests/server/clients/node_modules .venv snapshot .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
