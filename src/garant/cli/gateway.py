"""`garant gateway`: the gateway on its own, without Django, on a charter file and a systems file."""

import argparse
import contextlib
import logging
import os
import signal
import sys
from pathlib import Path


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    gateway = commands.add_parser(
        "gateway",
        help="démarrer la passerelle seule",
        description="Applique une charte à chaque demande faite à une IA. API compatible OpenAI.",
    )
    gateway.add_argument(
        "--charter", metavar="CHARTE", help="la charte : fichier YAML, ou identifiant d’une charte fournie"
    )
    gateway.add_argument("--systems", metavar="FICHIER", type=Path, help="les systèmes et les clés (YAML)")
    gateway.add_argument("--port", metavar="N", help="port (par défaut : $PORT ou 8080)")
    gateway.add_argument("--host", metavar="ADRESSE", help="adresse (par défaut : $GARANT_HOST ou 127.0.0.1)")
    gateway.add_argument(
        "--state", metavar="DOSSIER", help="journal et secrets (par défaut : $GARANT_STATE ou state)"
    )
    gateway.set_defaults(run=_serve)
    key = gateway.add_subparsers(metavar="key").add_parser(
        "key",
        help="créer une clé d’API",
        description="Affiche une nouvelle clé, une seule fois, et les lignes à coller dans le fichier des systèmes.",
    )
    key.add_argument("--organisation", metavar="ID", required=True, help="l’organisation de la clé")
    key.add_argument("--person", metavar="ID", required=True, help="la personne ou l’outil qui s’en servira")
    # Its own name: a default here would overwrite a --charter that stands before "key".
    key.add_argument(
        "--charter",
        metavar="CHARTE",
        dest="acknowledged",
        help="la charte dont la lecture est attestée par la remise de la clé",
    )
    key.set_defaults(run=_new_key)


def _serve(arguments: argparse.Namespace) -> int:
    import uvicorn

    from garant.charter import compile_policy, load_named
    from garant.cli.run import listen
    from garant.gateway import FixedSource, build_app, load_systems
    from garant.gateway.errors import OptionMissing
    from garant.gateway.opening import installation_secret, open_spool

    for option in ("charter", "systems"):
        if getattr(arguments, option) is None:
            raise OptionMissing(option=f"--{option}")
    host = arguments.host or os.environ.get("GARANT_HOST") or "127.0.0.1"
    port = _port(arguments.port or os.environ.get("PORT") or "8080")
    state = Path(arguments.state or os.environ.get("GARANT_STATE") or "state").absolute()
    policy = compile_policy(load_named(arguments.charter))
    snapshot = load_systems(arguments.systems, policy, environ=os.environ)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # A stop by a service manager is a stop by Ctrl-C: both end in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with listen(host, port) as listener, open_spool(state) as spool:
        app = build_app(FixedSource(snapshot), spool, secret=installation_secret(state))
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                loop="uvloop",
                http="httptools",
                ws="none",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=5,
            )
        )
        print(
            f"Charte « {policy.title} », version {policy.version}. "
            f"Passerelle : http://{host}:{port}/v1 (compatible OpenAI). Ctrl-C pour arrêter.",
            flush=True,
        )
        if not snapshot.keys:
            print(
                f"Aucune clé dans {arguments.systems} : créez-en une avec « garant gateway key ».",
                file=sys.stderr,
                flush=True,
            )
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    return 0


def _port(text: str) -> int:
    from garant.cli.run import PortInvalid

    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) < 65536:
        raise PortInvalid(port=text)
    return int(text)


def _new_key(arguments: argparse.Namespace) -> int:
    from garant.charter import compile_policy, load_named
    from garant.gateway import hash_of, new_key
    from garant.gateway.systems import check_names

    check_names(organisation=arguments.organisation, person=arguments.person)
    charter = arguments.acknowledged or arguments.charter
    policy = compile_policy(load_named(charter)) if charter is not None else None
    key = new_key()
    print(f"Clé, affichée une seule fois : {key}\n")
    print("À coller dans le fichier des systèmes, sous « keys: » :\n")
    print(f"  - hash: {hash_of(key)}")
    print(f"    organisation: {arguments.organisation}")
    print(f"    person: {arguments.person}")
    if policy is not None:
        print(f'    acknowledged: "{policy.version}"')
        print(
            f"\nEn remettant cette clé, vous attestez que « {arguments.person} » a lu et accepté "
            f"la charte « {policy.title} », version {policy.version}."
        )
    else:
        print(
            "\nSi la charte demande à être acceptée, recommencez avec --charter FICHIER : "
            "une clé sans « acknowledged » est alors refusée."
        )
    return 0
