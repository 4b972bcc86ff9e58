"""The sheet of a day, from `data/sheet/`. What a file gets wrong stops here, at the first reading."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from garant.qualification.act import act_axis, act_version
from garant.qualification.condition import UNKNOWN
from garant.qualification.law import adequacy, impact, written
from garant.qualification.organisation import OrganisationFacts
from garant.qualification.question import Axis, Kind, Option, Question, Reading, Sheet
from garant.qualification.volume import volumes

I_DO_NOT_KNOW = Option(value=UNKNOWN, french="Je ne sais pas", alone=True)
SMALL_PATH = 5  # questions


def sheet(today: date, organisation: OrganisationFacts | None = None) -> Sheet:
    """The questions that are asked on that day.

    Without an organisation the sheet is that of a public body, which the law holds to more: an association
    is offered what is open to it only where its facts are given.
    """
    return _sheet(today, organisation is None or organisation.public)


@lru_cache(maxsize=8)  # a day and a kind of organisation each
def _sheet(today: date, public: bool) -> Sheet:
    described = written(_folder() / "sheet.yaml")
    axes = []
    for name in described["axes"]:
        if name == "ai_act":
            axes.append(act_axis(today, public=public, **described["ai_act"]))
        else:
            axes.append(_axis(written(_folder() / "sheet" / f"{name}.yaml"), today, public))
    found = Sheet(version=f"{described['version']}+{act_version(today)}", day=today, axes=tuple(axes))
    _check(found)
    return found


def _folder() -> Any:
    return files("garant.qualification") / "data"


def _axis(entry: dict[str, Any], today: date, public: bool) -> Axis:
    questions = tuple(_question(entry["id"], question, today, public) for question in entry["questions"])
    return Axis(
        id=entry["id"],
        title=entry["title"],
        help=entry["help"],
        reading=Reading(entry.get("reading", "risk")),
        scored=entry.get("scored", True),
        questions=questions,
    )


def _question(axis: str, entry: dict[str, Any], today: date, public: bool) -> Question:
    fields = dict(entry)
    kind = Kind(fields["kind"])
    options = _options(kind, fields, today)
    closed = fields.pop("closed_to_public", []) if public else (fields.pop("closed_to_public", None), [])[1]
    fields["options"] = tuple(option for option in options if option.value not in closed)
    fields["closed_options"] = tuple(option for option in options if option.value in closed)
    return Question.model_validate({"axis": axis, **fields})


def _options(kind: Kind, fields: dict[str, Any], today: date) -> list[Option]:
    if kind is Kind.YES_NO:
        pair = (("yes", "Oui"), ("no", "Non"))
        found = [Option(value=value, french=french, **fields.pop(value, {})) for value, french in pair]
    else:
        listed = _LISTS[name](today) if (name := fields.pop("options_from", None)) else []
        found = [*listed, *(Option(**option) for option in fields.pop("options", []))]
    return [*found, I_DO_NOT_KNOW] if kind.closed else found


def _adequate(today: date) -> Iterable[Option]:
    for country in adequacy():
        if country.holds_on(today):
            french = (
                f"{country.french} (seulement {country.limited_to})" if country.limited_to else country.french
            )
            yield Option(value=country.id, french=french, points=country.points, why=country.why)


def _volume(name: str) -> Callable[[date], Iterable[Option]]:
    return lambda _: (
        Option(value=item.id, french=item.french, points=item.points, why=item.why)
        for item in volumes().of(name).items
    )


_LISTS: dict[str, Callable[[date], Iterable[Option]]] = {
    "adequacy": _adequate,
    "cnil_required": lambda _: (Option(value=i.id, french=i.french) for i in impact().required.items),
    "cnil_exempt": lambda _: (Option(value=i.id, french=i.french) for i in impact().exempt.items),
    "model_sizes": _volume("model_sizes"),
    "zones": _volume("zones"),
    "lengths": _volume("lengths"),
}


def _check(found: Sheet) -> None:
    """Questions are asked once, read earlier answers only, and those of the short path are five."""
    earlier: dict[str, Question] = {}
    for question in found.questions:
        if question.id in earlier:
            raise ValueError(f"{question.id} is asked twice")
        if not question.id.startswith(f"{question.axis}."):
            raise ValueError(f"{question.id} is not of the axis {question.axis}")
        for name, values in question.visible_if.lines if question.visible_if else ():
            asked = earlier.get(name)
            if asked is None:
                raise ValueError(f"{question.id} depends on {name}, which is not asked before it")
            known = {option.value for option in (*asked.options, *asked.closed_options)}
            if not set(values) <= known:
                raise ValueError(f"{question.id} depends on an answer that {name} does not offer")
        earlier[question.id] = question
    if sum(question.small for question in found.questions) != SMALL_PATH:
        raise ValueError("the short path has not five questions")
