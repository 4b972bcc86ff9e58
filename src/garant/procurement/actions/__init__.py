"""Verbs of a consultation. Each is one transaction and one journal entry, the entry last."""

from garant.procurement.actions.answering import (
    Desk,
    import_answer,
    open_link,
    save_answer,
    submit_answer,
)
from garant.procurement.actions.feeding import feed_catalogue
from garant.procurement.actions.inviting import invite_vendor, renew_link, revoke_link, send_link
from garant.procurement.actions.judging import (
    abandon_consultation,
    appraise_reply,
    note_export,
    open_answers,
    retain_answer,
)
from garant.procurement.actions.preparing import (
    Outline,
    amend_consultation,
    choose_questions,
    extend_deadline,
    prepare_consultation,
    publish_consultation,
)

__all__ = [
    "Desk",
    "Outline",
    "abandon_consultation",
    "amend_consultation",
    "appraise_reply",
    "choose_questions",
    "extend_deadline",
    "feed_catalogue",
    "import_answer",
    "invite_vendor",
    "note_export",
    "open_answers",
    "open_link",
    "prepare_consultation",
    "publish_consultation",
    "renew_link",
    "retain_answer",
    "revoke_link",
    "save_answer",
    "send_link",
    "submit_answer",
]
