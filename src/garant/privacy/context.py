"""Finds the context words of all detectors in one pass, and says how near one stands."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from garant.privacy.detector import AFTER, Detector
from garant.privacy.folded import Folded

_Places = tuple[list[int], list[int]]  # starts and ends, in order


class ContextWords:
    """All context words of some detectors, compiled once."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        users: defaultdict[str, set[tuple[int, bool]]] = defaultdict(set)
        for number, detector in enumerate(detectors):
            for word in detector.context:
                users[word].add((number, True))
            for word in detector.against:
                users[word].add((number, False))
        vocabulary = sorted(users)
        self._open_ended = [word.endswith("*") for word in vocabulary]
        self._users = [tuple(sorted(users[word])) for word in vocabulary]
        self._automaton = AhoCorasick(
            [word.rstrip("*") for word in vocabulary], matchkind=MatchKind.Standard, store_patterns=False
        )

    def find(self, folded: Folded) -> "Nearness":
        text = folded.lower
        standing: list[tuple[int, int, int]] = []
        for word, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and ((last := text[start - 1]).isalnum() or last in "@_"):
                continue
            following = text[end : end + 2]
            if following[:1].isalnum() and not self._open_ended[word] and following != "s ":
                continue
            if following[:1] in {"@", "_"}:
                continue  # "mairie@volx.fr" says nothing of what stands beside it
            standing.append((start, end, word))
        places: dict[tuple[int, bool], _Places] = {}
        for start, end, word in sorted(standing):
            for user in self._users[word]:
                place = places.get(user)
                if place is None:
                    place = places[user] = ([], [])
                place[0].append(start)
                place[1].append(end)
        return Nearness(places)


class Nearness:
    """Where the context words of one text stand."""

    def __init__(self, places: Mapping[tuple[int, bool], _Places]) -> None:
        self._places = places

    def any(self, detector: int) -> bool:
        """Whether a word that speaks for this detector stands anywhere in the text."""
        return (detector, True) in self._places

    def of(self, detector: int, speaks_for: bool, start: int, end: int, reach: int) -> float:
        """0 for no word in reach; 1 for one just before; a word after counts for half."""
        places = self._places.get((detector, speaks_for))
        if places is None:
            return 0.0
        starts, ends = places
        nearest = 0.0
        # Sorted by start, and a word ends soon after it starts: the last ones before are the nearest.
        at = bisect_left(starts, start)
        for end_of_word in ends[max(0, at - 3) : at]:
            gap = start - end_of_word
            if gap <= reach:
                nearest = max(nearest, 1.0 - max(0, gap - 6) / (1.6 * reach))
        after = bisect_right(starts, end - 1)
        if after < len(starts) and starts[after] - end <= AFTER:
            nearest = max(nearest, 0.5 * (1.0 - (starts[after] - end) / (1.6 * AFTER)))
        return nearest


def words(*groups: Iterable[str]) -> tuple[str, ...]:
    """Several lists of context words as one."""
    return tuple(dict.fromkeys(word for group in groups for word in group))
