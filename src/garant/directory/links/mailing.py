"""Mails of the directory: sent beside the request, so that its answer takes the same time whoever was named."""

import logging
import threading
from collections.abc import Callable, Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, connection
from django.http import HttpRequest

from garant.words import GarantError

log = logging.getLogger(__name__)

_NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def mail_is_configured() -> bool:
    """Whether a mail that is sent may arrive."""
    return bool(settings.EMAIL_BACKEND != _NO_MAIL)


def beside(work: Callable[[], None]) -> None:
    """Do `work` in a thread of its own. What fails there is said by its type alone, and nobody waits for it."""

    def run() -> None:
        try:
            attempt(work)
        finally:
            connection.close()

    threading.Thread(target=run, name="directory-mail", daemon=True).start()


def attempt(work: Callable[[], None]) -> None:
    """Do `work`; what a mail server, the database or the journal refuses goes to the log by its type."""
    try:
        work()
    except (OSError, DatabaseError, GarantError) as error:  # smtplib's errors are OSErrors too
        log.warning("mail of the directory not sent: %s", type(error).__name__)


def send(messages: Sequence[EmailMessage]) -> None:
    """Send them over one connection. Raises what the server refuses."""
    get_connection().send_messages(list(messages))


def here(request: HttpRequest, path: str) -> str:
    """The address of a page for a mail: the public one where it is known. `Host` is one that the settings allow."""
    base = settings.GARANT_PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    return f"{base}{path}"
