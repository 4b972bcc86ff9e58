"""From answers to an outcome. A lattice: each fact leads to a class, and the strictest holds."""

from collections.abc import Iterator
from datetime import date

from garant.qualification.ai_act.duty import Case, duties
from garant.qualification.ai_act.node import Tree
from garant.qualification.ai_act.outcome import Outcome, Step, Unknown
from garant.qualification.ai_act.reading import tree
from garant.qualification.ai_act.terms import RiskClass, Role, Strength, strictest
from garant.qualification.ai_act.walk import Answers, Said, Walk, Weight, walk

_FRIA_EVEN_PRIVATE = frozenset({"III.5.b", "III.5.c"})


def classify(answers: Answers, *, today: date) -> Outcome:
    """What the AI Act makes of these answers on a day.

    Only what is asked counts. An answer to a question that this version doesn't have is set aside, and said.
    Raises AiActAnswerInvalid.
    """
    asked = tree(today)
    done = walk(asked, answers)
    weight = done.weigh()
    findings = _findings(done, weight)
    roles = _roles(done)
    deployer = Role.DEPLOYER in roles or not roles
    unknown = tuple(_unknown(done, weight))
    section = _annex_i_section(done, weight)
    return Outcome(
        today=today,
        tree_version=asked.version,
        risk=_risk(done, weight, bool(unknown)),
        at_least=RiskClass.OUT_OF_SCOPE if done.ended else weight.at_least,
        could_be=_could_be(done, weight),
        roles=roles,
        articles=tuple(dict.fromkeys(_articles(done, weight))),
        prohibited=tuple(each for each, risk in weight.standing.items() if risk is RiskClass.PROHIBITED),
        announced=weight.announced,
        annex_iii=_annex_iii(done, weight),
        annex_i=section is not None,
        annex_i_section=section,
        profiling=_yes_no_unknown(done, "6.3.profiling"),
        exempt_6_3="exempt" in findings,
        transparency=tuple(each for each, risk in weight.standing.items() if risk is RiskClass.TRANSPARENCY),
        fria_due=deployer and "fria" in findings,
        registration_due=deployer and "registration" in findings,
        explanation_right=deployer and "explanation" in findings,
        worker_information=deployer and "workers" in findings,
        log_retention=deployer and "chapter_iii" in findings,
        duties=tuple(duties(asked, _case(done, weight, findings, roles))),
        path=tuple(_path(done)),
        unknown=unknown,
        set_aside=_set_aside(asked, answers),
    )


def _risk(done: Walk, weight: Weight, unknown: bool) -> RiskClass:
    if done.ended:
        return RiskClass.OUT_OF_SCOPE
    classes = list(weight.standing.values())
    if weight.doubts or (unknown and weight.at_least is RiskClass.MINIMAL):
        classes.append(RiskClass.TO_BE_EXAMINED)
    return strictest(classes)


def _could_be(done: Walk, weight: Weight) -> RiskClass:
    if done.ended:
        return RiskClass.OUT_OF_SCOPE
    return strictest([weight.at_least, *weight.doubts.values()])


def _findings(done: Walk, weight: Weight) -> set[str]:
    """The words that the duties are written with: see data/duties.yaml."""
    found = set(weight.standing) | set(weight.points)
    found |= {f"{said.node.id}={value}" for said in done.said.values() for value in said.values}
    if not done.ended:
        found.add("in_scope")
    if weight.announced:
        found.add("announced")
    if weight.at_least is RiskClass.PROHIBITED:
        found.add("prohibited")
    if any(step.startswith("III.") for step in weight.lifted):
        found.add("exempt")
    if section := _annex_i_section(done, weight):
        found |= {"high", f"annex_i_{section.lower()}"}
        found |= {"chapter_iii"} if section == "A" else set()
    if weight.points:
        found |= {"high", "annex_iii", "chapter_iii", *_annex_iii_findings(done, weight)}
    if "chapter_iii" in found and _workers(done, weight):
        found.add("workers")
    if "53.1=yes" in found:
        found.add("gpai_provider")
    return found


def _annex_iii_findings(done: Walk, weight: Weight) -> Iterator[str]:
    but_2 = [point for point in weight.points if point != "III.2"]
    if not but_2:
        return
    yield "annex_iii_but_2"
    yield "explanation"
    kind = done.said["27.1"].values if "27.1" in done.said else ()
    if kind != ("private",):  # not known: the duties of public bodies are shown
        yield "registration"
        yield "fria"
    elif _FRIA_EVEN_PRIVATE & set(but_2):
        yield "fria"


def _workers(done: Walk, weight: Weight) -> bool:
    """Due where the place of work isn't ruled out, and always where the system manages workers."""
    said = done.said.get("26.7")
    managed = any(point.startswith("III.4.") for point in weight.points)
    return managed or (said is not None and said.strength is not Strength.NO)


def _roles(done: Walk) -> tuple[Role, ...]:
    """None where the role isn't known. Article 25 is only asked of a high-risk system."""
    given = {role for said in done.said.values() for option in said.chosen for role in option.gives}
    return tuple(role for role in Role if role in given)


def _annex_i_section(done: Walk, weight: Weight) -> str | None:
    if "6.1.b" not in weight.standing:
        return None
    return done.said["I"].values[0]


def _annex_iii(done: Walk, weight: Weight) -> tuple[str, ...]:
    exempted = [each for each in weight.lifted if each.startswith("III.")]
    named = {*weight.points, *exempted}
    return tuple(node.id for node in done.tree.nodes if node.id in named)


def _articles(done: Walk, weight: Weight) -> Iterator[str]:
    for identifier, risk in weight.standing.items():
        if risk is weight.at_least:
            yield done.said[identifier].node.article
    for identifier in weight.announced:
        yield done.said[identifier].node.article


def _yes_no_unknown(done: Walk, identifier: str) -> bool | None:
    said = done.said.get(identifier)
    if said is None:
        return False
    return None if said.strength is Strength.UNKNOWN else said.strength is Strength.YES


def _case(done: Walk, weight: Weight, findings: set[str], roles: tuple[Role, ...]) -> Case:
    nodes = [
        *(each for each, risk in weight.standing.items() if risk is RiskClass.PROHIBITED),
        *weight.announced,
    ]
    changed = done.said.get("111.2")
    unchanged = changed is not None and changed.strength is Strength.NO
    return Case(
        findings=frozenset(findings),
        roles=roles,
        trigger=min((done.said[each].node.applies_from for each in nodes), default=None),
        older=done.said["111"].values[0] if unchanged else None,
        public="27.1=private" not in findings,
    )


def _path(done: Walk) -> Iterator[Step]:
    for said in done.said.values():
        if said.chosen:
            node = said.node
            yield Step(
                node=node.id,
                section=node.section_title,
                article=node.article,
                question=node.text,
                answers=said.values,
                french=tuple(option.french for option in said.chosen),
                consequence=" ".join(option.then for option in said.chosen),
                counts=said.strength,
            )


def _unknown(done: Walk, weight: Weight) -> Iterator[Unknown]:
    if done.ended:
        return
    for said in done.said.values():
        if said.strength is Strength.UNKNOWN:
            node = said.node
            yield Unknown(
                node=node.id,
                article=node.article,
                question=node.text,
                ask=node.ask,
                advice=_advice(done, said),
                answered=bool(said.chosen),
                could_be=weight.doubts.get(node.id),
            )


def _advice(done: Walk, said: Said) -> str:
    node = said.node
    points = [each for each in done.said.values() if each.node.id.startswith(f"{node.id}.")]
    if node.area and points and all(point.strength is Strength.NO for point in points):
        return "Vous avez écarté chacun des points de ce domaine : répondez « non » à cette question pour lever le doute."
    return f"À demander : {node.ask}."


def _set_aside(asked: Tree, answers: Answers) -> tuple[str, ...]:
    known = {node.id for node in asked.nodes}
    return tuple(identifier for identifier in answers if identifier not in known)
