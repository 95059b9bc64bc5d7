# Huawu: start it, check it. `make help` lists what can be asked for.
# Everything is installed into .venv, web/node_modules and web/dist; data live in .huawu (HUAWU_DATA_DIR moves them).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
RUN := .venv/bin
BACKUP ?= backups/$(shell date +%Y%m%d-%H%M%S)
.PHONY: help up down clean demo-reset backup install install-dev web \
        speech test test-core test-room test-system test-web long bench check lint types imports rules audit lock

help: ## list what can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

up: install web ## install what is missing, start everything, print addresses and sign-ins
	@$(RUN)/huawu up

down: ## stop everything in order
	@if [ -x $(RUN)/huawu ]; then $(RUN)/huawu down; else echo "nothing runs"; fi

clean: down ## undo it all: stop, remove .huawu (the data!), .venv and what was built
	@rm -rf .huawu .venv web/node_modules web/dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@if [ -n "$${HUAWU_DATA_DIR:-}" ]; then echo "kept: $$HUAWU_DATA_DIR (HUAWU_DATA_DIR)"; fi

demo-reset: install web ## throw the data in .huawu away and start with a fresh demonstration
	@if [ -n "$${HUAWU_DATA_DIR:-}" ]; then echo "HUAWU_DATA_DIR is set: remove that folder yourself" >&2; exit 1; fi
	@$(RUN)/huawu down
	@rm -rf .huawu
	@$(RUN)/huawu up

backup: install ## write a backup into backups/, or BACKUP=folder
	@mkdir -p "$(dir $(BACKUP))"
	@$(RUN)/huawu backup "$(BACKUP)"

install:
	@tools/install

install-dev:
	@tools/install dev

web:
	@tools/web

speech: install ## fetch, check and install the built-in speech engines (about 1 GB; goes on where it was)
	@$(RUN)/huawu speech install

test: install-dev web test-web ## core, room and system tiers and the web tests (at most 20 minutes)
	@tools/test core room system

test-core: install-dev ## pure: playbooks, properties, simulations (30 s)
	@tools/test core

test-room: install-dev ## with a real PostgreSQL, through HTTP (3 min)
	@tools/test room

test-system: install-dev web ## real SIP, RTP and browser over loopback (12 min)
	@tools/test system

test-web: web ## the front end's own tests
	@tools/web test

long: install-dev web ## whole days, kills, fuzz, interoperation (at most 50 minutes)
	@tools/test long

bench: install ## every benchmark, with its floors
	@$(RUN)/huawu bench --all

check: lint types imports rules ## everything that can be checked without running the product

lint: install-dev web ## ruff and eslint
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@tools/web lint

types: install-dev web ## mypy --strict and tsc
	@$(RUN)/mypy
	@tools/web typecheck

imports: install-dev ## rooms import only downwards
	@$(RUN)/lint-imports --no-logo

rules: install-dev ## the house's own rules (tools/)
	@$(RUN)/python -m tools

audit: install-dev web ## known weaknesses of what we depend on
	@$(RUN)/python tools/audit.py

lock: install-dev ## pin what is installed now into the lock files
	@$(RUN)/python tools/lock.py
