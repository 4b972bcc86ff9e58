"""What the law asks before a machine decides alone: each condition, and whether it holds."""

from dataclasses import dataclass

from garant.decisions.errors import AutomatedForbidden
from garant.decisions.facts import Facts
from garant.decisions.law import Rule, rule


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a fully automated decision. `asks` says how to meet it."""

    rule: Rule
    met: bool | None  # None: each decision says it
    asks: str


def conditions_of(facts: Facts, *, appeal: bool | None = None) -> tuple[Condition, ...]:
    """Empty where a person decides. The mention is a condition of its own, of each decision."""
    if not facts.automated:
        return ()
    return (
        Condition(
            rule("automated_sensitive"),
            not facts.sensitive,
            "Retirez les données sensibles du traitement, ou faites décider une personne.",
        ),
        Condition(
            rule("automated_mastery"),
            facts.mastered,
            "Assurez-vous de pouvoir expliquer chaque opération et chaque évolution du traitement, puis dites-le.",
        ),
        Condition(
            rule("automated_learning"),
            not facts.learning,
            "Figez et validez ses règles, ou faites décider une personne que le traitement aide.",
        ),
        Condition(
            rule("automated_appeal"),
            None if appeal is None else not appeal,
            "Faites examiner le recours par une personne.",
        ),
    )


def check_lawful(facts: Facts, *, appeal: bool) -> None:
    """Refuse the first condition that does not hold, with its article and its reason."""
    for each in conditions_of(facts, appeal=appeal):
        if each.met is False:
            raise AutomatedForbidden(article=each.rule.article, why=each.rule.says)
