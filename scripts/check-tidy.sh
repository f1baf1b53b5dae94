#!/usr/bin/env bash
# clang-tidy over every source of the product and its tests; what was found clean is remembered until the file, or a header of ours that it
# includes, changes. Needs a build in build/dev: ninja knows from it what each file includes.
set -uo pipefail
cd "$(dirname "$0")/.."
[ -f build/dev/.ninja_deps ] || { cmake --preset dev >/dev/null && cmake --build build/dev -j "$(nproc)" >/dev/null; }
database=build/tidy
mkdir -p "$database/clean"
scripts/clang-database.sh build/dev "$database"

# A line a source: its path, then what it includes of ours.
ninja -C build/dev -t deps 2>/dev/null | awk -v root="$PWD/" '
  function tell() { if (source != "") print source included }
  /^[^ ]/ { tell(); source = included = ""; next }
  /^    / {
    path = $1
    sub(/^(\.\.\/)+/, "", path)
    if (index(path, root) == 1) path = substr(path, length(root) + 1)
    if (path !~ /^(src|tests|bench)\//) next
    if (source == "") source = path; else included = included " " path
  }
  END { tell() }' | sort -u >"$database/includes"

check() {
  read -r source included <<<"$1"
  stamp="build/tidy/clean/$(cat "$source" $included .clang-tidy 2>/dev/null | sha256sum | cut -c1-32)"
  [ -f "$stamp" ] && exit 0
  # The analyzer follows calls only a little way: all the way it takes four times as long, and has found no more in our
  # coroutines. What it thinks of other people's headers is theirs.
  out=$(clang-tidy-16 -p build/tidy --quiet --extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang \
    --extra-arg=mode=shallow "$source" 2>/dev/null | grep -E "^$PWD/.*(error|warning):")
  if [ -z "$out" ]; then touch "$stamp"; else echo "$out"; exit 1; fi
}
export -f check
git ls-files 'src/*.cc' 'tests/*.cc' | sort | join -a1 - "$database/includes" | tr '\n' '\0' | xargs -0 -P "$(nproc)" -I{} bash -c 'check "$1"' _ {}
