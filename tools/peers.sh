#!/bin/sh
# Prepare .venv-peers: the tools that benchmarks/privacy measures beside ours. 250 MB; nothing of the product needs it.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv-peers/bin/python ] || python3 -m venv .venv-peers
.venv-peers/bin/python -m pip install --disable-pip-version-check --no-input --quiet -r requirements/peers.txt
