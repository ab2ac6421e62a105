#!/bin/sh
# Makes .venv hold exactly what requirements.lock lists. Does nothing when that is so already.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/.made-from
# the project is installed in place, so its own commands are part of what is set up
want=$(cat requirements.lock pyproject.toml | sha256sum | cut -d ' ' -f 1)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then
    exit 0
fi

python=${PYTHON:-python3.11}
if ! command -v "$python" >/dev/null; then
    echo "Python 3.11 is needed and '$python' is not there. Install it, or run: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if [ "$version" != 3.11 ]; then
    echo "Python 3.11 is needed; '$python' is $version. Run: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi

say() { echo "[setup] $1" >&2; }

if [ ! -x .venv/bin/python ]; then
    say "1/3 making .venv"
    "$python" -m venv .venv
fi
say "2/3 installing what requirements.lock lists, checked by hash (about 250 MB the first time)"
uv=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements.lock)
if [ ! -x .venv/bin/uv ] || [ "$(.venv/bin/uv --version | cut -d ' ' -f 2)" != "$uv" ]; then
    # the installer itself is pinned by hash too: its part of the lock, and nothing else
    sed -n '/^uv==/,/# via/p' requirements.lock > .venv/uv.txt
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r .venv/uv.txt
fi
VIRTUAL_ENV="$PWD/.venv" .venv/bin/uv pip sync --quiet --require-hashes requirements.lock
say "3/3 installing Canary itself"
.venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv --upgrade-deps .venv >/dev/null
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
echo "$want" > "$stamp"
say "done"
