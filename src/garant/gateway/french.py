"""A moment as a refusal says it."""

from datetime import datetime


def day_french(moment: datetime) -> str:
    """ "30/11/2026 à 18 h 00", on the clock that the moment was published with: the organisation's own."""
    return f"{moment:%d/%m/%Y} à {moment:%H} h {moment:%M}"
