"""Names of files and folders may name people: "BENALI Karima - RSA.docx". What is found in one is replaced."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath

from garant.bulk.numbering import digest_of, numbers
from garant.privacy import Label, Span, merge, read
from garant.privacy.gazetteer import fold_word

# What stands between the words of a file's name; a hyphen may be within a name, and stays.
_JOINTS = str.maketrans("_.+~[]{}", " " * 8)
_WORD = re.compile(r"[^\W\d_]+")
_FORBIDDEN = re.compile('[\x00-\x1f\x7f\\\\:*?"<>|\ud800-\udfff]')  # somewhere: Windows, a terminal, a table
_LONGEST = 120  # characters: pseudonyms may be longer than what they stand for, and names have a limit


def masked_path(relative: str, key: bytes, own: bytes, people: frozenset[str] = frozenset()) -> str:
    """The path with pseudonyms in each of its names: folders under `key`, the file under its `own`.

    The file's name is also searched for the words of `people`. Folders depend on their own name alone, so that all documents of one agree. A name that changes ends with a
    mark of where it stands: two names that give one ("Benali Karima", "Karima Benali") stay two. Depends on
    keys, path and people alone.
    """
    path = PurePosixPath(relative)
    done: list[str] = []
    for at, part in enumerate(path.parts):
        last = at == len(path.parts) - 1
        suffix = path.suffix if last else ""
        stem = part.removesuffix(suffix)
        masked = _masked(stem, own if last else key, people if last else frozenset())
        if masked != stem or _FORBIDDEN.search(suffix):
            place = "/".join(path.parts[: at + 1]).encode("utf-8", "surrogateescape")
            mark = hmac.digest(key, b"place\0" + place, hashlib.sha256).hex()[:6]
            masked = f"{masked[:_LONGEST].rstrip(' .-_')}-{mark}"
        done.append(masked + _FORBIDDEN.sub("_", suffix))
    return "/".join(done)


def plain_path(relative: str) -> str:
    """The path as it is, but for characters that a table or another system can't hold."""
    return "/".join(_FORBIDDEN.sub("_", part) for part in relative.split("/"))


@lru_cache(maxsize=10_000)
def _masked(name: str, key: bytes, people: frozenset[str]) -> str:
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name))
    text = name.translate(_JOINTS).replace(" - ", " ; ")
    reading = read(text)
    spans = [*reading.spans, *(each for each in reading.uncertain if isinstance(each, Span))]
    pieces: list[str] = []
    done = 0
    for span in merge([*spans, *_named(text, people)], len(text)):
        word = span.label.placeholder
        number = next(numbers(key, digest_of(key, word, [text[span.start : span.end]])))
        pieces += (name[done : span.start], f"{word}_{number}")
        done = span.end
    return "".join((*pieces, name[done:]))


def _named(text: str, people: frozenset[str]) -> Iterable[Span]:
    for word in _WORD.finditer(text):
        if fold_word(word[0]) in people:
            yield Span(word.start(), word.end(), Label.PERSON)
