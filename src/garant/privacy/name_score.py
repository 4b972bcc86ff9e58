"""How sure it is that a run of capitals is a name: what the lists say of its words, what stands around it."""

from garant.privacy.name_context import ends_letter, is_announced, is_related, is_signature, opens_sentence
from garant.privacy.name_page import Page
from garant.privacy.name_words import NOBODY, WORDS_FIRST


def score_of(page: Page, content: list[int], first: int, titled: bool) -> float:
    """For the words of a run (`content`, particles apart) that begins with the word `first`."""
    if titled:
        return 0.9
    names = [word for at in content if (word := page.words[at]).shape != "i"]
    if not names:
        return 0.0
    start = page.starts[first]
    if len(content) == 1:
        return _single(page, content[0], start)
    announced = is_announced(page.lower, start)
    firsts = [
        w for w in names if w.first >= 3 and not (w.town and w.first < 5) and (not w.common or w.first >= 5)
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
            and (not word.town or word.last >= 3)
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
        if strong >= 4 and (len(lasts) >= 2 or ends_letter(page.lower, start)):
            return 0.6
        if strong >= 4 and all(not w.common for w in names):
            return 0.55
    return 0.0


def _single(page: Page, at: int, run_start: int) -> float:
    word, start, end = page.words[at], page.starts[at], page.ends[at]
    if len(word.lower) < 3 or word.lower in NOBODY:
        return 0.0
    lower = page.lower
    announced = is_announced(lower, run_start)
    if word.shape == "U" and len(word.lower) == 3 and not announced:
        return 0.0  # three capitals are an acronym
    if announced or is_related(lower, start) or is_signature(lower, start, end):
        if word.shape == "U" and word.first < 3 and word.last < 3:
            return 0.0  # an acronym: "ma CNI"
        if word.first >= 2 or word.last >= 2 or not word.common:
            return 0.75 if not (word.common and word.first < 4 and word.last < 4) else 0.0
        return 0.0
    if word.common and (word.shape == "U" or opens_sentence(lower, start)):
        return 0.6 if word.first == 7 and word.lower not in WORDS_FIRST and word.shape != "U" else 0.0
    if word.town and word.first < 5:
        return 0.0
    if word.first >= 4 and word.first >= word.last - 1:
        return 0.6
    if word.shape == "U" and word.last >= 4 and not word.common and len(word.lower) >= 4:
        return 0.55
    return 0.0
