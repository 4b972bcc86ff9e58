"""A charter as one self-contained YAML text: what it inherits is written out. It loads to an equal charter.

This is how a charter travels: the control plane signs this text, and the gateway needs no parent to read it.
"""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from garant.charter.charter import Charter, Clause, Section
from garant.charter.living import written

_OTHER_LINE_ENDS = "\x85\u2028\u2029"  # YAML folds them to a space, unless they are escaped in quotes


class _Representer(SafeRepresenter):
    """Quotes a text that would not come back as it was written."""

    def represent_text(self, text: str) -> ScalarNode:
        style = '"' if any(end in text for end in _OTHER_LINE_ENDS) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Representer.add_representer(str, _Representer.represent_text)


def resolved_text(charter: Charter) -> str:
    """`load_text(resolved_text(charter))` is `charter`, but for `extends`, the parent and the lines."""
    content: dict[str, Any] = {
        "charter": charter.id,
        "version": charter.version,
        "title": charter.title,
        "introduction": charter.introduction,
        "blanks": {
            "organisation": charter.blanks.organisation,
            "adopted_by": charter.blanks.adopted_by,
            "adopted_on": charter.blanks.adopted_on.isoformat() if charter.blanks.adopted_on else None,
            "revision_months": charter.blanks.revision_months,
        },
        "review_by": charter.review_by.isoformat() if charter.review_by else None,
        "assistant": {"name": charter.assistant},
        "zones": {zone.value: text for zone, text in charter.zones.items()},
        "values": [
            {"title": value.title, "text": value.text, "clauses": list(value.clauses)}
            for value in charter.values
        ],
        "documents": [{"title": document.title, "url": document.url} for document in charter.documents],
        "sections": [_section(section) for section in charter.sections],
        **({"lifecycle": written(charter.lifecycle)} if charter.lifecycle.stages else {}),
    }
    writer = YAML(typ="safe", pure=True)
    writer.Representer = _Representer
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = 4096
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    out = StringIO()
    writer.dump(content, out)
    return out.getvalue()


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "text": section.text,
        "clauses": [_clause(each) for each in section.clauses],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.title,
        "sources": list(clause.sources),
        "text": clause.text,
        "controls": [
            {control.kind: control.model_dump(mode="json", exclude_none=True)} for control in clause.controls
        ],
        **({"reason": clause.reason} if clause.reason is not None else {}),
    }
