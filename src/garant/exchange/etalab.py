"""The public inventory of algorithms: one line for each processing and each kind of data (CRPA, art. L312-1-3)."""

from collections.abc import Iterable, Iterator

from garant.exchange.csvfile import Column, columns, csv_bytes
from garant.exchange.facts import facts
from garant.exchange.record import Automation, DataRow, UseRecord
from garant.exchange.remark import Remark
from garant.exchange.service import state_for
from garant.exchange.wording import MISSING, first, iso_day, joined, labelled

Row = dict[str, str]


def etalab_columns() -> tuple[Column, ...]:
    """The columns in the order of the file: the ids of `etalab_rows`, and the words of the template."""
    return columns("etalab")


def write_etalab(records: Iterable[UseRecord]) -> bytes:
    """The CSV file of several uses. Gaps are written "non renseigné"."""
    return csv_bytes("etalab", (row for record in records for row in etalab_rows(record)))


def etalab_rows(record: UseRecord) -> list[Row]:
    """The lines of one use, by id of column; one line where no data are known."""
    state_for("etalab", record)
    common = _common(record)
    return [common | _data(row) for row in record.data] or [common]


def _common(record: UseRecord) -> Row:
    words = facts("etalab")["values"]
    decision, system = record.decision, record.system
    contact = first(record.contact.email, record.contact.name, record.organisation.contact.email)
    return {
        "id": first(record.number, record.id),
        "organisation": record.organisation.name,
        "department": record.department,
        "contact": first(contact, record.organisation.contact.phone, record.organisation.contact.address),
        "updated_on": iso_day(record.dates.updated_on),
        "name": record.title,
        "context": record.context,
        "purpose": record.purpose,
        "place": decision.place,
        "automation": words[decision.automation] if decision.automation is not None else "",
        "legal_bases": joined(joined((basis.title, basis.url), " ") for basis in decision.legal_bases),
        "business_links": joined(
            (record.page_url, *(joined((link.title, link.url), " ") for link in record.related))
        ),
        "per_year": "" if decision.per_year is None else str(decision.per_year),
        "scope": words[decision.scope] if decision.scope is not None else "",
        "audience": joined(record.audience),
        "impact_links": joined(
            (record.notice_url, record.privacy.dpia_url, record.fria.url if record.fria else "")
        ),
        "technique": words[system.technique] if system.technique is not None else "",
        "operations": system.operations,
        "internal_links": joined((record.code_url,)),
    }


def _data(row: DataRow) -> Row:
    return {"data": row.data, "source": row.source, "collection": row.collection}


def etalab_remarks(record: UseRecord) -> tuple[Remark, ...]:
    """The columns that will say "non renseigné", and the nullity of a fully automated decision without notice."""
    return tuple(_remarks(record))


def _remarks(record: UseRecord) -> Iterator[Remark]:
    filled = {name for row in etalab_rows(record) for name, value in row.items() if value.strip()}
    # Links are welcome, not asked for.
    optional = {"business_links", "impact_links", "internal_links"}
    for column in columns("etalab"):
        if column.id not in filled | optional:
            yield Remark("exchange_field_missing", column.title)
    if record.decision.automation is Automation.FULL and not record.notice_url.strip():
        yield Remark("etalab_notice_missing", "notice")


def algorithm_note(record: UseRecord) -> str:
    """A short note in plain text, on the headings that observatories of public algorithms share.

    The columns of the ODAP's own inventory could not be read: the headings are ours, the facts are the same.
    """
    state_for("etalab", record)
    row = {name: value.strip() or MISSING for name, value in etalab_rows(record)[0].items()}
    data = "\n".join(f"- {joined((each.data, each.source, each.collection), ', ')}" for each in record.data)
    body = labelled(
        ("Administration", row["organisation"]),
        ("Service", row["department"]),
        ("Contact", row["contact"]),
        ("À quoi sert-il", row["purpose"]),
        ("Qui est concerné", row["audience"]),
        ("En service depuis", iso_day(record.dates.in_service_on) or MISSING),
        ("Niveau d’automatisation", row["automation"]),
        ("Part humaine", record.human_part.strip() or MISSING),
        ("Fondements juridiques", row["legal_bases"]),
        ("Type d’algorithme", row["technique"]),
        ("Fournisseur", record.system.provider.strip() or MISSING),
        ("Recours", record.decision.appeal.strip() or MISSING),
        ("Code source", record.code_url.strip() or MISSING),
        ("Mis à jour le", row["updated_on"]),
    )
    return f"{record.title}\n\n{body}\n\nDonnées (nature, source, collecte) :\n{data or MISSING}\n"
