"""From the charter that people read to the Policy that software applies."""

from collections import defaultdict
from types import MappingProxyType
from typing import TypeVar

from garant.charter.charter import Charter
from garant.charter.lifecycle import Gate
from garant.charter.policy import (
    Acknowledgement,
    Approval,
    Checklist,
    ClauseText,
    Commitment,
    ForbiddenUse,
    Mention,
    Notice,
    Policy,
    Report,
    Retention,
    Rule,
    Threshold,
)

_Effect = TypeVar("_Effect")

# The effects that the Policy has a field for.
_FIELDS = frozenset(
    {
        Acknowledgement,
        Approval,
        Checklist,
        Commitment,
        ForbiddenUse,
        Gate,
        Mention,
        Notice,
        Report,
        Retention,
        Rule,
        Threshold,
    }
)


def compile_policy(charter: Charter) -> Policy:
    """Everything that the controls of a charter contribute, in reading order. The same charter, the same policy."""
    by_type: dict[type, list[object]] = defaultdict(list)
    others: dict[str, list[object]] = defaultdict(list)
    for clause in charter.clauses:
        for control in clause.controls:
            for effect in control.effects(clause.id):
                if type(effect) in _FIELDS:
                    by_type[type(effect)].append(effect)
                else:
                    others[control.kind].append(effect)

    def of(kind: type[_Effect]) -> tuple[_Effect, ...]:
        return tuple(effect for effect in by_type[kind] if isinstance(effect, kind))

    return Policy(
        charter=charter.id,
        version=charter.version,
        title=charter.title,
        organisation=charter.blanks.organisation,
        assistant=charter.assistant,
        zones=MappingProxyType(dict(charter.zones)),
        clauses=MappingProxyType(
            {
                clause.id: ClauseText(
                    clause.id, number, section.title, clause.title, clause.text, clause.sources
                )
                for number, section, clause in charter.numbered()
            }
        ),
        approvals=of(Approval),
        rules=of(Rule),
        forbidden=of(ForbiddenUse),
        notices=of(Notice),
        mentions=of(Mention),
        acknowledgement=_joined(of(Acknowledgement)),
        checklists=of(Checklist),
        retentions=of(Retention),
        reports=of(Report),
        commitments=of(Commitment),
        thresholds=of(Threshold),
        gates=of(Gate),
        lifecycle=charter.lifecycle,
        others=MappingProxyType({kind: tuple(effects) for kind, effects in others.items()}),
    )


def _joined(statements: tuple[Acknowledgement, ...]) -> Acknowledgement | None:
    """One reading for every statement that the charter asks for: a person acknowledges once per version."""
    if not statements:
        return None
    return Acknowledgement("\n\n".join(each.statement for each in statements), statements[0].clause)
