"""A charter as the record that exchange formats are made from."""

from datetime import date

from garant.charter import Charter, Clause
from garant.charter.controls.commitment import CommitmentControl
from garant.exchange.record import CharterRecord, ClauseRecord, ControlRecord, RoleRecord


def charter_record(
    charter: Charter, *, version: int, organisation: str = "", published_on: date | None = None
) -> CharterRecord:
    """`version` is a counter: greater than that of the last export of this charter, since tools refuse others."""
    owners = dict.fromkeys(owner for clause in charter.clauses for owner in _owners(clause))
    return CharterRecord(
        id=charter.id,
        version=version,
        edition=charter.version,
        title=charter.title,
        organisation=organisation or charter.blanks.organisation,
        introduction=charter.introduction,
        published_on=published_on or charter.blanks.adopted_on,
        roles=tuple(RoleRecord(code=owner, title=owner) for owner in owners),
        clauses=tuple(
            ClauseRecord(
                id=clause.id,
                number=number,
                title=clause.title,
                text=clause.text,
                section=section.title,
                controls=tuple(
                    ControlRecord(kind=control.kind, sentence=control.sentence())
                    for control in clause.controls
                ),
                roles=_owners(clause),
            )
            for number, section, clause in charter.numbered()
        ),
    )


def _owners(clause: Clause) -> tuple[str, ...]:
    """Who keeps the promises of a clause: functions or services, never names."""
    owners = (control.owner for control in clause.controls if isinstance(control, CommitmentControl))
    return tuple(dict.fromkeys(owners))
