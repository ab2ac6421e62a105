#!/bin/sh
# Everything that is checked: style, types, and all tests. Run through `make test`.
set -eu
cd "$(dirname "$0")/.."
scripts/lint.sh
scripts/system-packages.sh
# a file at a time to either core: files share servers and agents
exec .venv/bin/python -m pytest -n 2 --dist loadfile "$@"
