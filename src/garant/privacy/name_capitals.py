"""Reads runs of words that begin with a capital: splits them at titles, judges each piece."""

from garant.privacy.gazetteer import gazetteer, is_commune
from garant.privacy.name_context import of_a_place
from garant.privacy.name_lower import titled_lower
from garant.privacy.name_page import Page
from garant.privacy.name_score import score_of
from garant.privacy.name_words import FAMOUS, FUNCTIONS, NOBODY, OFFICES, PARTICLES, TITLES, WAYS

_PARTICLES = 3  # of one name, at most
_TOWN_WORDS = 12  # of a commune, at most: no name of the list has more than eight


def run_end(page: Page, at: int) -> int:
    """One past the last word of the run of capitals that starts here; particles may stand inside."""
    words = page.words
    end = at + 1
    while end < len(words) and page.linked(end - 1):
        if words[end].shape != "l":
            end += 1
            continue
        ahead = end
        while (
            ahead < len(words) and ahead - end < 3 and words[ahead].lower in PARTICLES and page.linked(ahead)
        ):
            ahead += 1
        if ahead == end or ahead >= len(words) or words[ahead].shape == "l":
            break
        end = ahead + 1
    return end


def read_run(page: Page, start: int, end: int) -> None:
    """Splits a run at titles and at words that are no name, and judges each piece."""
    words = page.words
    at = start
    piece = start
    titled = opens = False  # after a title; and nothing but particles since
    while at <= end:
        if at == end or parts(page, at, start, opens):
            if piece < at:
                judge(page, piece, at, titled)
            titled = opens = at < end and (page.is_title(at) or words[at].lower in OFFICES)
            piece = at + 1
        elif opens:
            opens = words[at].lower in PARTICLES
        at += 1
    if titled and end < len(words) and words[end].shape == "l" and page.linked(end - 1):
        titled_lower(page, end)


def parts(page: Page, at: int, run_start: int, after_title: bool) -> bool:
    """Whether the word can't be part of a name, so that the run is split there."""
    word = page.words[at]
    if page.is_title(at) and not (word.lower == "me" and word.shape == "U"):
        return True
    if word.lower in PARTICLES and (word.shape != "U" or _heads_surname(page, at)):
        return False
    if word.shape == "i":
        return False
    if word.lower in FUNCTIONS or (
        word.lower in NOBODY and not (word.last >= 4 and (after_title or _first_before(page, at)))
    ):
        return True
    if not word.common:
        return False
    if after_title:
        return word.last < 4 and word.first < 4
    likely = word.first >= 6 or (word.first >= 4 and word.first > word.last)
    if word.shape == "U":
        # In capitals, a word of the language needs a neighbour that is surely a name.
        if likely and (_sure_neighbour(page, at) or _surname_before(page, at)):
            return False
        return not (word.last >= 5 and _sure_neighbour(page, at))
    return not (likely or (word.last >= 4 and _sure_neighbour(page, at)))


def _heads_surname(page: Page, at: int) -> bool:
    """ "DE LA FOREST Hugues", "LE BIHAN" at the head of a field; in "DOSSIER DE DUPONT" another word stands before."""
    words = page.words
    first = at
    while first > 0 and page.linked(first - 1):
        first -= 1
        if at - first > _PARTICLES or words[first].lower not in PARTICLES or words[first].shape != "U":
            return False
    for ahead in range(at + 1, min(len(words), at + 1 + _PARTICLES)):
        word = words[ahead]
        if not page.linked(ahead - 1):
            return False
        if word.lower not in PARTICLES:
            return word.shape == "U" and not word.common and not word.town and word.lower not in NOBODY
    return False


def _first_before(page: Page, at: int) -> bool:
    if at == 0 or not page.linked(at - 1):
        return False
    word = page.words[at - 1]
    return word.shape != "l" and word.first >= 5 and word.lower not in NOBODY


def _surname_before(page: Page, at: int) -> bool:
    if at == 0 or not page.linked(at - 1):
        return False
    word = page.words[at - 1]
    return word.shape == "U" and word.last >= 4 and not word.common and word.lower not in NOBODY


def _sure_neighbour(page: Page, at: int) -> bool:
    for other, link in ((at - 1, at - 1), (at + 1, at)):
        if 0 <= other < len(page.words) and link >= 0 and page.linked(link):
            word = page.words[other]
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


def judge(page: Page, start: int, end: int, titled: bool) -> None:
    words = page.words
    while not titled and start < end and words[start].lower in PARTICLES and words[start].shape == "l":
        start += 1
    while end > start and words[end - 1].lower in PARTICLES and words[end - 1].shape == "l":
        end -= 1
    if start >= end:
        return
    end = _without_town(page, start, end)
    content = [at for at in range(start, end) if words[at].lower not in PARTICLES or words[at].shape in "Ui"]
    if not content:
        return
    first = words[start]
    if not titled and first.lower in {"saint", "sainte", "st", "ste"} and end - start == 2:
        return  # a place, most often
    if not titled and first.lower in WAYS:
        return  # "Rue Victor Hugo" at the head of a line
    if " ".join(word.lower for word in words[start:end]) in FAMOUS:
        return
    if (
        titled
        and start
        and all(words[at].shape == "i" for at in content)
        and page.text[page.ends[start - 1] - 1] == "M"
    ):
        return  # "L M J V", the days of a week; a title of one letter has its point, or a name
    score = score_of(page, content, start, titled)
    if score < 0.5:
        return
    if of_a_place(page.lower, page.starts[start], titled):
        return
    page.add(start, end - 1, score)


def _without_town(page: Page, start: int, end: int) -> int:
    """Where the name ends if it goes on with a commune: "Wendy Apatout de Saint-Laurent-du-Maroni"."""
    words = page.words
    for at in range(max(start + 1, end - 1 - _TOWN_WORDS), end - 1):
        if words[at].shape == "l" and words[at].lower in {"de", "du", "d"}:
            place = " ".join(word.lower for word in words[at + 1 : end])
            if is_commune(gazetteer().facts(place)):
                return at
    return end
