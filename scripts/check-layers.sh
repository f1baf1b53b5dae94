#!/usr/bin/env bash
# Compares every #include of ours with what the folder's target declares (LINKS, TEST_LINKS of waymark_module), and
# with the house's rules: base <- platform <- product <- app, engines only in app and in tests.
set -euo pipefail
cd "$(dirname "$0")/.."

# target name of a folder: platform/store/rocks -> store_rocks, product/goals -> goals, base -> base
target_of() { local path=${1#platform/}; path=${path#product/}; echo "${path//\//_}"; }

declared() { # folder, keyword -> the waymark_* names after the keyword, up to the next one
  tr '\n' ' ' <"src/$1/CMakeLists.txt" | grep -oE "\b$2\b[^)]*" | head -n 1 |
    sed -E "s/^$2//; s/\b(LINKS|PRIVATE|TEST_LINKS|TEST_PRIVATE)\b.*//" | grep -oE 'waymark_[a-z0-9_]+' | sort -u || true
}

# All that a target links, through its LINKS, transitively.
reach() { # target...
  local seen=" " queue=("$@") target folder
  while [ ${#queue[@]} -gt 0 ]; do
    target=${queue[0]}
    queue=("${queue[@]:1}")
    [[ $seen == *" $target "* ]] && continue
    seen+="$target "
    folder=${folder_of[$target]:-}
    [ -n "$folder" ] && mapfile -t -O ${#queue[@]} queue < <(declared "$folder" LINKS)
  done
  echo "$seen"
}

rank() { case $1 in base) echo 0 ;; platform/*) echo 1 ;; product/*) echo 2 ;; app*) echo 3 ;; esac; }

declare -A folder_of
folders=()
for list in $(git ls-files 'src/*CMakeLists.txt' --others --cached --exclude-standard | sort -u); do
  folder=$(dirname "${list#src/}")
  [ "$folder" = . ] && continue
  folders+=("$folder")
  folder_of[waymark_$(target_of "$folder")]=$folder
done

bad=0
complain() { echo "$1"; bad=1; }
engines=" store_rocks store_memory store_dynamo store_postgres realtime_local realtime_redis mail_smtp blobs_files blobs_s3 search_xapian "

for folder in "${folders[@]}"; do
  self=waymark_$(target_of "$folder")
  mapfile -t links < <(declared "$folder" LINKS)
  mapfile -t test_links < <(declared "$folder" TEST_LINKS)
  product=$(reach "$self")
  with_tests=$(reach "$self" "${links[@]}" "${test_links[@]}")
  while IFS=: read -r file include; do
    target_folder=$(dirname "$include")
    target=waymark_$(target_of "$target_folder")
    allowed=$product
    [[ $file =~ _(test|fuzz|bench)\.cc$ || $file =~ _test\.h$ || $file =~ /testing\.h$ ]] && allowed=$with_tests
    [ -n "${folder_of[$target]:-}" ] || { complain "$file: \"$include\" is in no module"; continue; }
    [[ $allowed == *" $target "* ]] || complain "$file: includes \"$include\", but $self does not link $target"
    [ "$(rank "$target_folder")" -le "$(rank "$folder")" ] || complain "$file: includes \"$include\" of a higher layer"
    if [[ $engines == *" ${target#waymark_} "* && $target != "$self" && $folder != app* && $allowed == "$product" ]]; then
      complain "$file: includes the engine \"$include\"; only app and tests may"
    fi
  done < <(find "src/$folder" -maxdepth 1 \( -name '*.cc' -o -name '*.h' \) -print0 |
    xargs -0 -r grep -HoE '^#include "[^"]+/[^"]+"' | sed -E 's/#include "//; s/"$//')
done

# Third-party headers that must not leave their folder.
guard() { # pattern, folders...
  local pattern=$1 folder excluded=()
  shift
  for folder in "$@"; do excluded+=(":!src/$folder"); done
  git grep -nE "^#include <($pattern)" -- src "${excluded[@]}" && bad=1 || true
}
guard 'rocksdb/' platform/store/rocks
guard 'boost/beast' platform/http
guard 'curl/' platform/http
guard 'libpq' platform/store/postgres
guard 'expat' product/workouts platform/blobs/s3

[ "$bad" -eq 0 ] && echo "${#folders[@]} modules agree with what they declare"
exit "$bad"
