#!/usr/bin/env bash
# `make soak`: what `make test` draws once and for all is drawn anew here, again and again. A find names its seed
# (WAYMARK_SEED=<n> repeats it) or leaves a crash-* file beside its fuzzer: make a test of it, or add it to
# tests/corpus/<name>/. ROUNDS=<n> says how often, FUZZ_SECONDS=<n> how long each fuzzer runs a round.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
cd "$root"

build=$1
for round in $(seq "${ROUNDS:-10}"); do
  echo "== round $round"
  WAYMARK_SEED=random ctest --test-dir "$build" --output-on-failure -R 'store|crash' --timeout 900
  find "$build" -path '*_fuzz.dir/fuzz' -type f | while read -r fuzzer; do
    work=$(dirname "$fuzzer")
    name=$(basename "$work" _fuzz.dir)
    "$fuzzer" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=5 -rss_limit_mb=1024 -verbosity=0 \
      "-artifact_prefix=$work/" "$work/found" "tests/corpus/${name#waymark_}"
  done
done
