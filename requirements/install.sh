#!/usr/bin/env bash
# Make .venv hold exactly what the given lock files name, every file checked against its hash.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
pips=()
for lock in "$@"; do pips+=(-r "requirements/$lock"); done
# uv installs ten times faster than pip; where it cannot be had, pip does the same.
if .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt; then
  VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --compile-bytecode --require-hashes "${pips[@]}"
  VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
else
  .venv/bin/python -m pip install --quiet --require-hashes "${pips[@]}"
  .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
fi
