"""Internal documents: drafts, budget preparation, confidential markings, personnel files, tender evaluations.

The words of such documents also stand in what is voted and published, and in questions about them: where a word stands
(the head of the text, a line of its own) and what stands beside it decide, by the weights of a regression.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from garant.privacy.folded import Folded, fold
from garant.privacy.labels import Label
from garant.privacy.sensitive.lexicon import Hit, Lexicon, flatten, load, telling
from garant.privacy.sensitive.model import Model, load_model
from garant.privacy.statement import Statement

INTERNAL = "internal"  # the data file
MODEL = "internal_weights"
INTERNAL_FROM = 0.5  # a text with a lower score is not reported

HEAD = 320  # characters at the head of a text, where its title and its markings stand
READ = 20_000  # characters that are read: the nature of a document shows in its first pages
_AGAINST = frozenset({"public", "about"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What is seen of a whole text: features, and where the words that speak for it stand."""

    features: tuple[str, ...]
    words: tuple[tuple[int, int], ...]


def internal_document(text: str) -> Statement | None:
    """The whole text, with the markings that gave it away, or None. Accepts any str; only its beginning is read."""
    if not text or text.isspace():
        return None
    folded = fold(text[:READ])
    return _internal(folded, len(text))


def internal_in_text(text: str, folded: Folded) -> Statement | None:
    """The same of a text that is folded already."""
    return _internal(folded, len(text)) if len(text) <= READ else internal_document(text)


def _internal(folded: Folded, length: int) -> Statement | None:
    """`folded`: the beginning, or all, of a text of `length` characters."""
    reading = read(folded, flatten(folded))
    if reading is None:
        return None
    score = _model().score(reading.features)
    if score < INTERNAL_FROM:
        return None
    words = tuple(folded.origin(*word) for word in reading.words)
    return Statement(0, length, Label.INTERNAL_DOCUMENT, round(score, 3), words)


def read(folded: Folded, flat: str) -> Reading | None:
    """None where no word speaks of an internal document."""
    hits = _words().hits(folded, flat)
    speaking = [hit for hit in hits if hit.group not in _AGAINST]
    if not speaking:
        return None
    return Reading(tuple(_features(folded, hits, speaking)), telling(speaking))


def _features(folded: Folded, hits: Sequence[Hit], speaking: Sequence[Hit]) -> list[str]:
    features = {"bias"}
    counts = Counter(hit.group for hit in hits)
    for hit in speaking:
        where = "head" if hit.start < HEAD else "body"
        features |= {hit.group, f"{hit.group}:{where}"}
        line = _line(folded.text, hit)
        if folded.text[hit.start : hit.end].isupper() and not line.isupper():
            features.add(f"{hit.group}:capitals")
        if line.isupper() or hit.end - hit.start > 0.6 * len(line):
            features.add(f"{hit.group}:title")
    features |= {f"{group}:twice" for group, count in counts.items() if count > 1}
    groups = {hit.group for hit in speaking}
    features.add(f"groups={min(3, len(groups))}")
    features |= {f"against:{group}" for group in _AGAINST if counts[group]}
    features |= {f"against:{group}:often" for group in _AGAINST if counts[group] > 2}
    if folded.text.rstrip().endswith("?"):
        features.add("question")
    if len(folded.text) < 200:
        features.add("brief")
    return sorted(features)


def _line(text: str, hit: Hit) -> str:
    """The line where a hit stands, no more than needed of it."""
    start = max(text.rfind("\n", max(0, hit.start - 120), hit.start) + 1, hit.start - 120)
    end = text.find("\n", hit.end, hit.end + 120)
    return text[max(0, start) : end if end >= 0 else hit.end + 120].strip()


@cache
def _words() -> Lexicon:
    return Lexicon(load(INTERNAL))


@cache
def _model() -> Model:
    return load_model(MODEL)
