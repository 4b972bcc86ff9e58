"""A network in figures: of each member, sums over the last days; never a name, a text or a file."""

from dataclasses import dataclass

from garant.catalogue.compliance import today_of
from garant.charter import Stage, Status
from garant.directory import queries as directory
from garant.directory.charters import CharterInForce, inherited_by
from garant.directory.errors import CharterNotInForce
from garant.directory.journal import record_file
from garant.directory.models import Organisation, Person
from garant.directory.threshold import fewest_people
from garant.federation import queries as federation
from garant.lifecycle.counting import uses_by_stage
from garant.publication.queries import DAYS, evidence_of, tally_of
from garant.tables import Column, to_csv


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """What one member shows. None: kept back, because too few people stand behind it."""

    name: str
    charter: str  # its title; "" where none is in force
    version: str
    from_head: bool  # whether it extends the charter that the head has in force
    clauses: dict[Status, int]
    systems: int
    uses: dict[Stage, int]
    requests: int | None
    incidents: int | None
    incidents_late: int | None
    rights: int | None
    rights_late: int | None

    @property
    def uses_total(self) -> int:
        return sum(self.uses.values())

    @property
    def uses_live(self) -> int:
        return sum(number for stage, number in self.uses.items() if stage.is_live)

    @property
    def applied(self) -> int:
        return self.clauses[Status.ENFORCED]

    @property
    def followed(self) -> int:
        return self.clauses[Status.FOLLOWED]

    @property
    def declared(self) -> int:
        return self.clauses[Status.DECLARED]


def network_visible_to(actor: Person) -> tuple[Organisation, list[MemberFigures]]:
    """The actor's network: as its head, every member; as a member, one's own line, as the head sees it."""
    own = federation.own_membership(actor)
    members = [each.member for each in federation.memberships_visible_to(actor)]
    if members or own is None:
        return actor.organisation, [figures_of(each, actor.organisation) for each in members]
    return own.head, [figures_of(actor.organisation, own.head)]


def figures_of(member: Organisation, head: Organisation) -> MemberFigures:
    """One member's line today, by its own clock."""
    try:
        held = directory.charter_in_force(member)
    except CharterNotInForce:
        return MemberFigures(
            member.name,
            "",
            "",
            False,
            dict.fromkeys(Status, 0),
            0,
            uses_by_stage(member),
            None,
            None,
            None,
            None,
            None,
        )
    today = today_of(member)
    tally = tally_of(member, today=today)
    # Under so many people who may sign in, a figure of use could tell who did what: it is not shown.
    shown = tally.people >= fewest_people(today)
    return MemberFigures(
        name=member.name,
        charter=held.policy.title,
        version=held.policy.version,
        from_head=_takes_up(held, head),
        clauses=evidence_of(held.charter, tally).by_status,
        systems=sum(tally.systems.values()),
        uses=uses_by_stage(member),
        requests=tally.requests if shown else None,
        incidents=tally.incidents if shown else None,
        incidents_late=tally.incidents_late if shown else None,
        rights=tally.rights if shown else None,
        rights_late=tally.rights_late if shown else None,
    )


def _takes_up(held: CharterInForce, head: Organisation) -> bool:
    """Whether the file inherits the charter that the head has in force: what is read of it is complete, and inherits
    nothing any more."""
    wanted = inherited_by(held.text)
    return wanted is not None and wanted == directory.name_to_inherit(head.slug)


COLUMNS = (
    Column(key="name", title="Organisation"),
    Column(key="charter", title="Charte"),
    Column(key="version", title="Version"),
    Column(key="from_head", title="Reprend la charte de la tête de réseau", kind="boolean"),
    *(Column(key=status.value, title=f"Clauses : {status.french}", kind="number") for status in Status),
    Column(key="systems", title="Systèmes validés", kind="number"),
    *(Column(key=stage.value, title=f"Usages : {stage.french}", kind="number") for stage in Stage),
    Column(key="requests", title=f"Demandes examinées en {DAYS} jours", kind="number"),
    Column(key="incidents", title=f"Incidents signalés en {DAYS} jours", kind="number"),
    Column(key="incidents_late", title="Incidents hors délai", kind="number"),
    Column(key="rights", title=f"Demandes de droits reçues en {DAYS} jours", kind="number"),
    Column(key="rights_late", title="Demandes de droits hors délai", kind="number"),
)


def network_file(actor: Person) -> bytes:
    """The same lines for a spreadsheet; what is kept back is an empty cell."""
    _, figures = network_visible_to(actor)
    rows = [_row(each) for each in figures]
    written = to_csv(COLUMNS, rows)
    record_file(actor, "network", "csv", rows=len(rows))
    return written


def _row(each: MemberFigures) -> dict[str, object]:
    plain = (
        "name",
        "charter",
        "version",
        "from_head",
        "systems",
        "requests",
        "incidents",
        "incidents_late",
        "rights",
        "rights_late",
    )
    return (
        {name: getattr(each, name) for name in plain}
        | {status.value: number for status, number in each.clauses.items()}
        | {stage.value: number for stage, number in each.uses.items()}
    )
