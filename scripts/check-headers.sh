#!/usr/bin/env bash
# Every header compiles alone, without the precompiled one. ccache makes the second time quick.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f build/dev/compile_commands.json ] || cmake --preset dev >/dev/null
export CCACHE_SLOPPINESS=pch_defines,time_macros
# Of the engines' libraries only this one's headers lie in a folder of their own.
export libpq=$(pkg-config --cflags libpq)

check() {
  printf '#include "%s"\n' "${1#src/}" | ccache g++ -std=c++20 -fsyntax-only -Isrc -Wall -Wextra -Werror \
    -Wno-unused-function -DBOOST_ASIO_NO_DEPRECATED $libpq -x c++ - 2>&1 | sed "s|^|$1: |" | grep -E 'error' | head -n 5
}
export -f check
out=$(git ls-files 'src/*.h' | grep -v precompiled.h | xargs -P "$(nproc)" -I{} bash -c 'check {}' || true)
[ -z "$out" ] || { echo "$out"; exit 1; }
