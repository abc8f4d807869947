# Sourced. Makes a virtual environment of Python 3.11 or newer with the packages that a file pins, and makes it again when the file changes:
#   venv <its directory> <the file of requirements>

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

venv() {
  local python=
  for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$candidate"; then
      python=$candidate
      break
    fi
  done
  if [ -z "$python" ]; then
    echo "$0 needs Python 3.11 or newer." >&2
    exit 2
  fi
  # The copy of the file in it says that it is complete.
  if ! cmp -s "$2" "$1/requirements.txt"; then
    rm -rf "$1"
    "$python" -m venv "$1"
    # without dependencies: a package that is not named is not installed, and if it is needed, the check names it
    "$1/bin/pip" --quiet --disable-pip-version-check install --no-deps -r "$2"
    "$1/bin/pip" --disable-pip-version-check check >&2
    cp "$2" "$1/requirements.txt"
  fi
}
