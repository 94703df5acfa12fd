#!/usr/bin/env bash
# Renew the lock files. Addresses are left out, so that they install from whatever registry a machine uses.
set -euo pipefail
cd "$(dirname "$0")"
for lock in uv run build test spark; do
  uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -q "$lock.in" -o "$lock.txt"
done
cd ..
for folder in . benchmarks/halls; do
  (cd "$folder" && npm install --package-lock-only)
  node -e '
    const fs = require("fs"), path = `${process.argv[1]}/package-lock.json`;
    const lock = JSON.parse(fs.readFileSync(path));
    for (const one of Object.values(lock.packages)) { delete one.resolved; delete one.funding; }
    fs.writeFileSync(path, JSON.stringify(lock, null, 2) + "\n");' "$folder"
done
