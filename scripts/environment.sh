# Sourced by the other scripts: puts the Node.js that install-packages.sh fetched, if it had to, first on the PATH.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -d "$root/build/node/node_modules/.bin" ]; then
  export PATH="$root/build/node/node_modules/.bin:$PATH"
fi
