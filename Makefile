# Heard: two commands. `make run` starts everything; `make test` sets up and tests everything.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
TOOLS := .tools
STAMPS := $(TOOLS)/stamps
UV := $(TOOLS)/bin/uv
UV_VERSION := 0.13.9
HEARD := .venv/bin/heard
# Everything this project downloads stays in this checkout.
export UV_CACHE_DIR := $(CURDIR)/$(TOOLS)/cache
export UV_PYTHON_DOWNLOADS := never
export RASA_TELEMETRY_ENABLED := false

# The first Python 3.11 among the usual names, then among pyenv's.
PYTHON ?= $(shell for p in python3.11 python3 "$$HOME"/.pyenv/versions/3.11*/bin/python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)

.PHONY: help run setup site bot model demo test test-all test-bot test-unit lint check bench assets catalogues browser clean

help:
	@echo "make run    set up and start Heard, with invented demonstration responses (PORT=8000)"
	@echo "make test   set up and run every test CI runs"
	@echo "also: setup lint check bench test-all assets catalogues clean"

run: setup demo
	$(HEARD) up --port $(PORT)

setup: site bot model

$(UV):
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed and was not found; install python3 and python3-venv (Debian 12) or set PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@mkdir -p $(STAMPS)

# The site and the domain.
site: $(STAMPS)/site
$(STAMPS)/site: pyproject.toml uv.lock | $(UV)
	$(UV) sync --locked --quiet --python $(TOOLS)/bin/python
	@touch $@

# The bot keeps its own environment: Rasa's dependencies are old and must not meet the site's.
bot: $(STAMPS)/bot
$(STAMPS)/bot: bot/pyproject.toml bot/uv.lock | $(UV)
	$(UV) sync --locked --quiet --project bot --python $(TOOLS)/bin/python
	@touch $@

# Both models are trained here, and again only when what they are made from has changed.
TAGGER := consultations/tagging/model/commitments.model
SAFEGUARDING := consultations/safeguarding/model/safeguarding.model
model: site bot $(TAGGER) $(SAFEGUARDING)
	bot/.venv/bin/python bot/train.py

$(TAGGER): $(wildcard consultations/tagging/*.py consultations/tagging/cues/* consultations/tagging/examples/*) | site
	$(HEARD) tagger train

$(SAFEGUARDING): $(wildcard consultations/safeguarding/*.py consultations/safeguarding/learnt/*.py \
		consultations/safeguarding/rules/* consultations/safeguarding/examples/*) | site
	$(HEARD) safeguarding train

demo: site
	$(HEARD) demo

# Debian's chromium for the browser tests.
browser:
	@tests/e2e/install-chromium

test: setup browser test-bot
	.venv/bin/pytest -n 2 --dist loadgroup -m "not slow"

test-all: setup browser test-bot
	.venv/bin/pytest -n 2 --dist loadgroup

# What needs Rasa itself: turns, thresholds on sentences held apart, what its tracker forgets.
test-bot: model
	cd bot && .venv/bin/python -m pytest -q

test-unit: site
	.venv/bin/pytest tests/unit -n 2 -q

lint: site
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint web/templates --lint --quiet

check: site
	$(HEARD) check

bench: setup
	@for b in tests/bench/*.py; do echo "== $$b"; .venv/bin/python "$$b" || exit 1; done

# CSS, right-to-left CSS and font subsets; committed, so that nobody needs Node to run Heard.
assets: site
	web/assets/build.sh

# Collect what respondents and staff read and bring every catalogue up to date.
catalogues: site
	.venv/bin/python -m translations.update

clean:
	rm -rf .venv bot/.venv $(TOOLS) bot/models consultations/tagging/model consultations/safeguarding/model
