"""`garant run`: the whole product in one process — pages, gateway, demonstration, local model."""

import argparse
import contextlib
import errno
import fcntl
import logging
import os
import shutil
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from garant.words import GarantError, reason

if TYPE_CHECKING:
    import uvicorn

    from garant.localmodel import ModelBar, ModelSupervisor

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_FROM_HERE = {"0.0.0.0": "127.0.0.1", "localhost": "127.0.0.1", "::": "::1"}  # noqa: S104 (read, not bound)
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_LEAST_FREE_BYTES = 200_000_000
_STOP_SECONDS = 3  # that running answers are given to end
_STOPS = (signal.SIGINT, signal.SIGTERM)

# What OpenAI clients ask for, with and without /v1; all else is a page.
_GATEWAY_PATHS = frozenset({"/health", "/health/models", "/models", "/chat/completions"})
_GATEWAY_TREES = ("/v1/", "/models/")


class PortTaken(GarantError):
    code = "port_taken"


class PortRefused(GarantError):
    """A port or an address that this user may not listen on."""

    code = "port_refused"


class PortInvalid(GarantError):
    code = "port_invalid"


class StateRefused(GarantError):
    code = "state_refused"


class StateInUse(GarantError):
    code = "state_in_use"


class DiskFull(GarantError):
    code = "disk_full"


class DatabaseUnusable(GarantError):
    code = "database_unusable"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser(
        "run",
        help="démarrer Garant sur cette machine",
        description="Démarre les pages, la passerelle et le modèle, avec deux organisations de démonstration.",
    )
    run.add_argument("--port", metavar="N", help="port (par défaut : $PORT ou 8000)")
    run.add_argument("--host", metavar="ADRESSE", help="adresse (par défaut : $GARANT_HOST ou 127.0.0.1)")
    run.add_argument(
        "--state", metavar="DOSSIER", help="dossier de données (par défaut : $GARANT_STATE ou state)"
    )
    run.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    host = arguments.host or os.environ.get("GARANT_HOST") or "127.0.0.1"
    port = _port(arguments.port or os.environ.get("PORT") or "8000")
    state = Path(arguments.state or os.environ.get("GARANT_STATE") or "state").absolute()
    # A terminal that can't show an accent still gets the rest of the line.
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    os.umask(0o077)  # the database holds what people write: its owner alone reads it
    # A stop by a service manager is a stop by Ctrl-C: both end in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    listener = listen(host, port)
    with listener, own_state(state):
        # The rooms read their settings from the environment: what the command line said goes there first.
        os.environ.update(GARANT_STATE=str(state), GARANT_HOST=host, PORT=str(port))
        os.environ.setdefault("GARANT_GATEWAY_URL", address(host, port))
        if host in _HERE and not (os.environ.get("GARANT_PUBLIC_URL") or os.environ.get("OIDC_CREATE_USER")):
            # To be tried on one's own machine: whoever sits there may create an organisation.
            os.environ.setdefault("GARANT_OPEN_SIGNUP", "1")
        with contextlib.suppress(KeyboardInterrupt):
            _serve(listener, host, port, state)
        print("\nGarant est arrêté.", flush=True)
    return 0


def listen(host: str, port: int) -> socket.socket:
    """The socket that the product answers on, ours from now on. PortTaken, PortRefused."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host=host, port=port, other=port + 1 if port < 65535 else 8000) from error
        raise PortRefused(host=host, port=port, reason=_why_not(error)) from error


def _why_not(error: OSError) -> str:
    return "adresse inconnue" if isinstance(error, socket.gaierror) else reason(error)


@contextmanager
def own_state(state: Path) -> Iterator[None]:
    """The state directory is there, writable, with room, and ours alone while the block lasts."""
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(state / "run.lock", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _disk_full(state) from error
        raise StateRefused(directory=state, reason=reason(error)) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StateInUse(directory=state) from error
        if shutil.disk_usage(state).free < _LEAST_FREE_BYTES:
            raise _disk_full(state)
        yield
    finally:
        os.close(descriptor)


def house(pages: App, gateway: App) -> App:
    """One application: what OpenAI clients ask for goes to the gateway, all else to the pages."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        # The gateway alone has something to open and to close (Django knows no lifespan).
        ours = scope["type"] == "lifespan" or scope["path"] in _GATEWAY_PATHS
        ours = ours or scope["path"].startswith(_GATEWAY_TREES)
        await (gateway if ours else pages)(scope, receive, send)

    return application


def address(host: str, port: int) -> str:
    """Where a program of this machine reaches what listens on `host`."""
    name = _FROM_HERE.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) < 65536:
        raise PortInvalid(port=text)
    return int(text)


def _disk_full(state: Path) -> DiskFull:
    from garant.localmodel import size

    free = shutil.disk_usage(state if state.exists() else state.parent).free
    return DiskFull(free=size(free), needed=size(_LEAST_FREE_BYTES), directory=state)


def _serve(listener: socket.socket, host: str, port: int, state: Path) -> None:
    """Until a signal. Whatever ends it, no thread and no child of ours stays."""
    from garant.localmodel import KEY_VARIABLE, Kind, ModelBar, ModelSupervisor, choose

    print("Garant démarre…", flush=True)
    supervisor = ModelSupervisor(choose(os.environ))
    if supervisor.choice.kind is Kind.LOCAL:
        os.environ[KEY_VARIABLE] = supervisor.key
    supervisor.start(state)
    bar = ModelBar(supervisor.status, sys.stdout)
    ending = contextlib.ExitStack()
    try:
        application = _application(state, supervisor, ending)
        _logs_through(bar)
        greeting = _greeting(address(host, port))

        def started() -> None:
            print(greeting, flush=True)
            bar.start()

        _server(application, started).run(sockets=[listener])
    finally:
        for number in _STOPS:  # an impatient second Ctrl-C would leave the model behind
            signal.signal(number, signal.SIG_IGN)
        bar.stop()
        ending.close()
        supervisor.stop()


def _application(state: Path, supervisor: "ModelSupervisor", ending: contextlib.ExitStack) -> App:
    """The database, the demonstration and the snapshot stand before the first request is answered."""
    import django
    from django.core.management import call_command
    from django.db import DatabaseError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "garant.web.settings")
    django.setup()

    from garant.gateway import app_of_state
    from garant.web.asgi import application
    from garant.web.demonstration import seed
    from garant.web.publish import publish
    from garant.web.recurring import start_all

    try:
        call_command("migrate", interactive=False, verbosity=0)
        seed(supervisor)
        ending.callback(publish().stop)
    except DatabaseError as error:
        raise DatabaseUnusable(file=state / "garant.sqlite3") from error
    for recurring in start_all():
        ending.callback(recurring.stop)
    return house(cast("App", application), app_of_state(state))


def _server(application: App, started: Callable[[], None]) -> "uvicorn.Server":
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                started()

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """As its parent, but a signal that was obeyed is not raised again: we still have a model to stop."""
            before = {number: signal.signal(number, self.handle_exit) for number in _STOPS}
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

    return Server(
        uvicorn.Config(
            application,
            loop="uvloop",
            http="httptools",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,  # an address may hold what a person searched
            server_header=False,
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
    )


def _logs_through(bar: "ModelBar") -> None:
    """Lines of the log and the bar share one terminal: each line goes above the bar."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler) and handler.stream in {sys.stdout, sys.stderr}:
            handler.setStream(_Above(bar))


class _Above:
    """A stream for the log. A record comes as one write; its end of line is the bar's affair."""

    def __init__(self, bar: "ModelBar") -> None:
        self._bar = bar

    def write(self, text: str) -> None:
        if text.strip():
            self._bar.line(text.rstrip("\n"))

    def flush(self) -> None:
        """Each line is flushed as it is written."""


def _greeting(here: str) -> str:
    """What a newcomer needs: where to go and who to be."""
    from garant.web.demonstration import accounts

    lines = ["", f"  Pages        {here}/", f"  Passerelle   {here}/v1 (compatible OpenAI)", ""]
    shown = accounts()
    if shown:
        width = max(len(account.email) for account in shown)
        wide = max(len(account.password) for account in shown)
        lines.append("  Comptes de démonstration : adresse, mot de passe, personne")
        lines += [f"    {one.email:<{width}}   {one.password:<{wide}}   {one.who}" for one in shown]
        lines.append("")
    return "\n".join([*lines, "  Ctrl-C pour arrêter.", ""])
