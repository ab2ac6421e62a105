#!/bin/sh
# Style and types. Run through `make lint`.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/ruff check .
.venv/bin/mypy
