# Garant. `make help` lists what can be done; `make run` is all that a newcomer needs.
# PORT=8080, MODEL=none, GARANT_STATE=…: given here or in the environment, they reach the program as they are.

.PHONY: help setup run test check docs build bench train clean
.DEFAULT_GOAL := help

PYTEST = .venv/bin/python -m pytest -q --durations=5 -o faulthandler_timeout=180

help: ## dire ce que l’on peut faire
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PORT=8080 choisit le port, MODEL=none démarre sans modèle, PYTHON=python3.12 choisit Python."

setup: ## préparer l’environnement .venv, avec la commande .venv/bin/garant
	@tools/setup.sh run

run: setup ## démarrer Garant sur http://127.0.0.1:8000
	@exec .venv/bin/garant run

test: ## passer tous les tests (TESTS=tests/charter pour une partie)
	@tools/setup.sh dev
ifdef TESTS
	@$(PYTEST) $(TESTS)
else
# Apart: a page answers in time when the browser has the machine to itself.
	@$(PYTEST) -n 2 --dist loadfile --ignore tests/browser; first=$$?; $(PYTEST) tests/browser && exit $$first
endif

check: ## vérifier la forme : ruff, mypy, import-linter, documents à jour
	@tools/setup.sh dev
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/python -m garant.words.document --check docs/errors.md

docs: ## écrire docs/errors.md d’après les messages
	@tools/setup.sh dev
	@.venv/bin/python -m garant.words.document docs/errors.md

build: ## fabriquer le paquet dans dist/
	@tools/setup.sh run
	@.venv/bin/hatchling build

bench: ## mesurer : la détection, puis le journal
	@tools/setup.sh dev
	@tools/peers.sh
	@.venv/bin/python -m benchmarks.privacy --part held
	@.venv/bin/python benchmarks/journal/throughput.py

train: ## entraîner les modèles de la détection (CORPORA=dossier des corpus annotés)
	@test -n "$(CORPORA)" || { echo "Garant : indiquez le dossier des corpus annotés, par exemple make train CORPORA=../corpus." >&2; exit 1; }
	@tools/setup.sh run
	@test -x .venv-train/bin/python || .venv/bin/python -m venv .venv-train
	@.venv-train/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/run.txt
	@.venv-train/bin/python -m pip install --disable-pip-version-check --quiet -r requirements/train.txt
	@.venv-train/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@.venv-train/bin/python -m training.names --corpora "$(CORPORA)"
	@.venv-train/bin/python -m training.sensitive
	@.venv-train/bin/python -m training.sensitive.fit_internal

clean: ## effacer ce qui a été fabriqué (ni .venv, ni les données)
	@rm -rf build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
