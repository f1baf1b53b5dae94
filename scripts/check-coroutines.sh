#!/usr/bin/env bash
# g++ 12 destroys some temporaries twice when an aggregate initialiser, a conditional object or a capturing lambda stands in the same full
# expression as a co_await, and the exception of a `throw` that awaits (docs/decisions/coroutines-on-gcc-12.md). This finds every such expression.
set -uo pipefail
cd "$(dirname "$0")/.."
[ -f build/dev/compile_commands.json ] || cmake --preset dev >/dev/null

database=build/tidy
mkdir -p "$database"
scripts/clang-database.sh build/dev "$database"
cat >"$database/queries" <<'Q'
set output diag
set bind-root false
match coawaitExpr(isExpansionInFileMatching("/(src|tests|bench)/"), hasDescendant(initListExpr().bind("aggregate")))
match coawaitExpr(isExpansionInFileMatching("/(src|tests|bench)/"), hasDescendant(lambdaExpr().bind("lambda")))
match coawaitExpr(isExpansionInFileMatching("/(src|tests|bench)/"), hasDescendant(conditionalOperator(hasType(cxxRecordDecl())).bind("conditional")))
match cxxThrowExpr(isExpansionInFileMatching("/(src|tests|bench)/"), hasDescendant(coawaitExpr().bind("throw")))
Q
files=$(git ls-files 'src/*.cc' | xargs grep -lE 'co_await' || true)
[ -z "$files" ] && exit 0
out=$(echo "$files" | xargs -P "$(nproc)" -n 4 clang-query-16 -p "$database" -f "$database/queries" 2>&1 |
  grep -E '"(aggregate|lambda|conditional|throw)" binds here|^error|fatal error' | sort -u)
[ -z "$out" ] || { echo "$out"; exit 1; }
