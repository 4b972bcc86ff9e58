"""The web's own writer of the journal. An action appends its entry last, within its transaction."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from garant.journal import Entry, RecordsExported, Spool, create_key, load_key

if TYPE_CHECKING:
    from garant.directory.models import Person

WRITER = "web"


def journal_directory() -> Path:
    """Where every writer of this installation keeps its entries."""
    directory: Path = settings.GARANT_STATE / "journal"
    return directory


def journal_key() -> bytes:
    """The key under which the journal's digests are made."""
    path: Path = settings.GARANT_STATE / "journal.key"
    return load_key(path) if path.exists() else create_key(path)


def record(entry: Entry) -> None:
    """Make `entry` durable. Where the journal cannot be written this raises, and the transaction rolls back:
    what can't be journalled isn't done."""
    _spool().append(entry)


def record_file(actor: "Person", what: str, form: str, *, rows: int, imported: bool = False) -> None:
    """So many records left as a file, or came in by one. `what` names their kind, `form` the format."""
    record(
        RecordsExported(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            what=what,
            format=form,
            rows=rows,
            imported=imported,
        )
    )


def write_as(writer: str) -> None:
    """For a command beside the running pages: a writer of its own, since two never share a chain."""
    close()
    _writer.clear()
    _writer.append(writer)


_writer = [WRITER]


@cache
def _spool() -> Spool:
    return Spool.open(journal_directory(), writer=_writer[0], key=journal_key())


def close() -> None:
    """Close the writer at the end of the process; a later `record` opens it again."""
    if _spool.cache_info().currsize:
        _spool().close()
        _spool.cache_clear()
