#!/usr/bin/env bash
# Installs the Debian packages of packages.txt that are missing. Asks apt only when there are any.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
while read -r package; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done <packages.txt

# Node.js 20 or newer with npm: Debian 12 has 18, which the tools of the web app no longer accept. Where a newer one is
# on the PATH it is used; otherwise it comes from the npm package `node`.
node_is_new() { command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }
if ! command -v npm >/dev/null; then missing+=(nodejs npm); fi

if [ ${#missing[@]} -gt 0 ]; then
  echo "installing: ${missing[*]}"
  root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if ! node_is_new; then
  echo "installing Node.js 22 into build/node"
  npm install --silent --no-fund --no-audit --prefix ../build/node node@22 npm@11
fi
