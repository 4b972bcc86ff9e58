"""`garant pseudonymise DOSSIER -o SORTIE`, from the options as typed to the exit code."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

from garant.bulk.account import Account
from garant.bulk.collection import Collection, Options, Summary
from garant.bulk.places import Places
from garant.bulk.processes import Processes
from garant.bulk.progress import Progress, Shown, duration
from garant.bulk.reporting import report
from garant.bulk.workers import Workers
from garant.words import count

INCOMPLETE = 3  # exit code: all was done that could be, and some documents could not
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command."""

    source: Path
    out: Path
    keys: Path | None = None
    jobs: int | None = None
    scheduler: str | None = None
    resume: bool = False
    options: Options = field(default_factory=Options)


def run(asked: Asked, out: TextIO, progress: TextIO) -> int:
    """0 where every document is done, 3 where some could not be, 130 where it was interrupted."""
    places = Places.of(asked.source, asked.out, asked.keys)
    taken_up = asked.resume
    collection = (
        Collection.resume(places, asked.options) if taken_up else Collection.begin(places, asked.options)
    )
    began = time.monotonic()
    shown = Shown(progress, time.monotonic)
    with collection:
        try:
            summary = _done(collection, asked, shown)
        except KeyboardInterrupt:
            shown.end()
            at_hand = collection.summary()
            out.write(
                f"Interrompu : {count(at_hand.done, 'document est fait', 'documents sont faits')}, rien n’est à moitié fait.\n"
                "Pour continuer, relancez la même commande avec --resume.\n"
            )
            return INTERRUPTED
        shown.end()
        account = report(collection, datetime.now().astimezone())
        _say(out, places, account, summary, time.monotonic() - began)
    return 0 if summary.is_whole else INCOMPLETE


def _done(collection: Collection, asked: Asked, watch: Callable[[Progress], None]) -> Summary:
    todo = collection.look()
    if not todo and not collection.state.pending():
        return collection.summary(len(collection.tree.files))
    workers = _workers(collection, asked)
    try:
        return collection.run(todo, workers, watch, time.monotonic)
    finally:
        workers.stop()


def _workers(collection: Collection, asked: Asked) -> Workers:
    if asked.scheduler is not None:
        from garant.bulk.cluster import Cluster  # loads dask, and only here

        return Cluster(asked.scheduler, collection.places)
    return Processes(asked.jobs if asked.jobs is not None else os.cpu_count() or 1)


def _say(out: TextIO, places: Places, account: Account, summary: Summary, seconds: float) -> None:
    replaced = sum(number for _, number, _ in account.found)
    lines = [
        f"{places.out} : {count(summary.done, 'document pseudonymisé', 'documents pseudonymisés')}"
        + (f" (dont {count(summary.unchanged, 'inchangé', 'inchangés')})" if summary.unchanged else "")
        + f", {count(replaced, 'donnée remplacée', 'données remplacées')}, en {duration(seconds)}.",
        f"{places.keys} : les clés, à garder pour vous. Elles ne partent jamais avec les documents.",
        f"{places.report / 'rapport.html'} : le rapport, à lire avant de transmettre"
        + (f" ({summary.doubtful} à vérifier)." if summary.doubtful else "."),
    ]
    undone = summary.refused + summary.failed
    if undone or summary.unreadable:
        parts = []
        if undone:
            parts.append(count(undone, "document non traité", "documents non traités"))
        if summary.unreadable:
            parts.append(count(summary.unreadable, "dossier illisible", "dossiers illisibles"))
        lines.append(f"Attention : {' et '.join(parts)} ; le rapport dit pourquoi.")
    out.write("\n".join(lines) + "\n")
