"""The words that every room shares: the charter's terms, errors as facts, and their French sentences."""

from garant.words.catalogue import Message, all_messages, message, say, todo
from garant.words.errors import GarantError
from garant.words.plural import count, grouped
from garant.words.reason import reason
from garant.words.terms import Action, DataClass, Mode, Zone, strictest

__all__ = [
    "Action",
    "DataClass",
    "GarantError",
    "Message",
    "Mode",
    "Zone",
    "all_messages",
    "count",
    "grouped",
    "message",
    "reason",
    "say",
    "strictest",
    "todo",
]
