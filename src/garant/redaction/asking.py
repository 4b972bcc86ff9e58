"""What a form of this room asks for, read from the request without trust."""

import base64
import binascii
import re
import secrets
from dataclasses import dataclass, field

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from garant.redaction.corrections import Corrections
from garant.redaction.errors import KeyMissing, NothingGiven, TextTooLong, UploadTooLarge
from garant.redaction.redacting import Options
from garant.redaction.uploads import MOST_MEGABYTES, Given, InMemory
from garant.words import count, grouped

LONGEST_TEXT = 200_000  # characters that are pasted; a longer text comes as a file
TEXT_NAME = "texte.txt"
_SEED = re.compile("[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """`file` is None where a text was pasted. `seed` stays that of the page, and with it the pseudonyms."""

    text: str = field(repr=False)
    file: Given | None
    seed: str = field(repr=False)
    want: str
    add: tuple[str, ...] = field(default=(), repr=False)
    keep: tuple[str, ...] = field(default=(), repr=False)
    word: str = field(default="", repr=False)  # that is to be masked now
    word_label: str = ""

    @property
    def given(self) -> Given:
        """What is to be read. Raises NothingGiven."""
        if self.file is not None:
            return self.file
        if not self.text.strip():
            raise NothingGiven
        if len(self.text) > LONGEST_TEXT:
            raise TextTooLong(characters=count(len(self.text), "caractère"), limit=grouped(LONGEST_TEXT))
        # Signs of files, not of texts: the readers of files take them for what they are there.
        text = self.text.removeprefix("\ufeff").replace("\0", "")
        return Given(TEXT_NAME, text.encode())

    @property
    def corrections(self) -> Corrections:
        """With the word that is to be masked now. Raises CorrectionUnreadable, CorrectionScriptUnread."""
        word = (f"{self.word_label}:{self.word}",) if self.word else ()
        return Corrections.of(self.keep, (*self.add, *word))

    @property
    def is_text(self) -> bool:
        return self.file is None


def take_in_memory(request: HttpRequest) -> None:
    """Read the body of a request, its files in memory. Raises UploadTooLarge."""
    handler = InMemory(request)
    request.upload_handlers = [handler]
    try:
        request.POST  # noqa: B018 - reading it takes the files in
    except RequestDataTooBig:
        raise UploadTooLarge(megabytes=MOST_MEGABYTES) from None
    if handler.too_large:
        raise UploadTooLarge(megabytes=MOST_MEGABYTES)


def asked_of(request: HttpRequest) -> Asked:
    """The text or file of a form. Without JavaScript a page holds the file that it was made from."""
    return Asked(
        text=request.POST.get("text", "").replace("\r\n", "\n"),
        file=_file(request, "file"),
        seed=_seed(request.POST.get("seed", "")),
        want=request.POST.get("want", ""),
        add=tuple(request.POST.getlist("add")),
        keep=tuple(request.POST.getlist("keep")),
        word=request.POST.get("new_value", "").strip(),
        word_label=request.POST.get("new_label", ""),
    )


def options_of(request: HttpRequest) -> Options:
    return Options(
        uncertain="uncertain" in request.POST,
        indirect="indirect" in request.POST,
        readable=request.POST.get("mode") == "readable",
        shift_dates="shift_dates" in request.POST,
    )


def key_file_of(request: HttpRequest) -> Given:
    """Raises KeyMissing."""
    key = _file(request, "key")
    if key is None:
        raise KeyMissing
    return key


def new_seed() -> str:
    return secrets.token_urlsafe(24)


def held(given: Given) -> str:
    """A file as a page holds it, in a hidden field: nothing is kept here between two requests."""
    return base64.b64encode(given.data).decode("ascii")


def _file(request: HttpRequest, field_name: str) -> Given | None:
    upload = request.FILES.get(field_name)
    if upload is not None:
        return Given.of(upload)
    told = request.POST.get(f"held_{field_name}", "")
    if not told:
        return None
    try:
        data = base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError):
        raise NothingGiven from None
    return Given(request.POST.get(f"held_{field_name}_name", "") or "fichier", data)


def _seed(told: str) -> str:
    return told if _SEED.fullmatch(told) else new_seed()
