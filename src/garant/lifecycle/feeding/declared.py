"""What a retained answer declares, as the words of each column. Pure: it reads a value and a file of places."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from garant.catalogue.countries import country_french
from garant.catalogue.terms import Training
from garant.directory.models import Organisation
from garant.directory.templatetags.french import day
from garant.procurement.facts import Fact
from garant.procurement.queries import RetainedAnswer
from garant.procurement.questions import Kind

_TRAINING = {"no": Training.NO, "yes": Training.YES}  # "unless an option is set" is neither


@cache
def places(name: str) -> Mapping[str, list[str]]:
    """Column → the keys of the facts that begin it: "processing", "dpia", "card"."""
    text = files("garant.lifecycle.feeding").joinpath("places.toml").read_text(encoding="utf-8")
    found: Mapping[str, list[str]] = tomllib.loads(text)[name]
    return found


def source(answer: RetainedAnswer, organisation: Organisation) -> str:
    """Whose words these are: it stands beside each preview and in the history of what was written."""
    handed_in = day(answer.handed_in_at.astimezone(organisation.place_word.zone))
    return (
        f"Réponse de {answer.vendor} au marché « {answer.title} » ({answer.reference}), remise le {handed_in}"
    )


def for_record(answer: RetainedAnswer) -> dict[str, object]:
    """The processing record (RGPD, art. 30): what the vendor says of itself. The rest stays to be written."""
    lines = _lines(answer, "processing")
    return {
        "purposes": answer.object,
        **{key: _text(said) for key, said in lines.items()},
        "software": [f"{answer.title} ({answer.vendor})", *lines["software"]],
        "contractors": [f"Titulaire du marché : {answer.vendor}", *lines["contractors"]],
        "transfers": _transfers(answer),
    }


def for_dpia(answer: RetainedAnswer) -> dict[str, object]:
    """The DPIA, under the questions of the CNIL's tool. Levels are left to the DPO."""
    lines = _lines(answer, "dpia")
    listed = {key: lines[key] for key in ("q324", "q334", "q344", "sheet_unknown")}
    return {
        "q111": answer.object,
        **{key: _text(said) for key, said in lines.items()},
        **listed,
        "q112": _text([f"Sous-traitant : {answer.vendor}", *lines["q112"]]),
        "q226": _text([f"Titulaire du marché : {answer.vendor}", *lines["q226"]]),
        "sheet_unknown": [
            f"Ce que déclare {answer.vendor} est à vérifier avant validation",
            *lines["sheet_unknown"],
        ],
    }


def for_card(answer: RetainedAnswer) -> dict[str, object]:
    """The card of the system. Vendor and contract are those of the catalogue, found by their names."""
    known = {fact.key: fact for fact in answer.facts}
    licence, training, country, host = (known.get(key) for key in ("licence", "training", "country", "host"))
    lines = _lines(answer, "card")["card"]
    return {
        "licence": "" if licence is None else " ".join(licence.shown.split()),
        "training": "" if training is None else _TRAINING.get(str(training.value), ""),
        "vendor": answer.vendor,
        "contract": answer.reference,
        "host": "" if host is None else " ".join(host.shown.split()),
        "country": "" if country is None else country_french(str(country.value)),
        "card": "\n".join([f"Ce que déclare {answer.vendor} :", "", *(f"- {line}" for line in lines)])
        if lines
        else "",
    }


def _lines(answer: RetainedAnswer, name: str) -> dict[str, list[str]]:
    """Column → its lines, "Title : what was answered", each on one line. A column without a fact has none."""
    known: dict[str, Fact] = {}
    for fact in answer.facts:
        known.setdefault(fact.key, fact)
    return {
        column: [f"{_title(known[key])} : {_quoted(known[key])}" for key in keys if key in known]
        for column, keys in places(name).items()
    }


def _title(fact: Fact) -> str:
    """ "Durée de conservation, en jours": the answer bears its unit already."""
    return fact.field.rpartition(", en ")[0] or fact.field


def _quoted(fact: Fact) -> str:
    """A choice speaks in the vendor's own person ("nous ne le savons pas"): in our registers it is a quotation."""
    said = _one_line(fact.shown)
    return f"« {said} »" if fact.question.kind is Kind.CHOICE else said


def _one_line(text: str) -> str:
    return " ; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _text(lines: list[str]) -> str:
    return "\n".join(lines)


def _transfers(answer: RetainedAnswer) -> list[str]:
    """Data outside the European Economic Area is a transfer, whose guarantee a person still has to write."""
    found = next((fact for fact in answer.facts if fact.key == "transfer_country"), None)
    if found is None:
        return []
    inside = found.question.countries.inside if found.question.countries is not None else ()
    if found.value in inside:
        return []
    return [
        f"{country_french(str(found.value))} : hébergement et traitement par le modèle, d’après {answer.vendor} ; garantie et échéance à préciser"
    ]
