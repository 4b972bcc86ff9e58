"""What happened: typed entries without content, chained, durable, verifiable.

`Spool` writes, `read_entries` reads, `verify` checks. Each process writes under its own writer name.
"""

from garant.journal.entry import (
    CharterAcknowledged,
    ChecklistAnswered,
    ContentCopied,
    ConversationDeleted,
    DataErased,
    Entry,
    IncidentMoved,
    IncidentOpened,
    JournalRead,
    PolicyApplied,
    RecordChanged,
    RecordMoved,
    RecordsExported,
    RequestCompleted,
    RequestDecided,
    RequestRefused,
    SignedIn,
    TextPseudonymised,
    TextRestored,
    UnknownEntry,
    UseMoved,
    WriterRecovered,
)
from garant.journal.errors import (
    EntryInvalid,
    JournalDamaged,
    JournalKeyInvalid,
    JournalLocked,
    JournalMissing,
    JournalUnavailable,
    JournalUnreadable,
    PositionLost,
    WriterInvalid,
)
from garant.journal.fault import Fault, FaultKind
from garant.journal.key import create_key, load_key
from garant.journal.record import Mark, Position, Record, read_entries
from garant.journal.shape import is_identifier
from garant.journal.spool import Receipt, Spool
from garant.journal.telling import tell
from garant.journal.verification import Verification, WriterVerification, verify

__all__ = [
    "CharterAcknowledged",
    "ChecklistAnswered",
    "ContentCopied",
    "ConversationDeleted",
    "DataErased",
    "Entry",
    "EntryInvalid",
    "Fault",
    "FaultKind",
    "IncidentMoved",
    "IncidentOpened",
    "JournalDamaged",
    "JournalKeyInvalid",
    "JournalLocked",
    "JournalMissing",
    "JournalRead",
    "JournalUnavailable",
    "JournalUnreadable",
    "Mark",
    "PolicyApplied",
    "Position",
    "PositionLost",
    "Receipt",
    "Record",
    "RecordChanged",
    "RecordMoved",
    "RecordsExported",
    "RequestCompleted",
    "RequestDecided",
    "RequestRefused",
    "SignedIn",
    "Spool",
    "TextPseudonymised",
    "TextRestored",
    "UnknownEntry",
    "UseMoved",
    "Verification",
    "WriterInvalid",
    "WriterRecovered",
    "WriterVerification",
    "create_key",
    "is_identifier",
    "load_key",
    "read_entries",
    "tell",
    "verify",
]
