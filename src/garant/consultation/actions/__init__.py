"""Verbs of consultations on a charter. Each is one transaction and one journal entry, the entry last."""

from garant.consultation.actions.answering import answer, publish, summarise
from garant.consultation.actions.contributing import LONGEST, contribute, hide, react, withdraw
from garant.consultation.actions.opening import close_consultation, open_consultation
from garant.consultation.actions.workshops import hold_workshop, note, recount

__all__ = [
    "LONGEST",
    "answer",
    "close_consultation",
    "contribute",
    "hide",
    "hold_workshop",
    "note",
    "open_consultation",
    "publish",
    "react",
    "recount",
    "summarise",
    "withdraw",
]
