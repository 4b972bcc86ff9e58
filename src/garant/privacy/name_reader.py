"""Reads the names of one block by rules: runs of capitals, titles, and names written without capitals."""

from garant.privacy.folded import Folded
from garant.privacy.name_called import read_called
from garant.privacy.name_capitals import judge, parts, read_run, run_end
from garant.privacy.name_context import is_kin, is_related, of_a_place
from garant.privacy.name_lower import first_follows, pair, titled_lower
from garant.privacy.name_page import Page, known
from garant.privacy.name_whole import names_somebody
from garant.privacy.name_words import BEFORE_SURNAMES, CAPITAL_TITLES, NOBODY, PARTICLES, SAY_A_NAME
from garant.privacy.tagger.tokens import Tokens

__all__ = ["known", "read"]

_FIRST_NAME = 5  # from this level on a first name is frequent
_JOINED = 0.75


def read(block: Folded, found: Tokens) -> Page:
    """The page with its names, those in a public role too."""
    page = Page.of(block, found)
    read_to = 0
    for at, word in enumerate(page.words):
        if not word.opens or at < read_to:
            continue
        if word.shape == "l":
            read_to = _lower_case(page, at)
        else:
            read_to = run_end(page, at)
            read_run(page, at, read_to)
    read_called(page)
    if "_" in page.text:
        _read_joined(page)
    return page


def _read_joined(page: Page) -> None:
    """ "Benali_Karima_CNI.pdf": two words that lists know as names, one of them as a first name."""
    words = page.words
    for at in range(len(words) - 1):
        one, other = words[at], words[at + 1]
        if (
            page.text[page.ends[at] : page.starts[at + 1]] == "_"
            and max(one.first, other.first) >= _FIRST_NAME
            and names_somebody(one.lower)
            and names_somebody(other.lower)
        ):
            page.add(at, at + 1, _JOINED)


def _lower_case(page: Page, at: int) -> int:
    """Judges a name written without capitals; returns where to go on."""
    words = page.words
    word = words[at]
    if page.is_title(at) and (word.lower not in CAPITAL_TITLES or page.following(at) == "."):
        gap = page.text[page.ends[at] : page.starts[at + 1]] if at + 1 < len(words) else ""
        if gap not in {" ", ". ", "."}:
            return at + 1
        if words[at + 1].shape == "l":
            return titled_lower(page, at + 1)
        end = run_end(page, at + 1)
        _after_lower_title(page, at + 1, end)
        return end
    follows = at + 1 < len(words) and page.linked(at)
    if follows and word.lower in BEFORE_SURNAMES and words[at + 1].shape != "l":
        end = run_end(page, at + 1)
        _after_lower_title(page, at + 1, end)
        return end
    if word.lower in SAY_A_NAME and at + 1 < len(words) and words[at + 1].shape == "l":
        return titled_lower(page, at + 1, 0.8)
    if word.common and word.first >= 6 and is_kin(page.lower, page.starts[at]):
        page.add(at, at, 0.6)
        return at + 1
    if (
        word.common
        or word.first < 3
        or len(word.lower) < 3
        or word.lower in NOBODY
        or word.lower in PARTICLES
    ):
        if not (word.last >= 4 and not word.common and first_follows(page, at)):
            return at + 1
        return pair(page, at)
    if at + 1 < len(words) and words[at + 1].shape == "l" and page.linked(at):
        other = words[at + 1]
        if (
            not other.common
            and other.lower not in NOBODY
            and len(other.lower) > 2
            and (other.last >= 2 or other.first >= 3)
        ):
            return pair(page, at)
    likely = word.first >= 6 or (word.first >= 4 and is_related(page.lower, page.starts[at]))
    if likely and not word.town and not of_a_place(page.lower, page.starts[at]):
        page.add(at, at, 0.55)
    return at + 1


def _after_lower_title(page: Page, start: int, end: int) -> None:
    stop = start
    while stop < end and not parts(page, stop, start, stop == start):
        stop += 1
    if stop > start:
        judge(page, start, stop, titled=True)
    if stop < end:
        read_run(page, stop, end)
