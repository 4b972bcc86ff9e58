"""Answers → what they mean: a score for each axis with its reasons, flags, duties, footprint, cost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

from garant.footprint import Interval
from garant.qualification import facts
from garant.qualification.act import act_outcome, act_result
from garant.qualification.ai_act import Outcome, RiskClass
from garant.qualification.condition import UNKNOWN
from garant.qualification.dpia import impact_due
from garant.qualification.families import RiskFamily, families
from garant.qualification.flags import Flag, flags
from garant.qualification.loading import sheet
from garant.qualification.organisation import OrganisationFacts
from garant.qualification.question import Answer, Question, Reading, Sheet
from garant.qualification.reading import read_answers
from garant.qualification.scoring import AxisResult, score
from garant.qualification.visibility import Path, counted, opens_full, visible
from garant.qualification.volume import FootprintYear, footprint_year, why_no_footprint

_ONCE = ("cost.purchase", "cost.integration", "cost.training")
_YEARLY = ("cost.running",)


@dataclass(frozen=True, slots=True)
class ToExamine:
    """A question that somebody answered « je ne sais pas », and who can tell."""

    question: str
    text: str
    asked_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a sheet says on a day. Yes, no, or None: not known, to be examined, never no."""

    version: str
    day: date
    organisation: OrganisationFacts
    axes: Mapping[str, AxisResult]
    ai_act: Outcome
    flags: tuple[Flag, ...]
    complete: bool
    missing: tuple[str, ...]  # required questions without an answer
    to_examine: tuple[ToExamine, ...]
    personal_data: bool | None
    legal_basis: str | None
    dpia_due: bool | None
    dpia_reasons: tuple[str, ...]
    dpia_criteria: tuple[str, ...]
    fria_due: bool | None
    prohibited: bool | None
    high_risk: bool | None
    individual_decision: bool | None
    fully_automated: bool | None
    nullity_alert: bool | None
    publication_due: bool | None
    public_facing: bool | None
    non_ai_path: bool | None
    transfers: tuple[facts.Transfer, ...]
    families: tuple[RiskFamily, ...]
    footprint_year: FootprintYear | None
    footprint_reason: str  # why there is none; empty where there is one
    cost_once: Interval | None  # k€
    cost_year: Interval | None  # k€
    cost_missing: tuple[str, ...]  # what the two sums leave out
    value: int | None
    risk: int | None
    complexity: int | None
    short_path_opens_full: bool

    @property
    def stops(self) -> bool:
        """Whether a flag closes the way."""
        return any(flag.stops for flag in self.flags)

    def to_mapping(self) -> dict[str, Any]:
        """Plain JSON values: what an export, an archive or a comparison needs."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        return plain | {
            "day": self.day.isoformat(),
            "axes": {name: result.to_mapping() for name, result in self.axes.items()},
            "ai_act": self.ai_act.to_mapping(),
            "flags": [flag.to_mapping() for flag in self.flags],
            "missing": list(self.missing),
            "to_examine": [
                {"question": item.question, "text": item.text, "asked_of": list(item.asked_of)}
                for item in self.to_examine
            ],
            "dpia_reasons": list(self.dpia_reasons),
            "dpia_criteria": list(self.dpia_criteria),
            "transfers": [_transfer(transfer) for transfer in self.transfers],
            "families": [family.to_mapping() for family in self.families],
            "footprint_year": self.footprint_year.to_mapping() if self.footprint_year else None,
            "cost_once": _bounds(self.cost_once),
            "cost_year": _bounds(self.cost_year),
            "cost_missing": list(self.cost_missing),
        }


_PLAIN = (
    "version",
    "complete",
    "personal_data",
    "legal_basis",
    "dpia_due",
    "fria_due",
    "prohibited",
    "high_risk",
    "individual_decision",
    "fully_automated",
    "nullity_alert",
    "publication_due",
    "public_facing",
    "non_ai_path",
    "footprint_reason",
    "value",
    "risk",
    "complexity",
    "short_path_opens_full",
)


def assess(
    answers: Mapping[str, object], *, today: date, organisation: OrganisationFacts, path: Path = "full"
) -> Assessment:
    """The meaning of these answers on that day, for that organisation.

    Answers that can't be read, or that stand behind a hidden question, count for nothing. On the short path the
    sheet is complete with its five questions, unless one of them opens the rest.
    """
    asked = sheet(today, organisation)
    # A legal basis that became closed is still said to be closed, not silently forgotten.
    given = read_answers(sheet(today, replace(organisation, public=False)), answers).answers
    shown = visible(asked, given, path=path)
    held = counted(shown, given)
    opens = opens_full(asked, given)
    short = path == "short" and not opens
    outcome = act_outcome(today, held, public=organisation.public, short=short)
    impact = impact_due(held)
    automated = facts.fully_automated(held)
    risen = flags(
        {
            **held,
            **facts.as_answers(
                {
                    "prohibited": _prohibited(outcome),
                    "prohibition_announced": bool(outcome.announced),
                    "high_risk": _high(outcome),
                    "class_settled": outcome.risk is not RiskClass.TO_BE_EXAMINED,
                    "dpia_due": impact.due if "rgpd.personal_data" in held else False,
                    "fully_automated": automated if "crpa.individual_decision" in held else False,
                    "publication_due": organisation.publication_due(today),
                    "legitimate_interest_closed": facts.legitimate_interest_closed(held, organisation),
                }
            ),
        }
    )
    axes = _axes(asked, shown, held, outcome, risen)
    missing = tuple(q.id for q in shown if q.required and not _answered(q, held))
    basis = held.get("rgpd.legal_basis")
    footprint = footprint_year(held)
    return Assessment(
        version=asked.version,
        day=today,
        organisation=organisation,
        axes=axes,
        ai_act=outcome,
        flags=risen,
        complete=not missing,
        missing=missing,
        to_examine=tuple(
            ToExamine(question.id, question.text, question.asked_of)
            for question in shown
            if held.get(question.id) == UNKNOWN
        ),
        personal_data=facts.yes(held, "rgpd.personal_data"),
        legal_basis=None if basis in (None, UNKNOWN) else str(basis),
        dpia_due=impact.due,
        dpia_reasons=impact.reasons,
        dpia_criteria=impact.criteria,
        fria_due=outcome.fria_due,
        prohibited=_prohibited(outcome),
        high_risk=_high(outcome),
        individual_decision=facts.yes(held, "crpa.individual_decision"),
        fully_automated=automated,
        nullity_alert=automated,
        publication_due=organisation.publication_due(today),
        public_facing=facts.yes(held, "use.public_facing"),
        non_ai_path=facts.yes(held, "equity.non_ai_path"),
        transfers=facts.transfers(held),
        families=families(axes),
        footprint_year=footprint,
        footprint_reason="" if footprint else why_no_footprint(held),
        cost_once=_sum(held, _ONCE),
        cost_year=_sum(held, _YEARLY),
        cost_missing=tuple(name for name in (*_ONCE, *_YEARLY) if not isinstance(held.get(name), tuple)),
        value=axes["value"].score,
        risk=_risk(asked, axes),
        complexity=axes["complexity"].score,
        short_path_opens_full=opens,
    )


def _axes(
    asked: Sheet,
    shown: tuple[Question, ...],
    held: Mapping[str, Answer],
    outcome: Outcome,
    risen: tuple[Flag, ...],
) -> dict[str, AxisResult]:
    found = {}
    for axis in asked.axes:
        result = score(axis, shown, held)
        if axis.id == "ai_act":
            result = act_result(result, outcome)
        found[axis.id] = replace(result, flags=tuple(flag for flag in risen if flag.axis == axis.id))
    return found


def _risk(asked: Sheet, axes: Mapping[str, AxisResult]) -> int | None:
    """The worst axis of risk: the others do not make up for it."""
    scores = [axes[axis.id].score for axis in asked.axes if axis.reading is Reading.RISK]
    return max((score for score in scores if score is not None), default=None)


def _answered(question: Question, held: Mapping[str, Answer]) -> bool:
    """A basis that is closed to the organisation has to be chosen again."""
    answer = held.get(question.id)
    return answer is not None and all(option.value != answer for option in question.closed_options)


def _prohibited(outcome: Outcome) -> bool | None:
    if outcome.at_least is RiskClass.PROHIBITED:
        return True
    return None if outcome.could_be is RiskClass.PROHIBITED else False


def _high(outcome: Outcome) -> bool | None:
    """High-risk for certain; a use that may be prohibited may be high-risk too."""
    if outcome.at_least is RiskClass.HIGH:
        return True
    if outcome.at_least is RiskClass.PROHIBITED:
        return False
    return None if outcome.could_be.strictness >= RiskClass.HIGH.strictness else False


def _sum(held: Mapping[str, Answer], names: tuple[str, ...]) -> Interval | None:
    known = [
        Interval(float(answer[0]), float(answer[1]))
        for name in names
        if isinstance(answer := held.get(name), tuple)
    ]
    return reduce(lambda a, b: a + b, known) if known else None


def _bounds(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.min, interval.max]


def _transfer(transfer: facts.Transfer) -> dict[str, Any]:
    return {
        "country": transfer.country,
        "french": transfer.french,
        "basis": transfer.basis,
        "until": transfer.until.isoformat() if transfer.until else None,
        "contested": transfer.contested,
        "source": transfer.source,
    }
