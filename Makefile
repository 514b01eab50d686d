# One door: `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help setup data demo test check bench format lock

help: ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: ## Install into .venv, nothing more
	@bin/setup

data: setup ## Migrate, load the starter curriculum and the demo district
	@.venv/bin/python manage.py migrate --verbosity 0
	@DEMO=1 .venv/bin/python manage.py load_demo

demo: setup ## Serve the demo district on http://127.0.0.1:8000 (PORT= changes it)
	@bin/demo

test: ## Everything, journeys in a browser included
	@bin/setup --tests
	@bin/test

check: ## Style, types, templates, import contracts, migrations, deploy settings
	@bin/setup --tests
	@bin/check

bench: ## Page costs against the empty page, as one JSON object
	@bin/setup --tests >&2
	@.venv/bin/python manage.py bench

format: ## Put code and templates into shape
	@bin/setup --tests
	@.venv/bin/ruff check --fix --quiet --exit-zero .
	@.venv/bin/ruff format --quiet .
	@# djade says 1 when it changed a file, which is what it is asked for here; bin/check says what is left.
	@git ls-files -z -- '*.html' | xargs -0 .venv/bin/djade --target-version 5.2 || true

lock: ## Resolve pyproject.toml into the two lock files (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -o requirements-dev.lock
