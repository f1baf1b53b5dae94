#!/usr/bin/env bash
# `npm ci` in each folder given whose lock file changed since the last time.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
cd "$root"

for folder in "$@"; do
  [ -f "$folder/package-lock.json" ] || continue
  stamp="$folder/node_modules/.installed"
  hash=$(sha256sum "$folder/package-lock.json" "$folder/package.json" | sha256sum)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$hash" ] && continue
  echo "npm packages: $folder"
  npm ci --loglevel=error --no-fund --no-audit --prefix "$folder"
  echo "$hash" >"$stamp"
done
