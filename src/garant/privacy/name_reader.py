"""Reads names out of one block: runs of capitals, titles, and names written without capitals."""

import re
from functools import lru_cache
from typing import NamedTuple

from garant.privacy.detectors.date_birth import ANY_DATE
from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer, is_commune, surname
from garant.privacy.labels import Label
from garant.privacy.name_context import (
    ends_letter,
    in_role,
    is_announced,
    is_kin,
    is_related,
    is_signature,
    of_a_place,
    opens_sentence,
)
from garant.privacy.name_words import (
    CAPITAL_TITLES,
    FAMOUS,
    FUNCTIONS,
    NOBODY,
    OFFICES,
    PARTICLES,
    TITLES,
    WAYS,
    WORDS_FIRST,
)
from garant.privacy.span import Span

# Stdlib `re`: one class and one repetition, or one date just after a name.
_TOKEN = re.compile("[A-Za-z]+")
# A 0 or a 1 within capitals is a letter that OCR has misread: "GUILLEM0T".
_TOKEN_OR_MISREAD = re.compile("[A-Za-z]+(?:[01][A-Z]+)*")
_DATE_BESIDE = re.compile(rf"[ ]?[,;(|\t]?[ \t]?({ANY_DATE})\b")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YOUNGEST = 2018  # a later date beside a name is rather that of a letter
_BEFORE_SURNAMES = frozenset({"epouse", "epoux", "veuve", "nee", "famille", "consorts", "sieur"})


class _Word(NamedTuple):
    start: int
    end: int
    lower: str
    shape: str  # "U" CAPITALS, "C" Capital, "i" one capital letter, "l" lower case
    first: int
    last: int
    common: bool
    town: bool


@lru_cache(maxsize=65_536)
def known(lower: str) -> tuple[int, int, bool, bool]:
    lists = gazetteer()
    facts = lists.facts(lower)
    return first_name(facts), surname(facts), lists.is_common(lower), is_commune(facts)


class Reader:
    """Reads the names of one block."""

    def __init__(self, block: Folded) -> None:
        self._text = block.text
        self._lower = block.lower
        self._spans: list[Span] = []
        self._public: set[str] = set()
        text, lower = block.text, block.lower
        words: list[_Word] = []
        misread = "0" in text or "1" in text
        for token in (_TOKEN_OR_MISREAD if misread else _TOKEN).finditer(text):
            start, end = token.span()
            surface = token[0]
            if surface[0].islower():
                shape = "l"
            elif end - start == 1:
                shape = "i"
            elif surface.isupper():
                shape = "U"
            else:
                shape = "C"
            word = lower[start:end]
            if misread and not word.isalpha():
                word = word.replace("0", "o").replace("1", "i")
            words.append(_Word(start, end, word, shape, *known(word)))
        self._words = words

    def read(self) -> tuple[list[Span], set[str]]:
        """Spans of private persons and of dates beside them, and the words of names in a public role."""
        words = self._words
        at = 0
        while at < len(words):
            if words[at].shape == "l":
                at = self._lower_case(at)
            else:
                end = self._run_end(at)
                self._capitals(at, end)
                at = max(at + 1, end)
        return self._spans, self._public

    # Runs of words that begin with a capital

    def _run_end(self, at: int) -> int:
        """One past the last word of the run of capitals that starts here; particles may stand inside."""
        words = self._words
        end = at + 1
        while end < len(words) and self._linked(end - 1):
            if words[end].shape != "l":
                end += 1
                continue
            ahead = end
            while (
                ahead < len(words)
                and ahead - end < 3
                and words[ahead].lower in PARTICLES
                and self._linked(ahead)
            ):
                ahead += 1
            if ahead == end or ahead >= len(words) or words[ahead].shape == "l":
                break
            end = ahead + 1
        return end

    def _linked(self, at: int) -> bool:
        """Whether the next word goes on with the same name: a space, a hyphen, an apostrophe, an initial's point."""
        if at + 1 >= len(self._words):
            return False
        gap = self._text[self._words[at].end : self._words[at + 1].start]
        if gap in {" ", "-", "'", "  ", " - "}:
            return True
        if gap == ", ":  # "MARTIN, Sophie"
            surname, first = self._words[at], self._words[at + 1]
            return (
                surname.shape == "U"
                and surname.last >= 4
                and not surname.town
                and surname.lower not in NOBODY
                and first.shape == "C"
                and first.first >= 4
            )
        return gap in {". ", ".", ".-"} and (
            self._words[at].shape == "i"
            or self._words[at].lower in {"m", "mme", "mr", "dr", "mlle", "me", "pr", "st"}
        )

    def _capitals(self, start: int, end: int) -> None:
        """Splits a run at titles and at words that are no name, and judges each piece."""
        words = self._words
        at = start
        piece = start
        titled = False
        while at <= end:
            opens = titled and all(word.lower in PARTICLES for word in words[piece:at])
            if at == end or self._parts(at, start, opens):
                if piece < at:
                    self._judge(piece, at, titled)
                titled = at < end and (self._is_title(at) or words[at].lower in OFFICES)
                piece = at + 1
            at += 1
        if titled and end < len(words) and words[end].shape == "l" and self._linked(end - 1):
            self._titled_lower(end)

    def _is_title(self, at: int) -> bool:
        word = self._words[at]
        if word.lower not in TITLES:
            return False
        return (
            word.lower not in {"m", "me", "pr", "mm", "dr"}
            or word.shape != "l"
            or self._text[word.end : word.end + 1] == "."
        )

    def _parts(self, at: int, run_start: int, after_title: bool) -> bool:
        """Whether the word can't be part of a name, so that the run is split there."""
        word = self._words[at]
        if self._is_title(at) and not (word.lower == "me" and word.shape == "U"):
            return True
        if word.lower in PARTICLES and word.shape != "U":
            return False
        if word.shape == "i":
            return False
        if word.lower in FUNCTIONS or (
            word.lower in NOBODY and not (word.last >= 4 and (after_title or self._first_before(at)))
        ):
            return True
        if not word.common:
            return False
        if after_title:
            return word.last < 4 and word.first < 4
        likely = word.first >= 6 or (word.first >= 4 and word.first > word.last)
        if word.shape == "U":
            # In capitals, a word of the language needs a neighbour that is surely a name.
            if likely and (self._sure_neighbour(at) or self._surname_before(at)):
                return False
            return not (word.last >= 5 and self._sure_neighbour(at))
        return not (likely or (word.last >= 4 and self._sure_neighbour(at)))

    def _first_before(self, at: int) -> bool:
        if at == 0 or not self._linked(at - 1):
            return False
        word = self._words[at - 1]
        return word.shape != "l" and word.first >= 5 and word.lower not in NOBODY

    def _surname_before(self, at: int) -> bool:
        if at == 0 or not self._linked(at - 1):
            return False
        word = self._words[at - 1]
        return word.shape == "U" and word.last >= 4 and not word.common and word.lower not in NOBODY

    def _sure_neighbour(self, at: int) -> bool:
        for other, link in ((at - 1, at - 1), (at + 1, at)):
            if 0 <= other < len(self._words) and link >= 0 and self._linked(link):
                word = self._words[other]
                if (
                    word.shape != "l"
                    and word.lower not in NOBODY
                    and word.lower not in TITLES
                    and word.first >= 4
                    and (not word.common or word.first >= 7)
                ):
                    return True
                if (
                    word.shape in "UC"
                    and not word.common
                    and word.last >= 3
                    and word.lower not in NOBODY
                    and not word.town
                    and other == at + 1
                ):
                    return True
        return False

    def _judge(self, start: int, end: int, titled: bool) -> None:
        words = self._words
        while not titled and start < end and words[start].lower in PARTICLES and words[start].shape == "l":
            start += 1
        while end > start and words[end - 1].lower in PARTICLES and words[end - 1].shape == "l":
            end -= 1
        if start >= end:
            return
        end = self._without_town(start, end)
        content = [word for word in words[start:end] if word.lower not in PARTICLES or word.shape == "U"]
        if not content:
            return
        first, last = words[start], words[end - 1]
        if not titled and first.lower in {"saint", "sainte", "st", "ste"} and end - start == 2:
            return  # a place, most often
        if not titled and first.lower in WAYS:
            return  # "Rue Victor Hugo" at the head of a line
        if " ".join(word.lower for word in words[start:end]) in FAMOUS:
            return
        score = self._score(content, first, last, titled)
        if score < 0.5:
            return
        if of_a_place(self._lower, first.start, titled):
            return
        if in_role(self._lower, first.start, last.end):
            self._public.update(word.lower for word in content if len(word.lower) > 2)
            return
        self._add(first.start, last.end, score)

    def _without_town(self, start: int, end: int) -> int:
        """Where the name ends if it goes on with a commune: "Wendy Apatout de Saint-Laurent-du-Maroni"."""
        words = self._words
        for at in range(start + 1, end - 1):
            if words[at].shape == "l" and words[at].lower in {"de", "du", "d"}:
                place = " ".join(word.lower for word in words[at + 1 : end])
                if is_commune(gazetteer().facts(place)):
                    return at
        return end

    def _score(self, content: list[_Word], first: _Word, last: _Word, titled: bool) -> float:
        if titled:
            return 0.9
        names = [word for word in content if word.shape != "i"]
        if not names:
            return 0.0
        announced = is_announced(self._lower, first.start)
        if len(content) == 1:
            return self._single(content[0], announced)
        firsts = [
            w
            for w in names
            if w.first >= 3 and not (w.town and w.first < 5) and (not w.common or w.first >= 5)
        ]
        lasts = [w for w in names if w.last >= 3 and not w.common]
        unknown = [w for w in names if not w.first and not w.last and not w.common]
        if announced and not all(w.common for w in names):
            return 0.85
        if len(names) == 1:  # with an initial: "J. Dupont", "Karim B."
            word = names[0]
            return (
                0.7
                if (word.last >= 2 or word.first >= 4 or not word.common)
                and word.lower not in NOBODY
                and not word.town
                else 0.0
            )
        if firsts and (
            len(firsts) > 1
            or lasts
            or unknown
            or any(w.last >= 3 or w.first >= 3 for w in names if w is not firsts[0])
        ):
            return 0.85
        if firsts and len(names) >= 2:
            return 0.7
        if lasts and not any(w.town for w in names) and len(names) <= 3:
            strong = max(w.last for w in lasts)
            if strong >= 4 and (len(lasts) >= 2 or ends_letter(self._lower, first.start)):
                return 0.6
            if strong >= 4 and all(not w.common for w in names):
                return 0.55
        return 0.0

    def _single(self, word: _Word, announced: bool) -> float:
        if len(word.lower) < 3 or word.lower in NOBODY:
            return 0.0
        if word.shape == "U" and len(word.lower) == 3 and not announced:
            return 0.0  # three capitals are an acronym
        lower = self._lower
        if announced or is_related(lower, word.start) or is_signature(lower, word.start, word.end):
            if word.shape == "U" and word.first < 3 and word.last < 3:
                return 0.0  # an acronym: "ma CNI"
            if word.first >= 2 or word.last >= 2 or not word.common:
                return 0.75 if not (word.common and word.first < 4 and word.last < 4) else 0.0
            return 0.0
        if word.common and (word.shape == "U" or opens_sentence(lower, word.start)):
            return 0.6 if word.first == 7 and word.lower not in WORDS_FIRST and word.shape != "U" else 0.0
        if word.town and word.first < 5:
            return 0.0
        if word.first >= 4 and word.first >= word.last - 1:
            return 0.6
        if word.shape == "U" and word.last >= 4 and not word.common and len(word.lower) >= 4:
            return 0.55
        return 0.0

    # Words without a capital

    def _lower_case(self, at: int) -> int:
        """Judges a name written without capitals; returns where to go on."""
        words = self._words
        word = words[at]
        if self._is_title(at) and (
            word.lower not in CAPITAL_TITLES or self._text[word.end : word.end + 1] == "."
        ):
            gap = self._text[word.end : words[at + 1].start] if at + 1 < len(words) else ""
            if gap not in {" ", ". ", "."}:
                return at + 1
            if words[at + 1].shape == "l":
                return self._titled_lower(at + 1)
            end = self._run_end(at + 1)
            self._after_lower_title(at + 1, end)
            return end
        follows = at + 1 < len(words) and self._linked(at)
        if follows and word.lower in _BEFORE_SURNAMES and words[at + 1].shape != "l":
            end = self._run_end(at + 1)
            self._after_lower_title(at + 1, end)
            return end
        if (
            word.lower in {"appelle", "nomme", "nommee", "prenomme", "prenommee"}
            and at + 1 < len(words)
            and words[at + 1].shape == "l"
        ):
            return self._titled_lower(at + 1, 0.8)
        if word.common and word.first >= 6 and is_kin(self._lower, word.start):
            self._add(word.start, word.end, 0.6)
            return at + 1
        if (
            word.common
            or word.first < 3
            or len(word.lower) < 3
            or word.lower in NOBODY
            or word.lower in PARTICLES
        ):
            if not (word.last >= 4 and not word.common and self._first_follows(at)):
                return at + 1
            return self._pair(at)
        if at + 1 < len(words) and words[at + 1].shape == "l" and self._linked(at):
            other = words[at + 1]
            if (
                not other.common
                and other.lower not in NOBODY
                and len(other.lower) > 2
                and (other.last >= 2 or other.first >= 3)
            ):
                return self._pair(at)
        likely = word.first >= 6 or (word.first >= 4 and is_related(self._lower, word.start))
        if (
            likely
            and not word.town
            and not of_a_place(self._lower, word.start)
            and not in_role(self._lower, word.start, word.end)
        ):
            self._add(word.start, word.end, 0.55)
        return at + 1

    def _first_follows(self, at: int) -> bool:
        if at + 1 >= len(self._words) or not self._linked(at):
            return False
        other = self._words[at + 1]
        return other.first >= 5 and not other.common and other.lower not in NOBODY

    def _pair(self, at: int) -> int:
        """Two or three words in lower case that lists of names know."""
        words = self._words
        end = at + 2
        while end < len(words) and end - at < 4 and words[end].shape == "l" and self._linked(end - 1):
            other = words[end]
            if other.common or other.lower in NOBODY or other.last < 3:
                break
            end += 1
        start, stop = words[at].start, words[end - 1].end
        if of_a_place(self._lower, start):
            return end
        if in_role(self._lower, start, stop):
            self._public.update(word.lower for word in words[at:end])
            return end
        self._add(start, stop, 0.75)
        return end

    def _after_lower_title(self, start: int, end: int) -> None:
        stop = start
        while stop < end and not self._parts(stop, start, stop == start):
            stop += 1
        if stop > start:
            self._judge(start, stop, titled=True)
        if stop < end:
            self._capitals(stop, end)

    def _titled_lower(self, at: int, score: float = 0.85) -> int:
        """A name in lower case after a title: "mme benali", "m. petit"."""
        words = self._words
        end = at
        while end < len(words) and end - at < 4 and words[end].shape == "l":
            word = words[end]
            if end > at and not self._linked(end - 1):
                break
            if word.lower in FUNCTIONS or word.lower in NOBODY or word.lower in TITLES:
                break
            if word.lower in PARTICLES and end > at:
                break
            if end == at:
                accepted = not word.common or word.last >= 5 or word.first >= 5
            else:
                accepted = not word.common and (word.last >= 2 or word.first >= 3)
            if not accepted or len(word.lower) < 2:
                break
            end += 1
        if end == at:
            return at
        start, stop = words[at].start, words[end - 1].end
        if in_role(self._lower, start, stop):
            self._public.update(word.lower for word in words[at:end])
        elif not of_a_place(self._lower, start, titled=True):
            self._add(start, stop, score)
        return end

    def _add(self, start: int, end: int, score: float) -> None:
        self._spans.append(Span(start, end, Label.PERSON, score))
        beside = _DATE_BESIDE.match(self._lower, end)
        if beside is not None:
            year = _YEAR.search(beside[1])
            if year is not None and int(year[0]) <= _YOUNGEST:
                self._spans.append(Span(*beside.span(1), Label.DATE_BIRTH, 0.6))
