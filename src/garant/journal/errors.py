"""What can go wrong with a journal. Facts are names of writers and files, numbers, kinds: never content."""

from typing import ClassVar

from garant.words import GarantError


class JournalUnavailable(GarantError):
    """The entry could not be made durable, so what it tells of must not happen. Facts: `writer`, `reason`."""

    code: ClassVar[str] = "journal_unavailable"


class JournalLocked(GarantError):
    """Another process (or another spool of this one) writes this chain. Facts: `writer`."""

    code: ClassVar[str] = "journal_locked"


class JournalDamaged(GarantError):
    """The chain does not end where its sealed head says: nobody writes on until a person has looked.

    Facts: `writer`, `kind` (a FaultKind), `fault` (the same, in French).
    """

    code: ClassVar[str] = "journal_damaged"


class JournalUnreadable(GarantError):
    """A line that no version of this program wrote. Facts: `writer`, `segment`, `line`."""

    code: ClassVar[str] = "journal_unreadable"


class PositionLost(GarantError):
    """The journal is not the one that was read up to this position: read it anew. Facts: `writer`, `segment`."""

    code: ClassVar[str] = "journal_position_lost"


class JournalMissing(GarantError):
    """There is no journal in this directory. Facts: `directory`."""

    code: ClassVar[str] = "journal_missing"


class JournalKeyInvalid(GarantError):
    """The key file is missing, exists already, is open to others, or is no key. Facts: `path`, `problem`."""

    code: ClassVar[str] = "journal_key_invalid"


class WriterInvalid(GarantError):
    """A writer's name is a folder's name: lower-case letters, digits and hyphens."""

    code: ClassVar[str] = "journal_writer_invalid"


class EntryInvalid(GarantError):
    """A field holds what its type does not allow: content could hide there. Facts: `kind`, `field`."""

    code: ClassVar[str] = "journal_entry_invalid"


class CheckpointInvalid(GarantError):
    """What was given is no checkpoint, no key of one, or another key's. Facts: `problem`."""

    code: ClassVar[str] = "journal_checkpoint_invalid"


class CheckpointBroken(GarantError):
    """A checkpoint does not fit the one before it, or the journal. Facts: `number`, `problem`."""

    code: ClassVar[str] = "journal_checkpoint_broken"
