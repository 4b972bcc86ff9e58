"""Reads names written without capitals, as in chats."""

from garant.privacy.name_context import of_a_place
from garant.privacy.name_page import Page
from garant.privacy.name_words import FUNCTIONS, NOBODY, PARTICLES, TITLES


def first_follows(page: Page, at: int) -> bool:
    if at + 1 >= len(page.words) or not page.linked(at):
        return False
    other = page.words[at + 1]
    return other.first >= 5 and not other.common and other.lower not in NOBODY


def pair(page: Page, at: int) -> int:
    """Two or three words in lower case that lists of names know."""
    words = page.words
    end = at + 2
    while end < len(words) and end - at < 4 and words[end].shape == "l" and page.linked(end - 1):
        other = words[end]
        if other.common or other.lower in NOBODY or other.last < 3:
            break
        end += 1
    if of_a_place(page.lower, page.starts[at]):
        return end
    page.add(at, end - 1, 0.75)
    return end


def titled_lower(page: Page, at: int, score: float = 0.85) -> int:
    """A name in lower case after a title: "mme benali", "m. petit"."""
    words = page.words
    end = at
    while end < len(words) and end - at < 4 and words[end].shape == "l":
        word = words[end]
        if end > at and not page.linked(end - 1):
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
    if not of_a_place(page.lower, page.starts[at], titled=True):
        page.add(at, end - 1, score)
    return end
