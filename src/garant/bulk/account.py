"""What a collection came to, file by file: the facts of its report. No name that may name somebody, no value."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from garant.bulk.collection import Collection
from garant.bulk.errors import FolderUnreadable
from garant.bulk.outcome import Findings
from garant.bulk.state import Row, Status
from garant.bulk.walking import Skipped
from garant.privacy import Label
from garant.privacy.documents import Remark
from garant.words import GarantError, message, say, todo


@dataclass(frozen=True, slots=True)
class FileAccount:
    """`name` is what the report shows; the private list tells which source has the number."""

    number: int
    name: str
    status: Status
    findings: Findings
    error: str = ""
    reason: str = ""  # why it is not done, in French
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    files: tuple[FileAccount, ...]
    unreadable: tuple[int, ...]  # numbers of folders
    skipped: Mapping[Skipped, int]
    vanished: int  # done once, their source gone since
    facts: Mapping[str, str] = field(default_factory=dict)  # options, in French, for the head

    def undone(self) -> Iterator[FileAccount]:
        return (file for file in self.files if file.status is not Status.DONE)

    def done(self) -> Iterator[FileAccount]:
        return (file for file in self.files if file.status is Status.DONE)

    @property
    def found(self) -> list[tuple[Label, int, int]]:
        """Each kind with how many were found and in how many documents, most first."""
        return _totals(Label, [file.findings.found for file in self.files])

    @property
    def statements(self) -> list[tuple[Label, int, int]]:
        return _totals(Label, [file.findings.statements for file in self.files])

    @property
    def remarks(self) -> list[tuple[Remark, int, int]]:
        return _totals(Remark, [file.findings.remarks for file in self.files])

    @property
    def doubtful(self) -> int:
        return sum(file.findings.doubtful for file in self.files)


def account_of(collection: Collection) -> Account:
    """As the state tells it, for the source as it was walked last."""
    rows = collection.state.rows()
    seen: set[bytes] = set()
    files: list[FileAccount] = []
    for number, source in enumerate(collection.tree.files, 1):
        known = collection.id_of(source.relative)
        seen.add(known)
        row = rows.get(known)
        if row is not None:
            files.append(_file(number, source.relative, row, masked=collection.options.mask_names))
    first = len(collection.tree.files) + 1
    return Account(
        files=tuple(files),
        unreadable=tuple(range(first, first + len(collection.tree.unreadable))),
        skipped=Counter(reason for _, reason in collection.tree.skipped),
        vanished=sum(known not in seen and row.status is Status.DONE for known, row in rows.items()),
        facts={"Options": collection.options.french},
    )


def unreadable_folder() -> tuple[str, str]:
    """What is said of a folder that could not be listed, and what to do."""
    return say(FolderUnreadable()), todo(FolderUnreadable())


def _file(number: int, relative: str, row: Row, *, masked: bool) -> FileAccount:
    if row.status is Status.DONE and row.out is not None:
        return FileAccount(number, row.out, row.status, row.findings)
    # What could not be read could not tell whether its name is a person's.
    suffix = PurePosixPath(relative).suffix
    name = f"document n° {number}{f' ({suffix})' if suffix else ''}" if masked else relative
    if row.code is None:
        return FileAccount(
            number, name, row.status, row.findings, "", "Pas encore traité.", "Relancez avec --resume."
        )
    error = _Kept(row.code, dict(row.facts) | {"file": f"n° {number}", "folder": "de sortie"})
    return FileAccount(number, name, row.status, row.findings, row.code, say(error), todo(error))


class _Kept(GarantError):
    """An error as the state kept it."""

    def __init__(self, code: str, facts: Mapping[str, Any]) -> None:
        message(code)
        self.code = code  # type: ignore[misc]  # a class has one code; here each value has its own
        super().__init__(**facts)


def _totals(kind: type[Any], of_files: list[dict[str, int]]) -> list[tuple[Any, int, int]]:
    found: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for each in of_files:
        found.update(each)
        files.update(each.keys())
    return [
        (kind(name), number, files[name])
        for name, number in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
