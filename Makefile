.DEFAULT_GOAL := help
SHELL := /bin/bash
export PATH := $(CURDIR)/.venv/bin:$(PATH)
READY := .venv/.ready
TESTED := .venv/.tested
BUILT := static/built/manifest.json

help: ## Show what one can do here
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) $(BUILT) ## Install, make the database, fill the demo village, serve it at http://127.0.0.1:8000
	zone prepare
	zone serve

test: $(TESTED) $(BUILT) ## Run every test, a browser included; T=tests/posts for some of them
	python -m tests.run $(T)

check: $(TESTED) $(BUILT) ## The whole truth, as CI tells it
	ruff format --check . && ruff check .
	mypy
	lint-imports
	djlint templates --check --lint --quiet
	npx biome ci static
	$(MAKE) --no-print-directory test

bench: $(TESTED) $(BUILT) ## Measure, as ratios side by side in one run
	python -m benchmarks

shots: $(TESTED) $(BUILT) ## Screenshots of the main pages, phone and desktop, light and dark
	python -m tests.journeys.shots

words: $(READY) ## Collect the sentences of the house for translations/
	pybabel -q extract -F babel.cfg -k ngettext:1,2 -k lazy_gettext -o translations/messages.pot --no-location --omit-header --sort-output .
	for one in zh_Hans vi; do pybabel -q update -i translations/messages.pot -d translations -l $$one --no-fuzzy-matching --omit-header --no-wrap --ignore-obsolete; done

lock: ## Renew the lock files from requirements/*.in and package.json; they name no host
	bash requirements/lock.sh

$(READY): requirements/run.txt requirements/build.txt package-lock.json pyproject.toml
	bash requirements/install.sh run.txt build.txt
	python -m compileall -q -j 0 *.py community posts livestream programme seeds
	npm ci --no-audit --no-fund
	pybabel -q compile -d translations -f
	touch $@

$(TESTED): $(READY) requirements/test.txt
	bash requirements/install.sh run.txt build.txt test.txt
	touch $@

$(BUILT): $(READY) package.json $(shell find static -path static/built -prune -o -type f -print)
	node static/build.mjs

.PHONY: help run test check bench shots words lock
