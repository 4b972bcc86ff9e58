"""A second look at a charter that loads: what its authors probably did not mean."""

from collections.abc import Iterator
from datetime import date

from garant.charter.charter import Charter, Clause
from garant.charter.compilation import compile_policy
from garant.charter.controls import kinds
from garant.charter.enumeration import enumerated, french_date
from garant.charter.nearest import did_you_mean
from garant.charter.phrases import zone_adjective
from garant.charter.policy import Policy
from garant.charter.problem import Problem
from garant.charter.shipped import source_clauses
from garant.words import Action, DataClass, Mode, Zone


def check(charter: Charter, *, today: date) -> tuple[Problem, ...]:
    """Warnings only, in the order of the file: what is an error kept the charter from loading."""
    found = [
        *_of_reviews(charter, today),
        *_of_zones(charter),
        *(problem for clause in charter.clauses for problem in _of_clause(charter, clause, today)),
        *_of_reasons(charter),
    ]
    return tuple(
        sorted(found, key=lambda problem: (problem.file != charter.file, problem.file, problem.line))
    )


def _warning(charter: Charter, line: int, code: str, **facts: object) -> Problem:
    return Problem(charter.file, line, code, facts, warning=True)


def _of_reviews(charter: Charter, today: date) -> Iterator[Problem]:
    if charter.review_by is not None and charter.review_by < today:
        due = french_date(charter.review_by.isoformat())
        yield _warning(charter, charter.line_of("review_by"), "charter_review_overdue", due=due)
    blanks = charter.blanks
    if blanks.adopted_on is not None and blanks.revision_months is not None:
        end = _months_later(blanks.adopted_on, blanks.revision_months)
        if end < today:
            yield _warning(
                charter,
                charter.line_of("blanks.adopted_on"),
                "charter_revision_overdue",
                adopted=french_date(blanks.adopted_on.isoformat()),
                months=blanks.revision_months,
                due=french_date(end.isoformat()),
            )


def _months_later(day: date, months: int) -> date:
    """The same day of a later month; the last one where that month is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _of_zones(charter: Charter) -> Iterator[Problem]:
    policy = compile_policy(charter)
    if not policy.approvals:
        yield _warning(charter, charter.line_of("zones"), "charter_rules_without_zone")
    reroutes = [rule for rule in policy.rules if rule.action is Action.REROUTE]
    for clause in charter.clauses:
        own = [rule for rule in reroutes if rule.clause == clause.id]
        if any(rule.zone is Zone.INTERNAL for rule in own) or (
            own and policy.approval(Zone.INTERNAL) is None
        ):
            yield Problem(
                clause.file, clause.line, "charter_reroute_nowhere", {"clause": clause.id}, warning=True
            )
    for zone in Zone:
        line = charter.lines.get(f"zones.{zone.value}", charter.line_of("zones"))
        ruled = any(rule.zone is zone for rule in policy.rules)
        if policy.approval(zone) is None:
            if not ruled and policy.approvals:
                yield _warning(charter, line, "charter_zone_unopened", zone=zone_adjective(zone))
            continue
        if not ruled:
            yield _warning(charter, line, "charter_zone_without_rule", zone=zone_adjective(zone))
            continue
        unruled = [data.french for data in DataClass if policy.cell(data, zone).clause is None]
        if unruled:
            classes = enumerated(unruled)
            yield _warning(
                charter, line, "charter_pairs_without_rule", zone=zone_adjective(zone), classes=classes
            )
        observed = [data.french for data in DataClass if _only_observed(policy, data, zone)]
        if observed:
            classes = enumerated(observed)
            yield _warning(
                charter, line, "charter_pairs_only_observed", zone=zone_adjective(zone), classes=classes
            )


def _only_observed(policy: Policy, data: DataClass, zone: Zone) -> bool:
    modes = {rule.mode for rule in policy.rules if rule.data is data and rule.zone is zone}
    return modes == {Mode.OBSERVE}


def _of_clause(charter: Charter, clause: Clause, today: date) -> Iterator[Problem]:
    # What a charter inherits is warned of in the file where it stands.
    def warning(line: int, code: str, **facts: object) -> Problem:
        return Problem(clause.file, line, code, facts, warning=True)

    if not clause.controls:
        yield warning(clause.line, "charter_clause_without_control", clause=clause.id)
    for control, line in zip(clause.controls, clause.control_lines, strict=True):
        for code, facts in control.warnings(today):
            yield warning(line, code, **facts)
    for source, line in zip(clause.sources, clause.source_lines, strict=True):
        if source not in source_clauses():
            hint = did_you_mean(source, source_clauses()) if len(source) < 30 else ""
            yield warning(line, "charter_source_unknown", source=source[:60], hint=_brief(hint))


def _brief(hint: str) -> str:
    return (
        hint
        if len(hint) < 120
        else "Les identifiants sont ceux de sources/clauses.yaml, par exemple AHP-11h."
    )


def _of_reasons(charter: Charter) -> Iterator[Problem]:
    """A reason on a clause that loosens nothing: most likely the author loosened another."""
    parent = charter.parent
    if parent is None:
        return
    before, after = compile_policy(parent), compile_policy(charter)
    milder = {
        clause
        for kind in kinds().values()
        for loosening in kind.loosened(before, after)
        for clause in loosening.clauses
    }
    for clause in charter.clauses:
        if clause.reason is not None and clause.file == charter.file and clause.id not in milder:
            yield _warning(charter, clause.line, "charter_reason_useless", clause=clause.id, parent=parent.id)
