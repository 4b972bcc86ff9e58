"""The gateway on a state directory: the published snapshot, the secrets and the journal that stand there."""

import os
from collections.abc import Mapping
from pathlib import Path

from garant.gateway.app import build_app
from garant.gateway.asgi import App
from garant.gateway.engine import DEFAULTS, Settings
from garant.gateway.publish import verifying_key
from garant.gateway.secrets import secret_file
from garant.gateway.sources import FileSource
from garant.journal import Spool

WRITER = "gateway"
SECRET_FILE = "secret.key"  # noqa: S105 - the name of a file
JOURNAL_KEY_FILE = "journal.key"


def open_spool(state: Path, writer: str = WRITER) -> Spool:
    """The gateway's own chain in the journal of this installation. The caller closes it."""
    return Spool.open(state / "journal", writer=writer, key=secret_file(state / JOURNAL_KEY_FILE))


def installation_secret(state: Path) -> bytes:
    """The one secret of this installation, from which the pseudonyms derive."""
    return secret_file(state / SECRET_FILE)


def app_of_state(
    state: Path, *, environ: Mapping[str, str] = os.environ, settings: Settings = DEFAULTS
) -> App:
    """The gateway of `garant run`: follows `<state>/snapshot/snapshot.json`, journals as the writer "gateway".

    The control plane has published at least once before (its public key must stand beside the snapshot).
    The journal is opened now and closed when the server stops.
    """
    directory = state / "snapshot"
    source = FileSource(directory, verifying_key(directory))
    spool = open_spool(state)
    return build_app(
        source,
        spool,
        secret=installation_secret(state),
        environ=environ,
        settings=settings,
        at_stop=spool.close,
    )
