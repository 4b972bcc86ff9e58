"""The lessons learned, as a register."""

from garant.directory.kinds import Role
from garant.registers.shelf.loading import facts, groups_of, source_of
from garant.registers.shelf.shelf import Move, Shelf, State

DRAFT, PUBLISHED = "draft", "published"
_PUBLISHERS = frozenset({Role.REFERENT, Role.DSI})

LESSONS = Shelf(
    slug="retours",
    kind="lesson",
    title="Retours d’expérience",
    one="retour d’expérience",
    add="Écrire un retour d’expérience",
    lead="Ce que des collègues ont appris en se servant d’une IA : ce qui marche, ce qui ne marche pas, et leurs conseils.",
    title_column="Titre",
    groups=groups_of(facts("lessons", "record")["groups"]),
    states=(State(DRAFT, "Proposé", "warn"), State(PUBLISHED, "Publié", "good")),
    readers=frozenset({*_PUBLISHERS, Role.AUDITOR, Role.DPO}),
    writers=_PUBLISHERS,
    editable=frozenset({DRAFT, PUBLISHED}),
    own=True,
    open_states=frozenset({PUBLISHED}),
    anyone_writes=True,
    author_amends=frozenset({DRAFT}),
    moves=(
        Move(name="publier", label="Publier dans l’organisation", before=frozenset({DRAFT}), after=PUBLISHED, roles=_PUBLISHERS, done="Le retour d’expérience est publié : toute l’organisation peut le lire."),
        Move(name="retirer", label="Retirer", before=frozenset({PUBLISHED}), after=DRAFT, roles=_PUBLISHERS, done="Le retour d’expérience n’est plus publié."),
    ),
    shown=("context", "tags"),
    source=source_of("lessons", "record"),
)  # fmt: skip
