"""`garant model status` and `garant model fetch`: the small local model, without starting the product."""

import argparse
import os
import sys
from pathlib import Path


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    model = commands.add_parser("model", help="le modèle local : où il en est, le télécharger d’avance")
    actions = model.add_subparsers(dest="action", metavar="ACTION", required=True)
    status = actions.add_parser("status", help="dire quel modèle serait utilisé et où il en est")
    status.add_argument("--state", metavar="DOSSIER", help=_STATE)
    status.set_defaults(run=_status)
    fetch = actions.add_parser("fetch", help="télécharger et vérifier le petit modèle local")
    fetch.add_argument("--state", metavar="DOSSIER", help=_STATE)
    fetch.set_defaults(run=_fetch)


_STATE = "dossier de données (par défaut : $GARANT_STATE ou state)"


def _status(arguments: argparse.Namespace) -> int:
    from garant.localmodel import Kind, choose, fetched, local_model, read_progress, size

    state = _state(arguments)
    choice = choose(os.environ)
    print(f"Modèle retenu : {choice.name}{f' à {choice.url}' if choice.url else ''}")
    if choice.kind is Kind.LOCAL and choice.path is None:
        ours = local_model()
        path = fetched(ours, state)
        print(f"Fichier : {path} ({size(ours.bytes)}, vérifié)" if path else "Fichier : pas encore complet")
    print(f"Dernier état connu : {read_progress(state).sentence}")
    return 0


def _fetch(arguments: argparse.Namespace) -> int:
    from garant.localmodel import NOTHING, ModelBar, Progress, fetch, local_model, size

    told = NOTHING

    def tell(progress: Progress) -> None:
        nonlocal told
        told = progress

    bar = ModelBar(lambda: told, sys.stdout)
    bar.start()
    try:
        path = fetch(local_model(), _state(arguments), tell)
    finally:
        bar.stop()
    print(f"Le petit modèle local est là, complet et vérifié : {path} ({size(local_model().bytes)})")
    return 0


def _state(arguments: argparse.Namespace) -> Path:
    return Path(arguments.state or os.environ.get("GARANT_STATE") or "state").absolute()
