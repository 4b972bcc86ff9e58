"""What the page would refuse of a request, said of one line of a file: each problem at its column, in French. Pure."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from garant.deadlines import Place, deadline, delay
from garant.registers.rights.terms import CLOSED, Kind, State, facts_of
from garant.tables import Problem, Row

SUBJECT = re.compile(r"use:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_EARLIEST = date(1978, 1, 6)  # the law that first gave a right to be answered; no clock reaches the year 1
_TITLES = {
    "received": "Reçue le",
    "extended": "Prolongée le",
    "closed": "Réponse le",
    "subject": "Usage d’IA",
    "extension": "Motif de la prolongation",
    "answer": "Réponse donnée",
    "name": "Nom de la personne",
    "contact": "Où lui répondre",
}


def problems_of(row: Row, place: Place, today: date) -> list[Problem]:
    """What is wrong with this line, in the order of its columns; nothing where it may come in."""
    values = row.values
    ahead = [key for key in ("received", "extended", "closed") if (_day(values, key) or today) > today]
    wrong = [(key, "Cette date est encore à venir.") for key in ahead]
    early = [key for key in ("received", "extended", "closed") if (_day(values, key) or today) < _EARLIEST]
    wrong += [(key, "Cette date est trop ancienne : vérifiez l’année.") for key in early]
    subject = str(values.get("subject") or "")
    if subject and not SUBJECT.fullmatch(subject):
        wrong.append(("subject", "Un usage d’IA se nomme par l’identifiant que montre sa page, « use:… »."))
    if bool(values.get("name")) != bool(values.get("contact")):
        lacking = "contact" if values.get("name") else "name"
        wrong.append((lacking, "Un nom va avec le moyen de répondre : donnez les deux, ou aucun des deux."))
    if not ahead and not early:
        wrong += _extension(values, place) + _closing(values)
    return [Problem(row.line, _TITLES[key], sentence) for key, sentence in wrong]


def _extension(values: Mapping[str, object], place: Place) -> list[tuple[str, str]]:
    received, extended, closed = (_day(values, key) for key in ("received", "extended", "closed"))
    assert received is not None  # the column is required
    if extended is None:
        if values.get("extension"):
            return [("extended", "Un motif de prolongation va avec sa date.")]
        return []
    first = delay(facts_of(Kind(str(values["kind"]))).delay)
    if first.extension is None:
        return [("extended", "La loi ne permet pas de prolonger le délai de cette demande.")]
    if extended < received:
        return [("extended", "La prolongation vient avant la demande.")]
    if closed is not None and extended > closed:
        return [("extended", "La prolongation vient après la réponse.")]
    ends = deadline(first.id, datetime.combine(received, time(), place.zone), place=place).last_day
    if extended > ends:
        return [("extended", "Le délai était déjà passé : il se prolonge avant sa fin.")]
    return []


def _closing(values: Mapping[str, object]) -> list[tuple[str, str]]:
    received, closed = _day(values, "received"), _day(values, "closed")
    is_closed = values.get("state", State.RECEIVED) in CLOSED
    if is_closed != (closed is not None):
        return [("closed", "Une demande répondue ou refusée a sa date de réponse, et elle seule.")]
    if closed is not None and received is not None and closed < received:
        return [("closed", "La réponse vient avant la demande.")]
    if values.get("answer") and not is_closed:
        return [("answer", "Une demande encore ouverte n’a pas de réponse : écrivez-la sur sa page.")]
    return []


def _day(values: Mapping[str, object], key: str) -> date | None:
    day = values.get(key)
    return day if isinstance(day, date) else None
