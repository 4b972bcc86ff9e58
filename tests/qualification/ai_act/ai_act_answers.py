"""Answers to start from: a town that uses an AI tool as it was bought, and to which everything else is « non »."""

from datetime import date

from garant.qualification.ai_act import Node, Outcome, RiskClass, Strength, classify, tree

TODAY = date(2026, 11, 22)
LATER = date(2026, 12, 2)
TREE = tree(TODAY)

PRACTICES = tuple(node.id for node in TREE.nodes if node.group == "practice")
ANNOUNCED = ("5.1.ba", "5.1.bb", "5.1a")
POINTS = tuple(node.id for node in TREE.nodes if node.group == "point")
AREAS = tuple(node.id for node in TREE.nodes if node.area)
TRANSPARENCY = tuple(node.id for node in TREE.nodes if node.group == "transparency")
FACTS = tuple(node.id for node in TREE.nodes if node.raises is not None)


def mildest(node: Node) -> str:
    return min(node.options, key=lambda option: option.counts).value


def strong(node: Node) -> list[str]:
    """The answers that say yes to the fact."""
    return [option.value for option in node.options if option.counts is Strength.YES]


INNOCENT: dict[str, str | list[str]] = {
    **{node.id: mildest(node) for node in TREE.nodes},
    "3.1": "yes",
    "3.3": ["bought"],
    "6.3": ["none"],
    "6.3.profiling": "yes",
    "6.3.risk": "yes",
    "27.1": "public",
    "111": "later",
    "111.2": "yes",
}


def answers(**said: str | list[str]) -> dict[str, str | list[str]]:
    return INNOCENT | said


def with_facts(facts: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Innocent but for these. A point opens its area."""
    opened = {point.rpartition(".")[0]: "yes" for point in facts if point in POINTS and point != "III.2"}
    return INNOCENT | opened | facts


def of(facts: dict[str, str | list[str]], today: date = TODAY) -> Outcome:
    return classify(with_facts(facts), today=today)


def risk(facts: dict[str, str | list[str]], today: date = TODAY) -> RiskClass:
    return of(facts, today).risk
