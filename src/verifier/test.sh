#!/usr/bin/env bash
# Runs everything that the verifier must pass: its tests, its build, and the built page in Chromium. It needs Node 20.19 or newer with
# npm, npm's registry, and Chromium, as `chromium` or in CHROMIUM.
set -euo pipefail
cd "$(dirname "$0")"

node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' || {
  echo "src/verifier/test.sh: Node 20.19 or newer is missing" >&2
  exit 1
}
command -v npm > /dev/null || { echo "src/verifier/test.sh: npm is missing" >&2; exit 1; }
command -v "${CHROMIUM:-chromium}" > /dev/null || {
  echo "src/verifier/test.sh: Chromium is missing: install it (apt-get install chromium), or name it in CHROMIUM" >&2
  exit 1
}

npm ci --ignore-scripts --no-audit --no-fund
node --test test/*.test.js
node build.js
node --test test/browser/*.test.js
