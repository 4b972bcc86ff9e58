"""The fields of a form or an export that hold a part of an address."""

import re

from garant.privacy.detector import Candidate
from garant.privacy.postal import Reader, is_postcode, postcode, town


def field(candidate: Candidate) -> tuple[int, int]:
    """The postcode, the town, or both, that a field holds."""
    reader = Reader(candidate.folded, candidate.start, 60)
    words = reader.words
    start = candidate.start
    if words and words[0].is_word and _CODE_LABEL.search(candidate.before(24)):
        return start, start  # "13h04 cp : vas y"
    if words and words[0].shape == "d":
        after = postcode(reader, 0)
        if after > 1 and "\n" not in candidate.folded.text[start : reader.end_of(after)]:
            return start, reader.end_of(after)
        return (start, words[0].end) if is_postcode(words[0].low) else (start, start)
    after = town(reader, 0)
    return start, reader.end_of(after) if after else start


_CODE_LABEL = re.compile(r"(?:\bc\.?p\.?|postal|code_?post|zip)[\"']? {0,3}[:=>] {0,3}[\"']?$")
# The end of a value: of its line, of its cell, or where another field begins.
_END = re.compile(r"\n|[;|\t\"<]|  |,? (?:(?:code|date|no|lieu|nom) (?:de |du |d'|et )?)?[a-z.]+ ?[:=]")


def form_field(candidate: Candidate) -> tuple[int, int]:
    """What stands after "Rue :", "N° :", "Complément :", up to the next field."""
    folded = candidate.folded
    stop = _END.search(folded.lower, candidate.start, candidate.start + 70)
    end = stop.start() if stop is not None else min(len(folded.text), candidate.start + 70)
    return candidate.start, candidate.start + len(folded.text[candidate.start : end].rstrip(" ,."))
