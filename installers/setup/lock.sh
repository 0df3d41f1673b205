#!/usr/bin/env bash
# Writes requirements/*.lock from pyproject.toml: every platform and supported Python, with hashes, without a host name.
# Versions already locked stay; delete a line (or a file) first to move one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

tool=build/lock
[ -x $tool/bin/uv ] || { .venv/bin/python -m venv $tool && $tool/bin/pip install -q uv; }

lock() { # lock NAME [OPTION...]
    local name=$1
    shift
    $tool/bin/uv pip compile pyproject.toml "$@" --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --output-file "requirements/$name.lock"
}
lock runtime
lock develop --group develop
