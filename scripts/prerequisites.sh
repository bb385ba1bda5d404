#!/bin/sh
# Says in one sentence what is missing: prerequisites.sh python INTERPRETER | node
case "$1" in
python)
  if [ -z "$2" ]; then
    echo "Zhize needs Python 3.11 or newer; no such python3 was found on the PATH." >&2
    exit 1
  fi
  if ! "$2" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "Zhize needs Python's venv module; install the package python3-venv of your system." >&2
    exit 1
  fi
  ;;
node)
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "Zhize needs Node 20 or newer with npm; none was found on the PATH." >&2
    exit 1
  fi
  if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "Zhize needs Node 20 or newer; this is $(node --version)." >&2
    exit 1
  fi
  ;;
esac
