#!/usr/bin/env bash
# clang-database.sh BUILD OUT: a compile database that clang's tools understand: no g++ flags, no precompiled header.
set -euo pipefail
sed -E 's/-include [^ ]+cmake_pch\.hxx//g; s/-Winvalid-pch//g; s/-Wduplicated-cond|-Wlogical-op|-Wno-maybe-uninitialized|-Wno-restrict|-Wno-stringop-overflow|-Wno-array-bounds//g;
  s#"command": "[^"]*ccache [^ ]+#"command": "/usr/bin/clang++-16 -Wno-unknown-warning-option#' \
  "$1/compile_commands.json" >"$2/compile_commands.json"
