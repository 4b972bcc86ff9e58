"""The class × zone table of a policy, ready to be written as text, Markdown or HTML."""

from dataclasses import dataclass

from garant.charter.policy import Policy
from garant.words import Action, DataClass, Zone


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: what is applied, by which clause, and what rules under observation would have done."""

    action: Action
    word: str  # "pseudonymisé", "fermée", "bloqué"
    clause: str | None  # its number; None where the zone is closed or no rule speaks
    observed: tuple[tuple[str, str], ...] = ()  # word, number of the clause


@dataclass(frozen=True, slots=True)
class GridRow:
    data: DataClass
    cells: tuple[GridCell, ...]  # in the order of Zone


def grid(policy: Policy) -> tuple[GridRow, ...]:
    """Every class of data, in the order of DataClass."""
    return tuple(GridRow(data, tuple(_cell(policy, data, zone) for zone in Zone)) for data in DataClass)


def _cell(policy: Policy, data: DataClass, zone: Zone) -> GridCell:
    if policy.approval(zone) is None:
        return GridCell(Action.BLOCK, "zone fermée", None)
    cell = policy.cell(data, zone)
    number = policy.clauses[cell.clause].number if cell.clause is not None else None
    observed = tuple(
        (ACTION_WORDS[rule.action], policy.clauses[rule.clause].number) for rule in cell.observed
    )
    return GridCell(cell.action, ACTION_WORDS[cell.action], number, observed)


ACTION_WORDS = {
    Action.ALLOW: "autorisé",
    Action.WARN: "averti",
    Action.PSEUDONYMISE: "pseudonymisé",
    Action.REROUTE: "redirigé",
    Action.BLOCK: "bloqué",
}

LEGEND = (
    ("autorisé", "la demande passe"),
    ("averti", "la demande passe, la personne est avertie"),
    ("pseudonymisé", "des pseudonymes partent à la place des données, rétablies dans la réponse"),
    ("redirigé", "la demande va à un système interne"),
    ("bloqué", "la demande est refusée ; sans règle, c’est ce qui s’applique"),
)
