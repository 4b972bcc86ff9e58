"""What can go wrong in the assistant. The sentences stand in words/messages/assistant.fr.toml."""

from typing import ClassVar

from garant.words import GarantError


class ConversationUnknown(GarantError):
    """Not there, deleted, past its retention, or someone else's: the four look the same from outside."""

    code: ClassVar[str] = "assistant_conversation_unknown"


class SystemUnavailable(GarantError):
    """The chosen system is not on the list of those that this person may use."""

    code: ClassVar[str] = "assistant_system_unavailable"


class NothingWritten(GarantError):
    code: ClassVar[str] = "assistant_nothing_written"


class MessageTooLong(GarantError):
    code: ClassVar[str] = "assistant_message_too_long"


class GatewayUnreachable(GarantError):
    """The gateway does not answer at its address, or its answer stopped in the middle."""

    code: ClassVar[str] = "assistant_gateway_unreachable"


class GatewayAnswerUnreadable(GarantError):
    """What answered is no gateway of ours: another program on the port, a proxy's page."""

    code: ClassVar[str] = "assistant_gateway_unreadable"


class MentionUnknown(GarantError):
    """The charter in force has no mention of this level for a copy."""

    code: ClassVar[str] = "assistant_mention_unknown"


class AcknowledgementMissing(GarantError):
    """The charter in force was not acknowledged yet: nothing is written before that."""

    code: ClassVar[str] = "assistant_not_acknowledged"


class ConversationBusy(GarantError):
    """Two messages at once in one conversation: the second would answer a history that it has not seen."""

    code: ClassVar[str] = "assistant_conversation_busy"


class Stopped(GarantError):
    """The person stopped the sending before the charter was even reached, or left the page."""

    code: ClassVar[str] = "assistant_stopped"
