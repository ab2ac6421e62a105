#!/bin/sh
# Everything that is checked: style, types, and all tests. Run through `make test`.
set -eu
cd "$(dirname "$0")/.."
scripts/lint.sh
scripts/system-packages.sh
exec .venv/bin/python -m pytest "$@"
