#!/usr/bin/env bash
# What `make check` stands for. Each step prints what is wrong and the whole fails if any did.
set -uo pipefail
. "$(dirname "$0")/environment.sh"
cd "$root"
failed=()
step() {
  local name=$1
  shift
  echo "== $name"
  "$@" || failed+=("$name")
}

sources() { git ls-files 'src/*.cc' 'src/*.h' 'tests/*.cc' 'tests/*.h' 'bench/*.cc' 'bench/*.h'; }
format() { sources | xargs clang-format-16 --dry-run --Werror; }
build() { cmake --preset dev >/dev/null && cmake --build build/dev -j "$(nproc)" | grep -vE '^\[|^ninja: no work'; return "${PIPESTATUS[0]}"; }

step "format" format
step "layers" scripts/check-layers.sh
step "warnings" build
step "headers compile alone" scripts/check-headers.sh
step "coroutines" scripts/check-coroutines.sh
step "tidy" scripts/check-tidy.sh
step "web" npm run --silent check --prefix web
scripts/install-npm.sh bench/load >/dev/null
for folder in tests/e2e tests/graphql-reference tests/oidc tests/files bench/load; do step "$folder" npm run --silent check --prefix "$folder"; done

if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "all clean"
