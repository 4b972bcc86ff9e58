"""The tree and its conclusion as plain French text, for a terminal or a file."""

import re
from collections.abc import Iterator
from itertools import groupby
from textwrap import fill

from garant.qualification.ai_act.duty import Duty
from garant.qualification.ai_act.node import Node, Tree
from garant.qualification.ai_act.outcome import Outcome
from garant.qualification.ai_act.terms import Confidence, RiskClass, Status, Strength

# A line never begins with a mark that French sets apart by a space, nor ends with an opening one.
_MARKS = re.compile(r" (?=[:;?!»])|(?<=«) ")


def outline(outcome: Outcome, *, width: int = 88) -> str:
    """The class, why, what is owed and when, what is left to find out."""
    blocks = [
        list(_head(outcome, width)),
        list(_path(outcome, width)),
        list(_duties(outcome, width)),
        list(_unknown(outcome, width)),
        list(_set_aside(outcome, width)),
        [
            _wrapped(
                f"Arbre, version {outcome.tree_version} ; droit au {outcome.today:%d/%m/%Y}. "
                "Une aide à l’examen, pas un avis juridique.",
                width,
            )
        ],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def outline_tree(tree: Tree, *, width: int = 88) -> str:
    """Every question with its help, its answers and its source."""
    lines = [tree.title, _wrapped(f"Version {tree.version}. {tree.source}.", width)]
    for section in tree.sections:
        lines += ["", section.title.upper(), _wrapped(section.intro, width, "  ")]
        for node in section.nodes:
            lines += ["", *_question(node, width)]
    return "\n".join(lines) + "\n"


def _question(node: Node, width: int) -> Iterator[str]:
    yield _wrapped(f"[{node.id}] {node.text}", width)
    yield _wrapped(node.help, width, "    ")
    choice = "Plusieurs réponses possibles" if node.several else "Réponses"
    yield f"    {choice} :"
    for option in node.options:
        yield _wrapped(f"{option.value} : {option.french}", width, "      ")
    for reading in node.readings:
        yield _wrapped(f"Lecture possible : {reading}", width, "    ")
    when = {
        Status.IN_FORCE: "s’applique depuis le",
        Status.COMING: "s’appliquera le",
        Status.DISPUTED: "deux lectures, depuis le",
    }[node.status]
    article = node.article[0].upper() + node.article[1:]
    yield _wrapped(
        f"{article}, {when} {node.applies_from:%d/%m/%Y} ({node.confidence.french}).", width, "    "
    )
    yield _wrapped(f"{node.source}, lu le {node.as_of:%d/%m/%Y}.", width, "    ")


def _head(outcome: Outcome, width: int) -> Iterator[str]:
    yield outcome.risk.french.upper()
    yield _wrapped(outcome.french, width)
    if outcome.articles:
        yield _wrapped(f"Fondement : {' ; '.join(outcome.articles)}.", width)
    if outcome.risk is not RiskClass.OUT_OF_SCOPE:
        roles = ", ".join(role.french for role in outcome.roles) or "à examiner"
        yield _wrapped(f"Votre rôle : {roles}.", width)
    flags = [
        ("exemption de l’article 6, paragraphe 3, retenue", outcome.exempt_6_3),
        ("profilage de personnes", outcome.profiling is True),
        ("analyse d’impact sur les droits fondamentaux (article 27)", outcome.fria_due),
        ("enregistrement de l’usage dans la base de l’Union (article 49)", outcome.registration_due),
        ("droit à une explication (article 86)", outcome.explanation_right),
        ("information des agents (article 26, paragraphe 7)", outcome.worker_information),
        ("journaux gardés six mois au moins (article 26, paragraphe 6)", outcome.log_retention),
    ]
    told = [french for french, set_ in flags if set_]
    if told:
        yield _wrapped(f"À retenir : {' ; '.join(told)}.", width)


def _path(outcome: Outcome, width: int) -> Iterator[str]:
    if not outcome.path:
        return
    yield "CHEMIN"
    for step in outcome.path:
        if step.counts is not Strength.NO or len(step.answers) > 1:
            yield _wrapped(f"[{step.node}] {step.question}", width, "  ")
            yield _wrapped(f"{' ; '.join(step.french)}. {step.consequence}", width, "      ")
    refused = [step.node for step in outcome.path if step.counts is Strength.NO and len(step.answers) == 1]
    if refused:
        yield _wrapped(f"Écartés : {', '.join(refused)}.", width, "  ")


def _duties(outcome: Outcome, width: int) -> Iterator[str]:
    titles = {
        True: "VOS OBLIGATIONS",
        None: "OBLIGATIONS SELON VOTRE RÔLE",
        False: "À VÉRIFIER AUPRÈS DU FOURNISSEUR",
    }
    order = [True, None, False]
    ordered = sorted(outcome.duties, key=lambda duty: order.index(duty.ours))
    for number, (ours, group) in enumerate(groupby(ordered, key=lambda duty: duty.ours)):
        if number:
            yield ""
        yield titles[ours]
        for duty in group:
            yield from _duty(duty, width)


def _duty(duty: Duty, width: int) -> Iterator[str]:
    role = f", {duty.role.french}" if duty.ours is None else ""
    article = duty.article[0].upper() + duty.article[1:]
    yield _wrapped(f"- {article}{role} ({duty.when}) : {duty.french}", width, "  ", "    ")
    if duty.note is not None:
        yield _wrapped(duty.note, width, "    ")
    for reading in duty.readings:
        yield _wrapped(f"Lecture possible : {reading.french}", width, "    ")
    if duty.confidence in (Confidence.KNOWN, Confidence.UNCERTAIN):
        yield _wrapped(f"Fiabilité : {duty.confidence.french}.", width, "    ")


def _unknown(outcome: Outcome, width: int) -> Iterator[str]:
    if not outcome.unknown:
        return
    doubtful = [unknown for unknown in outcome.unknown if unknown.answered]
    waiting = [unknown for unknown in outcome.unknown if not unknown.answered]
    if doubtful:
        yield "RESTE À EXAMINER"
    for unknown in doubtful:
        yield _wrapped(f"[{unknown.node}] {unknown.question}", width, "  ")
        yield _wrapped(unknown.advice, width, "      ")
    if waiting:
        yield "RESTE À RÉPONDRE"
    for unknown in waiting:
        yield _wrapped(f"[{unknown.node}] {unknown.question}", width, "  ")


def _set_aside(outcome: Outcome, width: int) -> Iterator[str]:
    if outcome.set_aside:
        named = ", ".join(outcome.set_aside)
        yield _wrapped(f"Réponses mises de côté, à des questions que l’arbre n’a plus : {named}.", width)


def _wrapped(text: str, width: int, indent: str = "", following: str | None = None) -> str:
    return fill(
        _MARKS.sub("\N{NO-BREAK SPACE}", text),
        width,
        initial_indent=indent,
        subsequent_indent=indent if following is None else following,
        break_long_words=False,
        break_on_hyphens=False,
    )
