"""A charter as a framework of CISO Assistant: clauses are requirements, roles and risk classes are groups.

The text is readable in a review: accents as they are, paragraphs as blocks.
"""

import re
import unicodedata
from collections.abc import Iterator
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from garant.exchange.errors import CharterVersionInvalid
from garant.exchange.facts import facts
from garant.exchange.markup import clean_line, clean_text
from garant.exchange.record import CharterRecord, ClauseRecord
from garant.exchange.remark import Remark
from garant.exchange.wording import MISSING

Json = dict[str, Any]

# What the tool's parser (YAML 1.1) would take for something else than text: "no", "12:30", "1_000".
_AMBIGUOUS = re.compile(
    r"(?i)(y|n|yes|no|on|off|true|false|null|~|[-+.]?\d.*|[-+]?\.(inf|nan)|=|<<)\Z", re.DOTALL
)


def to_ciso_assistant(record: CharterRecord) -> Json:
    """The content of the library. Its version must be greater than that of the last export: the tool refuses others."""
    if isinstance(record.version, bool) or record.version < 1:
        raise CharterVersionInvalid(version=record.version)
    words = facts("ciso-assistant")["values"]
    ref_id = slug(f"{record.organisation} {record.id}")
    description = words["description"].format(
        title=clean_line(record.title), edition=clean_line(record.edition) or record.version
    )
    about = {"ref_id": ref_id, "name": clean_line(record.title), "description": description}
    return {
        "urn": _urn("library", ref_id),
        "locale": record.locale,
        **about,
        "copyright": clean_line(record.organisation) or MISSING,
        "version": record.version,
        **({"publication_date": record.published_on} if record.published_on else {}),
        "provider": clean_line(record.organisation) or words["packager"],
        "packager": words["packager"],
        "objects": {
            "frameworks": [
                {
                    "urn": _urn("framework", ref_id),
                    **about,
                    "implementation_groups_definition": list(_groups(record)),
                    "requirement_nodes": list(_nodes(record, ref_id)),
                }
            ]
        },
    }


def write_ciso_assistant(record: CharterRecord) -> bytes:
    """The YAML file."""
    writer = YAML()
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = 4096  # a folded name or urn is harder to read than a long line
    writer.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    writer.dump(_readable(to_ciso_assistant(record)), out)
    return out.getvalue().encode("utf-8")


def ciso_assistant_remarks(record: CharterRecord) -> tuple[Remark, ...]:
    """A charter without a clause gives a framework that the tool loads and nobody can assess."""
    return () if record.clauses else (Remark("ciso_assistant_empty", record.id),)


def _groups(record: CharterRecord) -> Iterator[Json]:
    words = facts("ciso-assistant")
    yield {
        "ref_id": words["values"]["everyone"],
        "name": words["values"]["everyone_name"],
        "description": words["values"]["everyone_description"],
        "default_selected": True,
    }
    titles = {role.code: role.title for role in record.roles}
    codes = dict.fromkeys([*titles, *(code for clause in record.clauses for code in clause.roles)])
    for ref_id, code in {slug(code): code for code in reversed(codes)}.items():
        yield {"ref_id": ref_id, "name": clean_line(titles.get(code, code)), "default_selected": False}
    used = {risk for clause in record.clauses for risk in clause.risk_classes}
    for risk, group in words["risk_classes"].items():
        if risk in used:
            yield {**group, "default_selected": False}


def _nodes(record: CharterRecord, ref_id: str) -> Iterator[Json]:
    parents: dict[str, str] = {}
    taken: set[str] = set()
    for clause in record.clauses:
        section = clean_line(clause.section)
        if section and section not in parents:
            number = str(len(parents) + 1)
            parents[section] = _urn("req_node", f"{ref_id}:section-{number}")
            yield {
                "urn": parents[section],
                "assessable": False,
                "depth": 1,
                "ref_id": number,
                "name": section,
            }
        urn = _free(_urn("req_node", f"{ref_id}:{slug(clause.id)}"), taken)
        parent = parents.get(section)
        yield {
            "urn": urn,
            **({"parent_urn": parent} if parent else {}),
            "assessable": True,
            "depth": 2 if parent else 1,
            "ref_id": clean_line(clause.number) or clean_line(clause.id),
            "name": clean_line(clause.title),
            "description": clean_text(clause.text),
            "annotation": _annotation(clause),
            "implementation_groups": _groups_of(clause),
        }


def _annotation(clause: ClauseRecord) -> str:
    said = [clean_line(control.sentence) or control.kind for control in clause.controls]
    return "\n".join(said) or str(facts("ciso-assistant")["values"]["declared"])


def _groups_of(clause: ClauseRecord) -> list[str]:
    words = facts("ciso-assistant")
    risks = [words["risk_classes"][risk]["ref_id"] for risk in clause.risk_classes]
    # Everyone's group holds every clause, so that none vanishes until someone picks groups.
    return [words["values"]["everyone"], *dict.fromkeys(slug(code) for code in clause.roles), *risks]


def _urn(kind: str, ref_id: str) -> str:
    return str(facts("ciso-assistant")["values"]["urn"].format(kind=kind, ref_id=ref_id))


def _free(urn: str, taken: set[str]) -> str:
    """Two ids that differ by case or accent only give two urns all the same."""
    found, rank = urn, 2
    while found in taken:
        found, rank = f"{urn}-{rank}", rank + 1
    taken.add(found)
    return found


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits, dots and hyphens: what a urn may hold, and what the loader leaves as it is."""
    apart = re.sub("[’'œŒ]", lambda found: "oe" if found[0] in "œŒ" else "-", text)
    plain = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", plain.lower()).strip("-.") or "x"


def _readable(value: Any) -> Any:
    match value:
        case dict():
            return {key: _readable(each) for key, each in value.items()}
        case list():
            return [_readable(each) for each in value]
        case str() if "\n" in value:
            return LiteralScalarString(value)
        case str() if _AMBIGUOUS.match(value):
            return DoubleQuotedScalarString(value)
    return value
