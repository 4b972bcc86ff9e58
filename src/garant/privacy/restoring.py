"""Bringing the originals back into what a model answered, at once or as it streams."""

import re
from collections.abc import Callable, Mapping

from garant.privacy.placeholder import FORM, HOLD_BACK, Name, name_of, read, unfinished_from


def restore(text: str, mapping: Mapping[str, str], encode: Callable[[str], str] | None = None) -> str:
    """`text` with each placeholder of `mapping` replaced by its original, in any form that a model gives it.

    Tolerates case, accents, spaces and line breaks inside, Markdown backslashes. What is not in `mapping`
    stays as it stands. `encode` transforms a value before it is inserted (a JSON escape, for example).
    """
    if not mapping or "[" not in text:
        return text
    return FORM.sub(_Originals(mapping, encode), text)


def restoring_changes(text: str, mapping: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """What `restore` does to `text`: (start, end, original), sorted."""
    originals = _Originals(mapping, None)
    found = ((form, originals.of(form)) for form in FORM.finditer(text))
    return [(form.start(), form.end(), original) for form, original in found if original is not None]


class StreamRestorer:
    """`restore` for a text that arrives in pieces: the same result wherever the stream is cut.

    Withholds at most `hold_back` characters, and only from a "[" (or a backslash that may belong to one) that
    may open a placeholder: text without them is passed on at once.
    """

    hold_back: int = HOLD_BACK

    def __init__(self, mapping: Mapping[str, str], encode: Callable[[str], str] | None = None) -> None:
        self._originals = _Originals(mapping, encode) if mapping else None
        self._held = ""

    def feed(self, piece: str) -> str:
        """What can be passed on once `piece` has arrived."""
        if self._originals is None:
            return piece
        text = self._held + piece if self._held else piece
        end = unfinished_from(text)
        self._held = text[end:]
        ready = text[:end]
        return FORM.sub(self._originals, ready) if "[" in ready else ready

    def close(self) -> str:
        """What was still withheld: call it once, when the stream has ended."""
        text, self._held = self._held, ""
        return text

    @property
    def restored(self) -> int:
        """How many placeholders were brought back so far."""
        return self._originals.count if self._originals is not None else 0


class _Originals:
    """Finds the original behind a tolerated form."""

    def __init__(self, mapping: Mapping[str, str], encode: Callable[[str], str] | None) -> None:
        self._values: dict[Name, str] = {}
        for placeholder, original in mapping.items():
            name = read(placeholder)
            if name is None:
                raise ValueError("a key of the mapping is not a placeholder")
            self._values[name] = original if encode is None else encode(original)
        self.count = 0

    def of(self, form: re.Match[str]) -> str | None:
        return self._values.get(name_of(form))

    def __call__(self, form: re.Match[str]) -> str:
        original = self.of(form)
        if original is None:
            return form[0]
        self.count += 1
        return original
