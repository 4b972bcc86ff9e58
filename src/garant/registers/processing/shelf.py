"""The record of processing, as a register."""

from garant.directory.kinds import Role
from garant.registers.shelf.loading import facts, groups_of, source_of
from garant.registers.shelf.shelf import Flag, Move, Shelf, State, Values
from garant.words import count

DRAFT, VALIDATED, CLOSED = "draft", "validated", "closed"
_PRESUMED_FROM = 2  # criteria of WP248 rev. 01: with two of them an assessment is presumed necessary


def flags(values: Values, state: str) -> tuple[Flag, ...]:
    """What the DPO must not miss."""
    found: list[Flag] = []
    criteria = values.get("dpia_criteria") or ()
    met = len(criteria) if isinstance(criteria, tuple) else 0
    if met >= _PRESUMED_FROM and not values.get("exempt_from_dpia"):
        found.append(
            Flag(
                "warn",
                f"{count(met, 'critère')} sur neuf : une analyse d’impact est présumée nécessaire (RGPD, art. 35).",
            )
        )
    if values.get("legal_basis") == "legitimate_interest":
        found.append(
            Flag(
                "bad",
                "Une autorité publique ne peut pas invoquer l’intérêt légitime dans l’exécution de ses missions (RGPD, art. 6.1, dernier alinéa).",
            )
        )
    if values.get("transfers"):
        found.append(
            Flag(
                "warn",
                "Des données sortent de l’Union européenne : vérifiez la garantie et son échéance (RGPD, chapitre V).",
            )
        )
    return tuple(found)


PROCESSING = Shelf(
    slug="traitements",
    kind="processing",
    title="Registre des traitements",
    one="traitement",
    add="Ajouter un traitement",
    lead="Les traitements de données personnelles de votre organisation (RGPD, art. 30). La personne déléguée à la protection des données (DPO) le tient.",
    title_column="Nom du traitement",
    groups=groups_of(facts("processing", "record")["groups"]),
    states=(State(DRAFT, "Brouillon", "warn"), State(VALIDATED, "Validé", "good"), State(CLOSED, "Clos")),
    readers=frozenset({Role.DPO, Role.DSI, Role.LEGAL, Role.RSSI, Role.REFERENT, Role.AUDITOR, Role.DGS}),
    writers=frozenset({Role.DPO}),
    editable=frozenset({DRAFT, VALIDATED}),
    moves=(
        Move(name="valider", label="Valider", before=frozenset({DRAFT}), after=VALIDATED, roles=frozenset({Role.DPO}), done="Le traitement est validé."),
        Move(name="clore", label="Clore le traitement", before=frozenset({DRAFT, VALIDATED}), after=CLOSED, roles=frozenset({Role.DPO}), done="Le traitement est clos. Sa fiche reste au registre."),
        Move(name="rouvrir", label="Rouvrir", before=frozenset({CLOSED}), after=DRAFT, roles=frozenset({Role.DPO}), done="La fiche est de nouveau un brouillon."),
    ),
    shown=("manager", "purposes", "legal_basis"),
    filters=("legal_basis",),
    flags=flags,
    due="review_on",
    source=source_of("processing", "record"),
)  # fmt: skip
