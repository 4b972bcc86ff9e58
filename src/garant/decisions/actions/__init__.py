"""Verbs of treatments and decisions. Each is one transaction and one journal entry, the entry last."""

from garant.decisions.actions.deciding import (
    amend_decision,
    complete_decision,
    drop_draft,
    notify_person,
    open_content,
    record_decision,
)
from garant.decisions.actions.declaring import amend_treatment, close_treatment, declare_treatment

__all__ = [
    "amend_decision",
    "amend_treatment",
    "close_treatment",
    "complete_decision",
    "declare_treatment",
    "drop_draft",
    "notify_person",
    "open_content",
    "record_decision",
]
