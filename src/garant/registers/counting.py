"""How many records each register holds, for the evidence: numbers alone, of one organisation."""

from collections.abc import Mapping

from garant.directory.models import Organisation
from garant.registers.desk.models import Question
from garant.registers.shelf.models import Record

# What a charter calls a register → its shelf.
_SHELVES = {
    "processing": "traitements",
    "lessons": "retours",
    "declared_uses": "usages-declares",
    "commitments": "engagements",
}


def records_held(organisation: Organisation) -> Mapping[str, int]:
    """By the word of the charter."""
    rows = Record.objects.filter(organisation=organisation)
    counts = {word: rows.filter(shelf=shelf).count() for word, shelf in _SHELVES.items()}
    return counts | {"questions": Question.objects.filter(organisation=organisation).count()}
