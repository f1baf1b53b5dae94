#!/usr/bin/env bash
# clang-tidy over what changed against the commit given (default: everything), with results kept by content.
set -uo pipefail
cd "$(dirname "$0")/.."
[ -f build/dev/compile_commands.json ] || cmake --preset dev >/dev/null
database=build/tidy
mkdir -p "$database/clean"
scripts/clang-database.sh build/dev "$database"

check() {
  # A file is clean until it, or any header of ours, changes: the headers' hash is part of its stamp.
  stamp="build/tidy/clean/$(cat "$1" "$2" .clang-tidy | sha256sum | cut -c1-32)"
  [ -f "$stamp" ] && exit 0
  out=$(clang-tidy-16 -p build/tidy --quiet "$1" 2>/dev/null | grep -E 'error:|warning:')
  if [ -z "$out" ]; then touch "$stamp"; else echo "$out"; exit 1; fi
}
export -f check
git ls-files 'src/*.h' | xargs sha256sum >"$database/headers"
git ls-files 'src/*.cc' | xargs -P "$(nproc)" -I{} bash -c "check {} $database/headers"
