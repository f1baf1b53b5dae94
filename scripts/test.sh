#!/usr/bin/env bash
# Runs every test: CTest (unit, conformance, crash, fuzz, API, browser), then the web app's own.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
cd "$root"

ctest --test-dir "$1" --output-on-failure -j "$(nproc)" --timeout 900
npm test --silent --prefix web
