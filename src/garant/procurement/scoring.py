"""Scores that explain themselves: for each answer its points, why, and who said otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from garant.catalogue.countries import country_french
from garant.procurement.questions import Kind, Question
from garant.procurement.replies import Reply
from garant.words import count

BEST_MARK = 4  # what a person gives: 0 nothing, 4 all that was hoped for


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's word on one answer: it prevails over the rule."""

    mark: int  # 0 to BEST_MARK
    reason: str
    by: str

    @property
    def points(self) -> float:
        return self.mark / BEST_MARK


@dataclass(frozen=True, slots=True)
class Scored:
    """One answer and what it earns. `points` is None where a person must still read it."""

    question: Question
    reply: Reply
    said: str  # the answer as people read it
    points: float | None
    why: str
    knocked_out: bool = False
    mark: Mark | None = None
    lifted: bool = False  # a person set the knock-out aside


@dataclass(frozen=True, slots=True)
class Score:
    """The whole of an offer, out of 100: a range as long as something is still to be appraised."""

    answers: tuple[Scored, ...]

    @property
    def weight(self) -> int:
        return sum(each.question.weight for each in self.answers)

    @property
    def pending(self) -> tuple[Scored, ...]:
        return tuple(each for each in self.answers if each.points is None and each.question.weight)

    @property
    def knock_outs(self) -> tuple[Scored, ...]:
        return tuple(each for each in self.answers if each.knocked_out)

    @property
    def low(self) -> float:
        """Were all that is pending worth nothing."""
        return self._out_of_100(0.0)

    @property
    def high(self) -> float:
        """Were all of it worth the most."""
        return self._out_of_100(1.0)

    @property
    def french(self) -> str:
        low, high = _figure(self.low), _figure(self.high)
        if low == high:
            return f"{low} sur 100"
        waiting = count(len(self.pending), "réponse")
        return f"de {low} à {high} sur 100 ({waiting} à apprécier)"

    def _out_of_100(self, pending: float) -> float:
        if not self.weight:
            return 0.0
        points = sum(
            each.question.weight * (pending if each.points is None else each.points) for each in self.answers
        )
        return 100 * points / self.weight


def score(questions: Sequence[Question], replies: Mapping[str, Reply], marks: Mapping[str, Mark]) -> Score:
    """What an offer earns. A mark of a person prevails, and its reason stands beside the points."""
    return Score(
        tuple(
            _scored(question, replies.get(question.id, Reply()), marks.get(question.id))
            for question in questions
        )
    )


def said(question: Question, reply: Reply) -> str:
    """An answer in words."""
    match question.kind:
        case Kind.NUMBER if reply.number is not None:
            parts = [f"{reply.number:g} {question.unit}".replace(".", ",")]
        case Kind.COUNTRY:
            parts = [country_french(code) for code in reply.choices]
        case _:
            found = [question.option(value) for value in reply.choices]
            parts = [" ; ".join(option.label for option in found if option is not None)]
    return "\n".join(filter(None, [*parts, reply.text])) or "Sans réponse"


def _scored(question: Question, reply: Reply, mark: Mark | None) -> Scored:
    points, why, out = _by_rule(question, reply)
    lifted = out and mark is not None and mark.mark > 0
    if mark is not None:
        points, why = mark.points, f"{mark.mark} sur {BEST_MARK}, {mark.by} : {mark.reason}"
    return Scored(
        question,
        reply,
        said(question, reply),
        points,
        why,
        knocked_out=out and not lifted,
        mark=mark,
        lifted=lifted,
    )


def _by_rule(question: Question, reply: Reply) -> tuple[float | None, str, bool]:
    if reply.is_empty:
        out = bool(question.knock_outs)
        return 0.0, "sans réponse" + (", alors que l’exigence est éliminatoire" if out else ""), out
    match question.kind:
        case Kind.TEXT:
            return None, "texte à apprécier", False
        case Kind.NUMBER:
            return _by_band(question, reply)
        case Kind.COUNTRY:
            return _by_country(question, reply)
    found = [option for value in reply.choices if (option := question.option(value)) is not None]
    if not found:
        out = bool(question.knock_outs)
        return 0.0, "précision sans choix", out
    out = question.eliminates and any(option.knock_out for option in found)
    points = min(1.0, sum(option.points for option in found))
    why = " + ".join(f"« {option.label} » vaut {_percent(option.points)}" for option in found)
    return points, why + (" ; réponse éliminatoire" if out else ""), out


def _by_band(question: Question, reply: Reply) -> tuple[float, str, bool]:
    if reply.number is None:
        return 0.0, "nombre non dit", False
    band = next((band for band in question.bands if band.fits(reply.number)), None)
    if band is None:
        return 0.0, "en deçà de ce qui est attendu", False
    return band.points, band.why, False


def _by_country(question: Question, reply: Reply) -> tuple[float, str, bool]:
    rule = question.countries
    if rule is None or not reply.choices:
        return 0.0, "pays non dit", False
    if reply.choices[0] in rule.inside:
        return rule.inside_points, rule.inside_why, False
    return rule.outside_points, rule.outside_why, False


def _percent(points: float) -> str:
    return f"{100 * points:g} %".replace(".", ",")


def _figure(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
