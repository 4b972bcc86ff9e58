"""The two impact assessments, as registers."""

from garant.directory.kinds import Role
from garant.registers.shelf.errors import ConsultationMissing
from garant.registers.shelf.loading import facts, groups_of, source_of
from garant.registers.shelf.shelf import Flag, Move, Shelf, State, Values
from garant.tables import Column

DRAFT, OPINION, VALIDATED, REFUSED = "draft", "opinion", "validated", "refused"
_READERS = frozenset(
    {Role.DPO, Role.DSI, Role.LEGAL, Role.RSSI, Role.REFERENT, Role.AUDITOR, Role.DGS, Role.COMMITTEE}
)
_STATES = (
    State(DRAFT, "Brouillon", "warn"),
    State(OPINION, "Avis du DPO rendu", "warn"),
    State(VALIDATED, "Validée", "good"),
    State(REFUSED, "Refusée", "bad"),
)
_OPINION = Column(key="dpo_opinion", title="Avis du DPO")
_REFUSAL = Column(key="rejection_reason", title="Raison du refus")
_REOPENING = Column(key="reopening_reason", title="Raison de la reprise")


def consulted(values: Values) -> None:
    """A high residual risk waits for the CNIL (RGPD art. 36)."""
    if values.get("residual_risk") == "high" and not values.get("cnil_consulted_on"):
        raise ConsultationMissing


def dpia_flags(values: Values, state: str) -> tuple[Flag, ...]:
    """A high residual risk is never read past."""
    if values.get("residual_risk") != "high":
        return ()
    if values.get("cnil_consulted_on"):
        return (Flag("warn", "Risque résiduel élevé : la CNIL a été consultée (RGPD, art. 36)."),)
    return (Flag("bad", "Risque résiduel élevé : consultez la CNIL avant la mise en œuvre (RGPD, art. 36)."),)


def fria_flags(values: Values, state: str) -> tuple[Flag, ...]:
    """Validated, it is notified (AI Act, art. 27(3))."""
    if state == VALIDATED and not values.get("notified_on"):
        return (Flag("warn", "À notifier à l’autorité de surveillance du marché (règlement IA, art. 27.3)."),)
    return ()


def _moves(guarded: bool) -> tuple[Move, ...]:
    guard = consulted if guarded else None
    return (
        Move(name="avis", label="Rendre l’avis du DPO", before=frozenset({DRAFT}), after=OPINION, roles=frozenset({Role.DPO}), note=_OPINION, done="L’avis est rendu. La direction générale décide."),
        Move(name="valider", label="Valider l’analyse", before=frozenset({OPINION}), after=VALIDATED, roles=frozenset({Role.DGS}), guard=guard, done="L’analyse est validée."),
        Move(name="refuser", label="Refuser", before=frozenset({OPINION}), after=REFUSED, roles=frozenset({Role.DGS}), note=_REFUSAL, done="L’analyse est refusée, avec sa raison."),
        Move(name="reprendre", label="Reprendre", before=frozenset({OPINION, VALIDATED, REFUSED}), after=DRAFT, roles=frozenset({Role.DPO}), note=_REOPENING, done="L’analyse est de nouveau un brouillon : un nouvel avis sera rendu."),
    )  # fmt: skip


DPIA = Shelf(
    slug="aipd",
    kind="dpia",
    title="Analyses d’impact (AIPD)",
    one="analyse d’impact",
    add="Ajouter une analyse",
    lead="Les analyses d’impact relatives à la protection des données (RGPD, art. 35) : les 36 questions de l’outil de la CNIL, l’avis du DPO, la décision de la direction générale.",
    title_column="Traitement analysé",
    groups=groups_of(facts("assessments", "dpia")["groups"]),
    states=_STATES,
    readers=_READERS,
    writers=frozenset({Role.DPO}),
    editable=frozenset({DRAFT}),
    moves=_moves(guarded=True),
    shown=("residual_risk", "people_searched", "cnil_consulted_on"),
    filters=("residual_risk",),
    flags=dpia_flags,
    due="review_on",
    source=source_of("assessments", "dpia"),
)  # fmt: skip

FRIA = Shelf(
    slug="aidf",
    kind="fria",
    title="Analyses d’impact sur les droits fondamentaux",
    one="analyse d’impact",
    add="Ajouter une analyse",
    lead="Pour les systèmes à haut risque (règlement IA, art. 27) : qui est concerné, quels préjudices, quel contrôle humain.",
    title_column="Système analysé",
    groups=groups_of(facts("assessments", "fria")["groups"]),
    states=_STATES,
    readers=_READERS,
    writers=frozenset({Role.DPO}),
    editable=frozenset({DRAFT}),
    moves=_moves(guarded=False),
    shown=("persons", "residual_risk"),
    filters=("residual_risk",),
    flags=fria_flags,
    due="review_on",
    source=source_of("assessments", "fria"),
)  # fmt: skip
