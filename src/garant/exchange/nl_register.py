"""A use under the Dutch publication standard for algorithm registers, 1.0: its fields, its lengths, its closed lists.

Texts stay in French. A text that is too long is cut after a word and ends with "[…]"; the remarks name it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from garant.exchange.facts import facts
from garant.exchange.jsonfile import json_bytes
from garant.exchange.record import Automation, RiskClass, UseRecord
from garant.exchange.remark import Remark
from garant.exchange.service import state_for
from garant.exchange.wording import cut, first, joined, labelled

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NlEntry:
    """The content of the file, the fields that were cut, and the required ones that nobody filled."""

    content: Json
    cut: tuple[str, ...]
    missing: tuple[str, ...]


def nl_entry(record: UseRecord) -> NlEntry:
    """One use as an entry of the register. UseNeverInService where it was refused or given up."""
    values = _values(record)
    content: Json = {}
    shortened: list[str] = []
    missing: list[str] = []
    for field in facts("nl-register")["fields"]:
        name, value = field["id"], values.get(field["id"])
        if isinstance(value, str) and "max" in field:
            value, was_cut = _fitted(value, field)
            if was_cut:
                shortened.append(name)
        elif isinstance(value, list) and field["kind"] == "links":
            value, was_cut = _fitted_links(value, field)
            if was_cut:
                shortened.append(name)
        if not value and field.get("required"):
            missing.append(name)
            content[name] = ""
        elif value or field.get("always"):
            content[name] = value or None
    return NlEntry(content, tuple(shortened), tuple(missing))


def to_nl_register(record: UseRecord) -> Json:
    return nl_entry(record).content


def write_nl_register(record: UseRecord) -> bytes:
    return json_bytes(to_nl_register(record))


def nl_register_remarks(record: UseRecord) -> tuple[Remark, ...]:
    """What was cut, what the register will refuse, and that it only publishes in Dutch."""
    entry = nl_entry(record)
    limits = {field["id"]: field.get("max", "") for field in facts("nl-register")["fields"]}
    return (
        *(Remark("exchange_field_missing", name, blocking=True) for name in entry.missing),
        *(Remark("exchange_text_cut", name, {"limit": limits[name]}) for name in entry.cut),
        Remark("nl_register_language", "lang", blocking=True),
    )


def _fitted(value: str, field: Json) -> tuple[str, bool]:
    if field["kind"] == "url":
        # Half an address leads nowhere: none rather than that.
        return (value, False) if len(value) <= field["max"] else ("", True)
    return cut(value, field["max"], escaped=field["kind"] == "html")


def _fitted_links(links: list[Json], field: Json) -> tuple[list[Json], bool]:
    fitted, was_cut = [], False
    for link in links:
        title, title_cut = cut(link["title"], field["max_title"])
        too_long = len(link["link"]) > field["max_link"]
        was_cut = was_cut or title_cut or too_long
        address = "" if too_long else link["link"]
        if title and (address or not field["link_required"]):
            fitted.append({"title": title, "link": address} if address else {"title": title})
    return fitted, was_cut


def _values(record: UseRecord) -> Json:
    words = facts("nl-register")["values"]
    state = state_for("nl-register", record)
    dates, privacy, system = record.dates, record.privacy, record.system
    own, organisation = record.contact, record.organisation.contact
    return {
        "name": record.title,
        "description_short": first(record.summary, record.purpose),
        "organization": record.organisation.name,
        "category": _categories(record.themes),
        "status": facts("nl-register")["states"][state],
        "begin_date": f"{dates.in_service_on:%Y-%m}" if dates.in_service_on else "",
        "end_date": f"{dates.retired_on:%Y-%m}" if dates.retired_on else "",
        "contact_email": first(own.email, own.url, organisation.email, organisation.url),
        "website": record.page_url,
        "publication_category": _category(record, words),
        "url": record.register_url,
        "goal": joined(
            (record.purpose, record.value, labelled(("Public concerné", joined(record.audience, ", ")))), "\n"
        ),
        "proportionality": joined((record.proportionality, record.alternatives), "\n"),
        "human_intervention": record.human_part,
        "risks": joined(
            (joined((risk.title, joined(risk.measures, ", ")), " : ") for risk in record.risks), "\n"
        ),
        "lawful_basis": joined((basis.title for basis in record.decision.legal_bases), "\n"),
        "lawful_basis_grouping": [
            {"title": basis.title, "link": basis.url} for basis in record.decision.legal_bases
        ],
        "impacttoetsen_grouping": _assessments(record, words),
        "impacttoetsen": privacy.dpia_summary,
        "source_data": joined((joined((row.data, row.source), ", ") for row in record.data), "\n"),
        "source_data_grouping": [{"title": row.data, "link": row.url} for row in record.data],
        "methods_and_models": labelled(
            ("Modèle", joined((system.model, system.version), " ")),
            ("Type", _technique(record)),
            ("Entrées", system.inputs),
            ("Fonctionnement", first(system.operations, system.architecture)),
            ("Sorties", system.outputs),
        ),
        "provider": system.provider,
        "publiccode": record.code_url,
        "lang": words["lang"],
        "standard_version": words["standard_version"],
        "source_id": first(record.number, record.id),
        "tags": joined(record.themes, ", "),
    }


def _category(record: UseRecord, words: Json) -> str:
    """A class that nobody established is never "other"."""
    risk = record.ai_act.risk_class
    if risk in {RiskClass.HIGH, RiskClass.PROHIBITED}:
        return str(words["high"])
    decides = record.decision.individual is not False and record.decision.automation is not Automation.NONE
    if risk in {None, RiskClass.TRANSPARENCY} or decides:
        return str(words["impactful"])
    return str(words["other"])


def _technique(record: UseRecord) -> str:
    technique = record.system.technique
    return "" if technique is None else str(facts("etalab")["values"][technique])


def _categories(themes: Iterable[str]) -> list[str]:
    """Themes of the closed list, in its Dutch; others have no place there and stay in the tags."""
    known = {
        name.casefold(): dutch
        for dutch, french in facts("nl-register")["categories"].items()
        for name in (dutch, french)
    }
    found = dict.fromkeys(
        known[theme.strip().casefold()] for theme in themes if theme.strip().casefold() in known
    )
    return list(found)[:3]


def _assessments(record: UseRecord, words: Json) -> list[Json]:
    links = []
    if record.privacy.dpia_url or record.privacy.dpia_summary or record.dpia is not None:
        links.append({"title": words["dpia_title"], "link": record.privacy.dpia_url})
    if record.fria is not None:
        links.append({"title": words["fria_title"], "link": record.fria.url})
    return links
