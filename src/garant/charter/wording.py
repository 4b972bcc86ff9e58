"""Two wordings of one text: what stays, what goes, what comes, word by word. How lines are broken does not count."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\S+\s*")
_LONGEST = 4_000  # words; beyond, the two texts stand one after the other


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text, and what became of it."""

    fate: Literal["kept", "gone", "come"]
    text: str


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """What is kept or gone reads as `before`; what is kept or come reads as `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _LONGEST:
        return tuple(each for each in (Passage("gone", before), Passage("come", after)) if each.text)
    matcher = SequenceMatcher(
        None, [each.strip() for each in old], [each.strip() for each in new], autojunk=False
    )
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(Passage("kept", "".join(new[c:d])))
        else:
            found += [Passage("gone", "".join(old[a:b])), Passage("come", "".join(new[c:d]))]
    return tuple(each for each in found if each.text)
