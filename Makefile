# One command each; every target sets itself up. Needs Python 3.11, make and the package index.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: setup demo test check docs reference sql-box accuracy bench nation fuzz lock clean
setup: $(STAMP)  ## .venv/ with the command `cleardays` in it

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup  ## one night against stand-in council sites, and what came of it
	$(BIN)/python -m demo.run

test: setup  ## every test
	$(BIN)/python -m pytest

check: setup  ## style, types, which way imports point, sizes, SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.sizes
	$(BIN)/sqlfluff lint --config dbt_project/.sqlfluff dbt_project/models dbt_project/tests dbt_project/analyses

docs: export CLEARDAYS_HOME ?= $(CURDIR)/var/docs
docs: setup  ## var/docs/static_index.html, one page: every model, column, test and question, and what is built from what
	mkdir -p $(CLEARDAYS_HOME)
	$(BIN)/dbt --quiet docs generate --static --project-dir dbt_project --profiles-dir dbt_project --target-path $(CURDIR)/var/docs --log-path var/docs

reference: setup  ## docs/data-dictionary.md and docs/questions.md, of what dbt's yml says
	$(BIN)/python -m bench.reference

sql-box:  ## DuckDB-WASM for the SQL page of releases published from here; needs npm and its registry
	npm ci --prefix warehouse/site --ignore-scripts --no-audit --no-fund --loglevel=error

accuracy: setup  ## right, false, missed and F1 by field over the project's own papers, and the corpus where it is
	$(BIN)/python -m bench.accuracy

bench: setup  ## how fast, as ratios in one run on the same files
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.night

nation: setup  ## nights at 317 stand-in councils: coverage, counts, manners, and what a second night costs
	$(BIN)/python -m bench.nation

fuzz: setup  ## what becomes of 2,400 damaged copies of the project's own papers
	$(BIN)/python -m bench.fuzz

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header
lock: setup  ## after changing dependencies in pyproject.toml or docs/bi/requirements
	$(LOCK) --group dev pyproject.toml -o requirements.lock
	cd docs/bi/requirements && for tool in *.in; do $(CURDIR)/$(LOCK) --python-version 3.11 $$tool -o $${tool%.in}.txt || exit 1; done

clean:
	rm -rf $(VENV) var
