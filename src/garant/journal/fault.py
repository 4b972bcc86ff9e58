"""What a verification may find."""

from dataclasses import dataclass
from enum import StrEnum

from garant.words import message


class FaultKind(StrEnum):
    """Closed. Each has its French sentence under `journal_fault_<kind>` in messages/journal.fr.toml."""

    CHANGED = "changed"  # an entry, or its hash, is not what was written
    REMOVED = "removed"  # an entry is missing between two others
    REORDERED = "reordered"  # an entry stands at another's place
    DUPLICATED = "duplicated"  # an entry stands twice
    TRUNCATED = "truncated"  # the chain ends before its sealed head
    FOREIGN = "foreign"  # an entry, a head or a folder of another writer
    TORN = "torn"  # the last line is unfinished: a crash, or a cut
    MISSING_SEGMENT = "missing_segment"  # a whole file of the chain is gone
    HEAD = "head"  # the sealed head is gone, damaged, or sealed with another key
    REGISTER = "register"  # the sealed list of writers is gone, damaged, or sealed with another key
    MISSING_WRITER = "missing_writer"  # a registered writer has no folder
    UNSEALED = "unsealed"  # entries behind the sealed head, and no writer at work: a crash, or an addition

    @property
    def french(self) -> str:
        """A few words, to be put between brackets."""
        return _FRENCH[self]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not hold. `seq` is the entry expected there, `line` counts from 1."""

    kind: FaultKind
    seq: int | None = None
    segment: int | None = None
    line: int | None = None

    @property
    def sentence_fr(self) -> str:
        return message(f"journal_fault_{self.kind}").say.format_map(
            {"seq": self.seq, "segment": self.segment, "line": self.line}
        )

    @property
    def todo_fr(self) -> str:
        return message(f"journal_fault_{self.kind}").do


_FRENCH = {
    FaultKind.CHANGED: "entrée modifiée",
    FaultKind.REMOVED: "entrée manquante",
    FaultKind.REORDERED: "entrée déplacée",
    FaultKind.DUPLICATED: "entrée répétée",
    FaultKind.TRUNCATED: "fin coupée",
    FaultKind.FOREIGN: "entrées d’un autre journal",
    FaultKind.TORN: "ligne inachevée",
    FaultKind.MISSING_SEGMENT: "fichier manquant",
    FaultKind.HEAD: "fin scellée manquante ou abîmée",
    FaultKind.REGISTER: "liste des journaux manquante ou abîmée",
    FaultKind.MISSING_WRITER: "dossier disparu",
    FaultKind.UNSEALED: "entrées non scellées",
}
