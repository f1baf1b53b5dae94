#!/usr/bin/env bash
# Builds the web app into web/dist when its sources or the schema changed, with .gz and .br beside each text file.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
cd "$root"

stamp=build/web.stamp
hash=$( (find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
  sha256sum api/schema.graphql) | sha256sum)
[ -f "$stamp" ] && [ -f web/dist/index.html ] && [ "$(cat "$stamp")" = "$hash" ] && exit 0

echo "building the web app"
npm run --silent build --prefix web
find web/dist -type f \( -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.svg' -o -name '*.json' -o -name '*.webmanifest' \) \
  -size +512c -exec gzip -9 -k -f -n {} + -exec brotli -q 11 -k -f {} +
mkdir -p build
echo "$hash" >"$stamp"
