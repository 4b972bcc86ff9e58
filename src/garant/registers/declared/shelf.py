"""The declared uses, as a register."""

from garant.directory.kinds import Role
from garant.registers.shelf.loading import facts, groups_of, source_of
from garant.registers.shelf.shelf import Move, Shelf, State
from garant.tables import Column

DECLARED, ANSWERED = "declared", "answered"
_ANSWER = Column(key="answer", title="Réponse")
_ALTERNATIVE = (
    Column(key="alternative", title="Système validé proposé", longest=200),
    Column(
        key="alternative_system", title="Nom court du système", longest=60
    ),  # of its page in the catalogue
)
_GROUPS = groups_of(facts("declared", "record")["groups"])
_DESK = frozenset({Role.DSI})

DECLARED_USES = Shelf(
    slug="usages-declares",
    kind="declared-use",
    title="Usages déclarés",
    one="usage déclaré",
    add="Déclarer un usage",
    lead="Vous vous servez d’une IA qui n’est pas dans la liste ? Dites-le : personne ne vous le reprochera, et votre nom n’est montré à personne. La direction des systèmes d’information répond ici, avec un outil validé.",
    title_column="Outil",
    groups=_GROUPS,
    states=(State(DECLARED, "À répondre", "warn"), State(ANSWERED, "Répondu", "good")),
    readers=frozenset({Role.DSI, Role.DPO, Role.RSSI, Role.REFERENT, Role.DGS, Role.AUDITOR}),
    writers=_DESK,
    editable=frozenset(),  # what someone told is theirs: it is answered, never rewritten
    own=True,
    anyone_writes=True,
    discreet=True,
    author_amends=frozenset({DECLARED}),
    moves=(
        Move(name="repondre", label="Répondre", before=frozenset({DECLARED, ANSWERED}), after=ANSWERED, roles=_DESK, note=_ANSWER, writes=_ALTERNATIVE, done="La réponse est enregistrée."),
    ),
    shown=("purpose", "data", "frequency", "service"),
    filters=("frequency",),
    source=source_of("declared", "record"),
)  # fmt: skip
