"""Past needs and refusals that look like what is being written: rare words that both have, accents aside."""

import re
import unicodedata
import uuid
from collections import Counter
from dataclasses import dataclass
from math import log

from garant.charter import Stage
from garant.directory.models import Person
from garant.lifecycle.models import Passage, Use

# Words that say nothing of a need.
_EMPTY = frozenset(
    [
        "alors",
        "aussi",
        "autre",
        "avec",
        "avoir",
        "cette",
        "comme",
        "dans",
        "depuis",
        "des",
        "donc",
        "elle",
        "elles",
        "entre",
        "etre",
        "fait",
        "faire",
        "ils",
        "les",
        "leur",
        "leurs",
        "lors",
        "mais",
        "meme",
        "nos",
        "notre",
        "nous",
        "par",
        "pas",
        "permettre",
        "plus",
        "pour",
        "pouvoir",
        "quand",
        "que",
        "quel",
        "quelle",
        "qui",
        "sans",
        "ses",
        "soit",
        "son",
        "sont",
        "sous",
        "sur",
        "tous",
        "tout",
        "toute",
        "toutes",
        "tres",
        "une",
        "utiliser",
        "vers",
        "vos",
        "votre",
        "vous",
        "intelligence",
        "artificielle",
        "besoin",
        "service",
        "services",
        "agent",
        "agents",
        "usager",
        "usagers",
    ]
)
AT_MOST = 5
_ENOUGH = 0.18  # of the weight of what was written; measured on the demonstration's uses: below, chance words


@dataclass(frozen=True, slots=True)
class Similar:
    """A use that resembles the text; `reason` is why it was refused or abandoned, where it was."""

    id: uuid.UUID
    number: int
    title: str
    stage: Stage
    reason: str
    likeness: float  # 0 to 1


def words_of(text: str) -> frozenset[str]:
    """The telling words: lower case, without accents, their plural's s away, four letters or more."""
    plain = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = (word.rstrip("sx") for word in re.findall(r"[a-z0-9]{4,}", plain) if word not in _EMPTY)
    return frozenset(word for word in found if len(word) >= 4)


def similar_to(actor: Person, text: str, *, besides: uuid.UUID | None = None) -> list[Similar]:
    """The uses of the actor's organisation most like `text`, the nearest first; nothing where none is near."""
    asked = words_of(text[:5_000])
    if len(asked) < 2:
        return []
    uses = Use.objects.filter(organisation=actor.organisation)
    if besides is not None:
        uses = uses.exclude(id=besides)
    known = {
        use: words_of(f"{use.title} {use.title} {use.what} {use.for_whom} {use.data_used}") for use in uses
    }
    seen = Counter(word for words in known.values() for word in words)
    weight = {word: log(1 + (len(known) + 1) / (1 + seen[word])) for word in asked}
    whole = sum(weight.values())
    found = []
    for use, words in known.items():
        common = sum(weight[word] for word in asked & words) / whole
        titled = len(asked & words_of(use.title))
        likeness = common + 0.1 * titled
        if likeness >= _ENOUGH and len(asked & words) >= 2:
            found.append((min(1.0, likeness), use))
    nearest = sorted(found, key=lambda pair: (-pair[0], pair[1].number))[:AT_MOST]
    return [
        Similar(use.id, use.number, use.title, use.stage_word, _why_ended(use), round(likeness, 2))
        for likeness, use in nearest
    ]


def matching(actor: Person, text: str) -> list[uuid.UUID]:
    """The uses that hold every word of a search, in any of their texts."""
    asked = [_plain(word) for word in text.split()]
    found = []
    for use in Use.objects.filter(organisation=actor.organisation):
        whole = _plain(
            f"{use.number} {use.title} {use.department} {use.what} {use.for_whom} {_why_ended(use)}"
        )
        if all(word in whole for word in asked):
            found.append(use.id)
    return found


def _plain(text: str) -> str:
    found = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in found if not unicodedata.combining(letter))


def _why_ended(use: Use) -> str:
    if not use.stage_word.is_final:
        return ""
    last = Passage.objects.filter(use=use, after=use.stage).last()
    return last.reason if last is not None else ""
