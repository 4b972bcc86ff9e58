"""Mails that say that something waits in a trial, never what; sent once the change is certain."""

import logging
from collections.abc import Iterable
from functools import partial

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from garant.directory.models import Person
from garant.trials.models import Trial

log = logging.getLogger(__name__)

CONSENT_ASKED = (
    "un consentement vous est demandé",
    (
        "On vous demande un consentement pour un essai. Lisez le texte et répondez librement :\n"
        "Garant, page Essais, Mes consentements."
    ),
)
STARTED = (
    "un essai auquel vous participez a commencé",
    "Votre clé vous attend dans Garant, page Essais. Elle n’est affichée qu’une fois.",
)
WITHDRAWN = (
    "un retrait de consentement attend une suite",
    (
        "Une personne retire son consentement : ses données sortent de l’essai.\n"
        "Dites dans Garant, page Essais, ce qui en a été fait."
    ),
)


def tell(trial: Trial, people: Iterable[Person], words: tuple[str, str]) -> None:
    """After the transaction: what is rolled back tells nobody."""
    addresses = [person.email for person in people if person.is_active]
    transaction.on_commit(partial(_send, trial.number, addresses, *words))


def _send(number: int, addresses: list[str], subject: str, body: str) -> None:
    """A mail that fails loses nothing: the pages show it too."""
    mails = [
        EmailMessage(f"Garant : {subject} (essai n° {number})", f"{body}\n", to=[address])
        for address in addresses
    ]
    try:
        get_connection().send_messages(mails)
    except OSError as error:  # smtplib's errors are OSErrors too
        log.warning("trial mail not sent: %s", type(error).__name__)
