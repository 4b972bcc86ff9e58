"""The words that every room shares: the charter's terms, errors as facts, and their French sentences."""

from garant.words.catalogue import Message, message, messages, say, todo
from garant.words.errors import GarantError
from garant.words.plural import count
from garant.words.reason import reason
from garant.words.terms import Action, DataClass, Mode, Zone, strictest

__all__ = [
    "Action",
    "DataClass",
    "GarantError",
    "Message",
    "Mode",
    "Zone",
    "count",
    "message",
    "messages",
    "reason",
    "say",
    "strictest",
    "todo",
]
