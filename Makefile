# Two commands do everything on a fresh machine: make demo, make test. See CONTRIBUTING.md.

PYTHON ?= python3
BIN = .venv/bin
TODAY = 2026-11-22
KILLS ?= 500
CELLS ?= 1000000
LISTS ?= 50000
CONDITIONS ?= 200
BOOKS ?= 20
AIDS ?= 300

# Python keeps what it has compiled, whatever the environment says: tests start hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test coverage prove lint example reference picture pot catalogues clean

help:  ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST)

.venv/.installed: pyproject.toml sdaid/__init__.py
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test]"
	@touch $@

demo: .venv/.installed  ## make the example’s decision aids in outputs
	$(BIN)/sdaid render inputs/sacroiliac.xlsx inputs/appointments.xlsx --output outputs --today $(TODAY)
	@echo "The example's decision aids are in $(CURDIR)/outputs/appointments-sacroiliac"

lint: .venv/.installed  ## check style and types
	$(BIN)/ruff check
	$(BIN)/mypy

test: lint  ## check style and types, run the tests
	$(BIN)/pytest -n 4 --dist worksteal

coverage: .venv/.installed  ## run the tests, and report which lines they do not reach
	$(BIN)/coverage erase
	$(BIN)/pytest -n 4 --dist worksteal --cov --cov-report=term:skip-covered

prove: lint  ## the same, with the long proofs; KILLS, CELLS, LISTS, CONDITIONS, BOOKS, AIDS: how long
	SDAID_KILLS=$(KILLS) SDAID_CELLS=$(CELLS) SDAID_LISTS=$(LISTS) SDAID_AIDS=$(AIDS) \
		SDAID_CONDITIONS_LONG=$(CONDITIONS) SDAID_BOOKS_LONG=$(BOOKS) \
		$(BIN)/pytest -n 2 --dist worksteal --long

example: .venv/.installed  ## renew the example's workbook and list from their texts
	rm -f inputs/sacroiliac.xlsx inputs/appointments.xlsx
	$(BIN)/python -m sdaid.workbook.example inputs/sacroiliac inputs/sacroiliac.xlsx inputs/appointments.xlsx

reference: .venv/.installed  ## renew the workbook's reference in docs from the declaration
	$(BIN)/python -m sdaid.workbook.reference docs/workbook.md

picture: .venv/.installed  ## renew the README's pictures from the example
	$(BIN)/python docs/picture.py docs/side-by-side.png
	$(BIN)/python docs/desk_picture.py docs/desk.png

pot: .venv/.installed  ## renew the catalogues of fixed words for translators
	$(BIN)/pybabel --quiet extract -k N_ -k NN_:1,2 -F templates/locale/babel.cfg -o templates/locale/sdaid.pot \
		--no-location --omit-header --sort-output templates sdaid
	$(BIN)/python -m sdaid.cli.words templates/locale/sdaid-staff.pot
	for words in sdaid sdaid-staff; do if ls templates/locale/*/LC_MESSAGES/$$words.po >/dev/null 2>&1; then \
		$(BIN)/pybabel --quiet update -i templates/locale/$$words.pot -d templates/locale -D $$words \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; fi; done

catalogues: .venv/.installed  ## compile the catalogues of fixed words, once they are translated
	for words in sdaid sdaid-staff; do if ls templates/locale/*/LC_MESSAGES/$$words.po >/dev/null 2>&1; then \
		$(BIN)/pybabel --quiet compile -d templates/locale -D $$words; fi; done

clean:  ## remove what the demo and tests have left; other runs and the ledger stay
	rm -rf outputs/appointments-sacroiliac build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.*
	find . -name __pycache__ -not -path "./.venv/*" -prune -exec rm -rf {} +
