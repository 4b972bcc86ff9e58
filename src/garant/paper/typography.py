"""Text as it is set: nothing that a file format refuses or that lies to the reader, and the spaces of French."""

import re

NO_BREAK = "\u00a0"

# The ends of line of every system, and those of Unicode, are one.
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# XML takes no other control character, no half of a pair and no non-character.
_LONE = re.compile("[\ud800-\udfff]")
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# They turn the order of reading round: a printed name or amount could read otherwise than it is stored.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

# Marks and what escapes them (`marks.literal`) may follow: a text is set alike with and without them.
_BEFORE = re.compile(r"(?<=\S) (?=[:;?!»%€](?:[\s.,;:)\[\]*<\\]|$))")
_AFTER = re.compile(r"« (?=\S)")


def settled(text: str) -> str:
    """Clean, with no-break spaces where French wants them. Said twice, it changes nothing more."""
    text = _BREAKS.sub("\n", text)
    text = _TURNING.sub("", _REFUSED.sub("", _LONE.sub("\ufffd", text)))
    return _AFTER.sub(f"«{NO_BREAK}", _BEFORE.sub(NO_BREAK, text))
