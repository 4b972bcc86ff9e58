"""Reads of the trials. DSI and referents manage, DPO, RSSI and audit read, a participant sees their own; nobody else.

Who is concerned by a trial's data is named to those who manage it and to the DPO alone; each finds their own consents.
"""

from garant.trials.queries.published import TrialFacts, scoped_keys, trials_of
from garant.trials.queries.readiness import Missing, missing_to_start
from garant.trials.queries.reading import (
    MANAGERS,
    ConsentSeen,
    attachment_visible_to,
    attachments_of,
    case_visible_to,
    certificate_visible_to,
    consent_visible_to,
    consents_of,
    criterion_visible_to,
    data_visible_to,
    may_manage,
    own_consents,
    participant,
    reads_names,
    runs_of,
    trial_visible_to,
    trials_visible_to,
)

__all__ = [
    "MANAGERS",
    "ConsentSeen",
    "Missing",
    "TrialFacts",
    "attachment_visible_to",
    "attachments_of",
    "case_visible_to",
    "certificate_visible_to",
    "consent_visible_to",
    "consents_of",
    "criterion_visible_to",
    "data_visible_to",
    "may_manage",
    "missing_to_start",
    "own_consents",
    "participant",
    "reads_names",
    "runs_of",
    "scoped_keys",
    "trial_visible_to",
    "trials_of",
    "trials_visible_to",
]
