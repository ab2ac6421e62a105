# Everything runs in .venv, made from requirements.lock. `make` alone says what there is.

PYTHON ?= python3.11
RUN := .venv/bin/python
CANARY := .venv/bin/canary
export RASA_TELEMETRY_ENABLED := false

.PHONY: help run chat train test test-faults lint check-content doctor setup rasa bench bench-understanding bench-load fuzz screenshots

help:            ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup       ## serve Canary; prints the address
	@$(CANARY) run

chat: setup      ## the same conversation in this terminal
	@$(CANARY) chat

train: setup     ## train the dialogue model, if something changed
	@$(CANARY) train

test: setup      ## all checks and tests
	@scripts/test.sh

lint: setup      ## style, types and Rasa's own data checks
	@scripts/lint.sh

check-content: setup ## what is wrong with the content, with file, line and mend
	@$(CANARY) check-content

doctor: setup    ## what is missing or misconfigured
	@$(CANARY) doctor

test-faults: setup ## faults at length: 200 kills and cuts under load; half an hour or so
	@FAULTS=full $(RUN) -m pytest -s --timeout 5400 tests/faults

rasa: setup      ## Rasa's own command line: make rasa ARGS="data validate"
	@$(RUN) -m bot.dialogue.rasa_cli $(ARGS)

bench: setup     ## Canary beside Rasa's starter bot
	@$(RUN) -m tests.bench

bench-understanding: setup ## how well Canary reads, beside simpler ways
	@$(RUN) -m tests.bench.understanding

bench-load: setup ## Canary under load: many leaders, several processes, long memories
	@$(RUN) -m tests.bench.load $(ARGS)

fuzz: setup      ## 100,000 made-up requests and inputs: nothing may break
	@FUZZ=full $(RUN) -m pytest -s --timeout 5400 tests/fuzz

screenshots: setup ## take the pictures in docs/images again
	@$(RUN) -m scripts.screenshots

setup:           ## make or renew .venv; nothing to do when requirements.lock is as it was
	@PYTHON=$(PYTHON) scripts/setup.sh
