"""The false values of one request: given out, marked, and tried before they are kept."""

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from itertools import islice

from garant.privacy.false_values import MARK, MOST_MARKS, FalseValues, false_value
from garant.privacy.gender import letters_of
from garant.privacy.inventor import DATES, Inventor
from garant.privacy.labels import Label
from garant.privacy.name_parts import NameParts, name_parts
from garant.privacy.name_words import PARTICLES
from garant.privacy.restoring import Originals
from garant.privacy.span import Span

Change = tuple[int, int, str]


class Inventions:
    """What was invented so far, and who it stands for."""

    def __init__(self, key: bytes, *, only_dates: bool) -> None:
        self._inventor = Inventor(key, only_dates=only_dates)
        self._only_dates = only_dates
        self._originals: dict[str, str] = {}  # false value, marked → original
        self._given: dict[tuple[Label, str], str] = {}
        self._finder: FalseValues | None = FalseValues()  # None: to be made again
        self._restoring: Originals | None = None
        self._restorable = 0  # how many entries of the mapping it knows

    def see(self, text: str) -> None:
        """A text of the request: nothing that stands in it is invented from now on."""
        self._inventor.see(text)

    def literals(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """What the user wrote that reads as a false value given before."""
        finder = self._known()
        if finder is None:
            return
        done = 0
        for start, end in [*sorted(taken), (len(text), len(text))]:
            for found in finder.find(text[done:start]):
                yield done + found.start, done + found.end
            done = end

    @contextmanager
    def trial(self, text: str, mapping: MutableMapping[str, str]) -> Iterator["Trial"]:
        """Tries false values for `text`: what is not held to in the end is forgotten, in `mapping` too."""
        self.see(text)
        trial = Trial(self, text, mapping)
        try:
            yield trial
        finally:
            if not trial.held:
                trial.forget()

    def restores(self, masked: str, mapping: Mapping[str, str], text: str) -> bool:
        """Whether `masked` becomes `text` again. The mapping only grows, but where `forget` was called."""
        if self._restoring is None:
            self._restoring, self._restorable = Originals({}), 0
        for placeholder, original in islice(mapping.items(), self._restorable, None):
            self._restoring.add(placeholder, original)
        self._restorable = len(mapping)
        return self._restoring.restored(masked, 0, len(masked))[0] == text

    def keep(self, label: Label, surface: str, written: str) -> None:
        """From now on `written` stands for `surface`."""
        self._given.setdefault((label, surface), written)
        if written not in self._originals:
            self._originals[written] = surface
            value = false_value(written)
            if self._finder is not None and value is not None:
                self._finder.add(value)

    def forget(self, label: Label, surface: str, written: str, mapping: MutableMapping[str, str]) -> None:
        if self._given.get((label, surface)) == written:
            del self._given[label, surface]
        self._originals.pop(written, None)
        mapping.pop(written, None)
        self._finder = self._restoring = None

    def _known(self) -> FalseValues | None:
        if self._finder is None:
            self._finder = FalseValues()
            for value in map(false_value, self._originals):
                if value is not None:
                    self._finder.add(value)
        return self._finder if self._originals else None


class Trial:
    """One text: its false values, and whether it comes back with them."""

    def __init__(self, inventions: Inventions, text: str, mapping: MutableMapping[str, str]) -> None:
        self._all = inventions
        self._text = text
        self._mapping = mapping
        self._new: list[tuple[Label, str, str]] = []
        self.held = False

    def stand_ins(self, spans: Sequence[Span], gender: Callable[[Span], str]) -> dict[Span, str]:
        """A marked false value for each span that can have one."""
        found: dict[Span, str] = {}
        for span in spans:
            if not self._is_apart(span):
                continue
            surface = self._text[span.start : span.end]
            written = self._all._given.get((span.label, surface))
            if written is None:
                told = gender(span) if span.label is Label.PERSON else ""
                body = self._all._inventor.false(span.label, surface, told)
                written = self._marked(span.label, surface, body) if body is not None else None
            if written is not None:
                found[span] = written
        for label, surface, written in list(self._new):
            if label is Label.PERSON:
                self._add_parts(surface, written)
        return found

    def holds(self, changes: Sequence[Change]) -> bool:
        """Whether the changed text comes back exactly: then what was invented for it stays."""
        self._mapping.update((written, surface) for _, surface, written in self._new)
        pieces: list[str] = []
        done = 0
        for start, end, replacement in changes:
            pieces += (self._text[done:start], replacement)
            done = end
        masked = "".join((*pieces, self._text[done:]))
        self.held = self._all.restores(masked, self._mapping, self._text)
        if self.held:
            self._all.see(masked)
        return self.held

    def forget(self) -> None:
        """Takes back what was invented for this text."""
        for each in self._new:
            self._all.forget(*each, self._mapping)
        self._new.clear()

    def _is_apart(self, span: Span) -> bool:
        """Whether a value at this place would stand as whole words, with its own marks alone."""
        before, after = self._text[span.start - 1 : span.start], self._text[span.end : span.end + 1]
        return not (before.isalnum() or before == "+" or after == MARK)

    def _marked(self, label: Label, surface: str, body: str) -> str | None:
        for marks in range(1, MOST_MARKS + 1):
            written = body + MARK * marks
            value = false_value(written)
            if value is None or (value.is_date != (label in DATES)):
                return None
            original = self._all._originals.get(written)
            if original is None or original == surface:
                self._keep(label, surface, written)
                return written
        return None

    def _add_parts(self, surface: str, written: str) -> None:
        """A model says "Mme Morel°" of who was "Léa Morel°": that is "Mme Benali"."""
        ours, theirs = surface.split(), written.rstrip(MARK).split()
        if len(ours) != len(theirs) or len(ours) < 2:
            return
        for original, false in zip(ours, theirs, strict=True):
            part = false + MARK
            is_new = len(original) > 2 and original != false and part not in self._all._originals
            if is_new and false_value(part) is not None:
                self._keep(Label.PERSON, original, part)
        self._add_initial(surface, ours, theirs)

    def _add_initial(self, surface: str, ours: Sequence[str], theirs: Sequence[str]) -> None:
        """A model says "L. Morel°" of who was "Léa Morel°": that is "K. Benali"."""
        parts = name_parts(surface)
        if parts is None or not parts.first:
            return
        given = next((at for at, word in enumerate(ours) if letters_of(word) == parts.first), None)
        family = [at for at, word in enumerate(ours) if _is_of_surname(word, parts)]
        if given is None or not family or given in family:
            return
        original, false = (
            " ".join((_initial_of(words[given]), *(words[at] for at in family))) for words in (ours, theirs)
        )
        written = false + MARK
        if written not in self._all._originals and false_value(written) is not None:
            self._keep(Label.PERSON, original, written)

    def _keep(self, label: Label, surface: str, written: str) -> None:
        is_new = written not in self._all._originals
        self._all.keep(label, surface, written)
        if is_new:
            self._new.append((label, surface, written))


def _is_of_surname(word: str, parts: NameParts) -> bool:
    words = [letters_of(each) for each in re.split("[-’']", word)]
    return any(each in parts.surname or each in PARTICLES for each in words)


def _initial_of(name: str) -> str:
    """ "K." for "Karima", "J.-P." for "Jean-Pierre"."""
    return "-".join(f"{part[0]}." for part in name.split("-") if part)
