"""The commitments, as a register."""

from garant.directory.kinds import Role
from garant.registers.shelf.loading import facts, groups_of, source_of
from garant.registers.shelf.shelf import Move, Shelf, State
from garant.tables import Column

OPEN, KEPT, DROPPED = "open", "kept", "dropped"
_KEEPERS = frozenset({Role.DPO, Role.DSI, Role.DGS, Role.REFERENT})
_EVIDENCE = Column(key="evidence", title="Ce qui montre qu’il est tenu")
_ABANDON = Column(key="dropped_reason", title="Pourquoi il est abandonné")
_GROUPS = groups_of(facts("commitments", "record")["groups"])

COMMITMENTS = Shelf(
    slug="engagements",
    kind="commitment",
    title="Engagements",
    one="engagement",
    add="Ajouter un engagement",
    lead="Ce que des personnes ont promis de faire : dans la charte en vigueur, lors d’un arbitrage, après un incident. Chacun a quelqu’un qui en répond.",
    title_column="Engagement",
    groups=_GROUPS,
    states=(State(OPEN, "En cours", "warn"), State(KEPT, "Tenu", "good"), State(DROPPED, "Abandonné", "bad")),
    readers=frozenset({*_KEEPERS, Role.RSSI, Role.LEGAL, Role.AUDITOR, Role.COMMITTEE}),
    writers=_KEEPERS,
    editable=frozenset({OPEN}),
    own=True,
    moves=(
        Move(name="tenu", label="Déclarer tenu", before=frozenset({OPEN}), after=KEPT, roles=_KEEPERS, by_owner=True, note=_EVIDENCE, done="L’engagement est tenu."),
        Move(name="abandonner", label="Abandonner", before=frozenset({OPEN}), after=DROPPED, roles=frozenset({Role.DGS}), note=_ABANDON, done="L’engagement est abandonné, avec sa raison."),
        Move(name="rouvrir", label="Rouvrir", before=frozenset({KEPT, DROPPED}), after=OPEN, roles=_KEEPERS, done="L’engagement est de nouveau en cours."),
    ),
    shown=("owner", "due", "source"),
    due="due",
    source=source_of("commitments", "record"),
)  # fmt: skip
