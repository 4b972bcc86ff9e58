"""What a run leaves beside its outputs: the report for people, the table for machines, the private list and dictionary."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from garant import __version__
from garant.bulk.account import Account, account_of, unreadable_folder
from garant.bulk.collection import Collection
from garant.bulk.errors import NotWritable
from garant.bulk.page import page
from garant.bulk.placing import put, put_pieces
from garant.bulk.rules import rules_digest
from garant.bulk.state import Status
from garant.privacy import Label
from garant.privacy.documents import KeyDamaged, Remark, read_key
from garant.privacy.documents.keyfile import FORMAT, VERSION
from garant.privacy.placeholder import read
from garant.tables import shielded

_STATUS = {
    Status.DONE: "fait",
    Status.REFUSED: "refusé",
    Status.FAILED: "échec",
    Status.PENDING: "à faire",
    Status.RUNNING: "à faire",
}


def report(collection: Collection, now: datetime) -> Account:
    """Writes the report, its table and the private list; and the dictionary, where the collection has one key."""
    account = account_of(collection)
    places = collection.places
    try:
        put(places.report / "rapport.html", page(account, now, __version__, rules_digest()).encode())
        put(places.report / "rapport.csv", _table(account))
        put(places.file_list, _file_list(collection, account), private=True)
        if collection.options.one_key:
            put_pieces(places.dictionary, _dictionary(collection), private=True)
    except OSError as error:
        raise NotWritable(folder=places.report.name) from error
    return account


def _table(account: Account) -> bytes:
    """One line for each fact: file, its state, what, of which kind, how many, where."""
    rows: list[tuple[object, ...]] = [
        ("numero", "document", "etat", "constat", "genre", "libelle", "nombre", "endroit")
    ]
    for file in account.files:
        head = (file.number, file.name, _STATUS[file.status])
        findings = file.findings
        rows += [
            (*head, "trouvé", label, Label(label).french, number, "")
            for label, number in findings.found.items()
        ]
        rows += [
            (*head, "propos sensible", label, Label(label).french, number, "")
            for label, number in findings.statements.items()
        ]
        rows += [
            (*head, "à vérifier", doubt.label, Label(doubt.label).french, 1, doubt.place)
            for doubt in findings.doubts
        ]
        unlisted = findings.doubtful - len(findings.doubts)
        if unlisted:
            rows.append((*head, "à vérifier", "", "autres", unlisted, "non détaillé"))
        rows += [
            (*head, "non examiné ou retiré", name, Remark(name).french(number), number, "")
            for name, number in findings.remarks.items()
        ]
        if file.status is not Status.DONE:
            rows.append((*head, "non traité", file.error, file.reason, 1, ""))
        elif not (findings.found or findings.statements or findings.doubtful or findings.remarks):
            rows.append((*head, "rien trouvé", "", "", 0, ""))
    sentence, _ = unreadable_folder()
    rows += [
        (number, f"dossier n° {number}", "échec", "non traité", "", sentence, 1, "")
        for number in account.unreadable
    ]
    rows += [
        ("", "", "ignoré", "non traité", reason.value, reason.french, number, "")
        for reason, number in account.skipped.items()
    ]
    return _csv(rows)


def _file_list(collection: Collection, account: Account) -> bytes:
    """Number, source, output: for the owner of the key alone."""
    tree = collection.tree
    outs = {file.number: file.name for file in account.done()}
    rows: list[tuple[object, ...]] = [("numero", "origine", "copie", "etat")]
    states = {file.number: _STATUS[file.status] for file in account.files}
    rows += [
        (number, file.relative, outs.get(number, ""), states.get(number, ""))
        for number, file in enumerate(tree.files, 1)
    ]
    rows += [
        (number, folder, "", "dossier illisible")
        for number, folder in zip(account.unreadable, tree.unreadable, strict=True)
    ]
    rows += [("", name, "", f"ignoré : {reason.french}") for name, reason in tree.skipped]
    return _csv(rows)


def _csv(rows: list[tuple[object, ...]]) -> bytes:
    """As French spreadsheets read it. A cell that would start a formula is text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([shielded(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _dictionary(collection: Collection) -> Iterator[bytes]:
    """A key file for texts made of several documents: each pseudonym of the collection with its originals.

    Each number has its writings over all documents, the fullest first: a document's own key alone tells which of
    them it bore. Read from the keys one by one and sorted on the disk, so that memory stays bounded.
    """
    places = collection.places
    base = sqlite3.connect("")  # a temporary file of SQLite's own, in memory until it is large
    try:
        base.execute(
            "CREATE TABLE form (word, number, gender, original, PRIMARY KEY (word, number, original)) WITHOUT ROWID"
        )
        for row in collection.state.rows().values():
            if row.status is Status.DONE and row.out is not None:
                base.executemany(
                    "INSERT OR IGNORE INTO form VALUES (?, ?, ?, ?)", _forms(places.key_of(row.out))
                )
        head = {"format": FORMAT, "version": VERSION, "sha256": ""}
        yield json.dumps(head)[:-1].encode() + b', "mapping": {'
        stem, rank, first = None, 0, True
        for word, number, gender, original in base.execute(
            "SELECT word, number, gender, original FROM form ORDER BY word, number, LENGTH(original) DESC, original"
        ):
            rank = rank + 1 if stem == (word, number) else 0
            stem = (word, number)
            placeholder = f"[{word}_{f'{gender}_' if gender else ''}{number}{letters(rank)}]"
            yield (b"\n" if first else b",\n") + f"{json.dumps(placeholder)}: {json.dumps(original)}".encode(
                "ascii"
            )
            first = False
        yield b"\n}}\n"
    finally:
        base.close()


def letters(rank: int) -> str:
    """What tells the writings of one value apart: nothing, b, c … z, ba …, as in a single document."""
    found = ""
    while rank > 0:
        rank, rest = divmod(rank, 26)
        found = chr(ord("a") + rest) + found
    return found


def _forms(key: Path) -> Iterator[tuple[str, str, str, str]]:
    try:
        mapping = read_key(key).mapping
    except KeyDamaged as error:
        raise NotWritable(folder=key.parent.name) from error
    for placeholder, original in mapping.items():
        name = read(placeholder)
        if name is not None:
            gender = placeholder.removeprefix(f"[{name.word}_")[:1]
            yield name.word, name.number, gender if gender in ("F", "H") else "", original
