"""Verbs of the trials. Each is one transaction and one journal entry, the entry last."""

from garant.trials.actions.consenting import (
    follow_withdrawal,
    forget_concerned,
    give_consent,
    name_concerned,
    withdraw_consent,
    write_consent_text,
)
from garant.trials.actions.ending import abandon_trial, decide, end_overdue, erase, record_destruction
from garant.trials.actions.planning import (
    add_case,
    add_criterion,
    add_data,
    agree_plan,
    drop_case,
    drop_criterion,
    drop_data,
)
from garant.trials.actions.preparation import add_participant, amend_trial, open_trial, remove_participant
from garant.trials.actions.running import (
    add_lesson,
    attach,
    close_key,
    detach,
    end_trial,
    issue_key,
    record_result,
    refer_incident,
    run_case,
    start_trial,
)

__all__ = [
    "abandon_trial",
    "add_case",
    "add_criterion",
    "add_data",
    "add_lesson",
    "add_participant",
    "agree_plan",
    "amend_trial",
    "attach",
    "close_key",
    "decide",
    "detach",
    "drop_case",
    "drop_criterion",
    "drop_data",
    "end_overdue",
    "end_trial",
    "erase",
    "follow_withdrawal",
    "forget_concerned",
    "give_consent",
    "issue_key",
    "name_concerned",
    "open_trial",
    "record_destruction",
    "record_result",
    "refer_incident",
    "remove_participant",
    "run_case",
    "start_trial",
    "withdraw_consent",
    "write_consent_text",
]
