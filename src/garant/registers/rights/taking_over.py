"""One right line of a file as a request that is not saved yet, its names and words sealed."""

from collections.abc import Mapping
from datetime import date, datetime, time

from garant.deadlines import deadline, delay
from garant.directory.models import Person
from garant.directory.numbering import receipt_of
from garant.registers.rights.forgetting import kept_for
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.sealed import NOBODY, Identity, seal_identity, seal_part
from garant.registers.rights.terms import CLOSED, Channel, Kind, State, facts_of

WITHOUT_WORDS = "Reprise d’un autre registre, sans le texte de la demande."


def taken_over(actor: Person, values: Mapping[str, object], *, number: int, at: datetime) -> RightsRequest:
    """The request of one line. Closed so long ago that its words would be deleted, it comes in without them."""
    organisation = actor.organisation
    zone = organisation.place_word.zone

    def moment(key: str) -> datetime | None:
        """A file gives days: a delay that runs from the first moment of one protects."""
        day = values.get(key)
        return datetime.combine(day, time(), zone) if isinstance(day, date) else None

    received, extended = moment("received"), moment("extended")
    assert received is not None  # the column is required
    state = State(str(values.get("state") or State.RECEIVED))
    closed = moment("closed") if state in CLOSED else None
    kind = Kind(str(values["kind"]))
    request = RightsRequest(
        organisation=organisation,
        number=number,
        receipt=receipt_of("DR", number, organisation, received),
        kind=kind,
        channel=str(values.get("channel") or Channel.DESK),
        entered_by=actor,
        subject=str(values.get("subject") or ""),
        state=state,
        received_at=received,
        due_at=deadline(
            _delay_of(kind, prolonged=extended is not None), received, place=organisation.place_word
        ).due,
        extended_at=extended,
        closed_at=closed,
        handled_by=None if state == State.RECEIVED else actor,
        taken_over_at=at,
    )
    if closed is not None and closed < at - kept_for():
        request.subject, request.forgotten_at, values = "", at, {}
    _seal(request, values)
    return request


def _delay_of(kind: Kind, *, prolonged: bool) -> str:
    first = facts_of(kind).delay
    return (delay(first).extension or first) if prolonged else first


def _seal(request: RightsRequest, values: Mapping[str, object]) -> None:
    said = {key: str(values.get(key) or "") for key in ("name", "contact", "words", *_MAY_LACK)}
    identity = Identity(said["name"], said["contact"]) if said["name"] else NOBODY
    request.identity = seal_identity(request, identity)
    absent = "" if request.forgotten_at is not None else WITHOUT_WORDS
    request.words = seal_part(request, said["words"] or absent, "words")
    for part in _MAY_LACK:
        if said[part]:
            setattr(request, part, seal_part(request, said[part], part))


_MAY_LACK = ("extension", "answer", "reference")
