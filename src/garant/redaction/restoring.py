"""The AI's answer with its originals again: how many came back, and how many of the key never did."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from garant.privacy import RestoredTooLong, restore, restore_within
from garant.privacy.documents import DocumentTooLarge, KeyDamaged, KeyFile, open_bytes, restored
from garant.redaction.laying import Layout
from garant.redaction.uploads import Given

_MOST_RESTORED = 32 << 20  # characters: four times the largest file
_PRIVATE = range(0xE000, 0xF900)  # code points that Unicode leaves to everyone's own use


@dataclass(frozen=True, slots=True)
class Restored:
    data: bytes = field(repr=False)
    suffix: str
    text: str = field(repr=False)
    count: int
    missing: int  # pseudonyms of the key that stand nowhere in the answer


def key_in(given: Given) -> Mapping[str, str]:
    """The pseudonyms of a key file and their originals. Raises KeyDamaged."""
    try:
        content = json.loads(given.data)
        mapping: Mapping[str, str] = content["mapping"]
        whole = KeyFile(mapping, content["sha256"])
        if json.loads(whole.dumped()) != content or not all(isinstance(v, str) for v in mapping.values()):
            raise KeyDamaged(file=given.name)
        restore("0", mapping)  # refuses what is no pseudonym
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # The reader's own words may hold what it read.
        raise KeyDamaged(file=given.name) from None
    return mapping


def bring_back(given: Given, key: Mapping[str, str]) -> Restored:
    """Raises NothingToRestore where no pseudonym of the key is there, and the errors of documents."""
    document = open_bytes(given.data, given.name)
    answer = Layout(document).text
    try:
        whole, _ = restore_within(answer, key, _MOST_RESTORED)
    except RestoredTooLong:
        raise DocumentTooLarge(file=given.name, megabytes=_MOST_RESTORED >> 20) from None
    back = whole.removesuffix(document.glue(len(document.pieces) - 1))
    data, count = restored(document, key, given.name)
    return Restored(data, document.suffix, back, count, len(key) - len(_met(answer, key)))


def _met(text: str, key: Mapping[str, str]) -> frozenset[int]:
    """Which pseudonyms of the key `restore` finds in the text, whatever form an AI gave them."""
    sign = next((chr(code) for code in _PRIVATE if chr(code) not in text), "\ue000")
    numbered = {placeholder: f"{sign}{number}{sign}" for number, placeholder in enumerate(key)}
    found = re.findall(f"{sign}([0-9]+){sign}", restore(text, numbered))
    return frozenset(map(int, found))
