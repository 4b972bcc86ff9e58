#!/bin/sh
# Prepare .venv: `tools/setup.sh run` for the product, `tools/setup.sh dev` for its tests and checks as well.
# What was done is noted in .venv with a digest of what it was made from: a second call does nothing, an
# interrupted one goes on. Every failure is one French sentence, and the detail a file.
set -eu
cd "$(dirname "$0")/.."

want=$1 # run or dev
venv=.venv
log=$venv/setup.log

fail() {
    printf 'Garant : %s\n' "$*" >&2
    exit 1
}

# The place counts too: the commands of an environment that was moved point to where it was.
digest() { { pwd && cat "requirements/$1.txt" pyproject.toml; } | cksum; }

noted() { [ -f "$venv/.garant-$1" ] && [ "$(cat "$venv/.garant-$1")" = "$(digest "$1")" ]; }

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null 2>&1 || fail "PYTHON=$PYTHON est introuvable."
        recent "$PYTHON" || fail "il faut Python 3.11 ou plus récent, et PYTHON=$PYTHON est plus ancien ou ne démarre pas."
        python=$PYTHON
        return
    fi
    for python in python3 python3.13 python3.12 python3.11 python3.14; do
        if command -v "$python" >/dev/null 2>&1 && recent "$python"; then
            return
        fi
    done
    fail "il faut Python 3.11 ou plus récent ; sous Debian ou Ubuntu : sudo apt install python3 python3-venv. S’il est ailleurs : make setup PYTHON=/chemin/vers/python3."
}

make_venv() {
    find_python
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "le module venv manque à $python ; sous Debian ou Ubuntu : sudo apt install python3-venv (ou python$(version "$python")-venv), puis relancez."
    echo "Garant : préparation de l’environnement Python $(version "$python") dans $venv…"
    "$python" -m venv --clear "$venv" >/dev/null 2>&1 ||
        fail "l’environnement $venv n’a pas pu être créé : vérifiez la place libre et les droits de ce dossier."
}

install() {
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --quiet --progress-bar off "$@" \
        >"$log" 2>&1 || explain
}

explain() {
    if grep -q 'DO NOT MATCH THE HASHES' "$log"; then
        fail "une dépendance téléchargée n’est pas celle attendue (empreinte différente) : rien n’a été installé. Prévenez votre responsable de la sécurité ; le détail est dans $log."
    elif grep -q 'No space left\|Errno 28' "$log"; then
        fail "le disque est plein : libérez environ 1 Go, puis relancez ; l’installation reprendra."
    elif grep -q 'Permission denied\|Errno 13' "$log"; then
        fail "le dossier $venv ne peut pas être écrit : vérifiez ses droits."
    fi
    fail "les dépendances n’ont pas pu être téléchargées : vérifiez le réseau ou la configuration de pip, puis relancez ; le détail est dans $log."
}

if noted "$want" || { [ "$want" = run ] && noted dev; }; then
    exit 0
fi

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 || ! recent "$venv/bin/python"; then
    make_venv
elif [ -n "${PYTHON:-}" ] && find_python && [ "$(version "$python")" != "$(version "$venv/bin/python")" ]; then
    make_venv
fi

case $want in
run) echo "Garant : installation des dépendances (une à trois minutes la première fois)…" ;;
dev) echo "Garant : installation des outils de test (une à trois minutes la première fois)…" ;;
esac
install --require-hashes --prefer-binary -r "requirements/$want.txt"
install --no-deps --no-build-isolation --force-reinstall -e .
digest "$want" >"$venv/.garant-$want"
