"""Inspection: every text position of a request through detection, within a deadline, or not at all.

What was found in a text is remembered by a keyed digest of it (offsets and labels, never the text), because a
conversation sends its whole history again at each turn. Small texts are read on the event loop, where a thread
would cost more than it gives; a large one is read by a worker thread, cut at line breaks, so that the loop
breathes and the deadline can end it.
"""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from garant.gateway.errors import ProtectionUnavailable
from garant.gateway.memory import TextMemory, digest_of
from garant.gateway.shape import Position
from garant.gateway.view import Plain, View
from garant.privacy import NOTHING_OWN, Known, Label, Own, Reading, Span, Statement, joined, merge
from garant.words import DataClass, Zone

Read = Callable[[str, Own], Reading]

# At 0.2 to 3 ms for a KB of French, by how much it holds, this keeps the event loop for 10 ms at most.
_ON_THE_LOOP = 4_000  # characters
_PIECE = 32_000  # characters that a worker reads between two looks at the deadline
_OVERLAP = 256  # characters read again on the other side of a cut: longer than any datum on one line
_AT_ONCE = 500  # positions between two breaths of the loop
_REMEMBERED = 200_000  # texts and spans


@dataclass(frozen=True, slots=True)
class Found:
    """A position and what is certain in it, in `position.view.text`: spans are sorted, apart."""

    position: Position
    spans: tuple[Span, ...]
    digest: bytes  # of the text in all its readings
    statements: tuple[Statement, ...] = ()
    indirect: tuple[Span, ...] = ()
    uncertain: tuple[Span | Statement, ...] = ()  # shown, and nothing else
    pointing: tuple[Span, ...] = ()  # all that may point to somebody; may overlap
    beyond: frozenset[DataClass] = frozenset()  # classes that no pseudonym takes out of this text

    @property
    def findings(self) -> Iterator[Span | Statement]:
        """All that counts for the charter."""
        yield from self.spans
        yield from self.statements
        yield from self.indirect


@dataclass(frozen=True, slots=True)
class Inspection:
    """All positions of one request, read."""

    found: tuple[Found, ...]

    def classes(self, zone: Zone) -> frozenset[DataClass]:
        """The classes of what would reach this zone: who asks is never told to an external system."""
        return frozenset(
            each.data_class
            for found in self.found
            if not (found.position.identity and zone is Zone.EXTERNAL)
            for each in found.findings
        )

    @property
    def counts(self) -> Mapping[Label, int]:
        """How many findings of each label, in the order of the labels."""
        return _counted(each for found in self.found for each in found.findings)

    @property
    def uncertain(self) -> Mapping[Label, int]:
        """The same of what is only to be looked at."""
        return _counted(each for found in self.found for each in found.uncertain)

    @property
    def characters(self) -> int:
        return sum(len(found.position.view.text) for found in self.found)

    @property
    def beyond(self) -> frozenset[DataClass]:
        """The classes of what stands somewhere in a text that pseudonyms don't make pseudonymous."""
        return frozenset().union(*(found.beyond for found in self.found))

    def first_with(self, classes: frozenset[DataClass]) -> str | None:
        """The field of the first position that holds one of these classes."""
        for found in self.found:
            if any(each.data_class in classes for each in found.findings):
                return found.position.field
        return None


def _counted(findings: Iterable[Span | Statement]) -> Mapping[Label, int]:
    counted = Counter(each.label for each in findings)
    return {label: counted[label] for label in Label if counted[label]}


@dataclass(frozen=True, slots=True)
class Judging:
    """What an organisation asks of a reading: how sure of each class, whether places and bodies matter at all, and
    what it adds to detection."""

    certainty: Mapping[DataClass, float] = field(default_factory=dict)
    indirect: bool = True
    own: Own = NOTHING_OWN

    def of(self, reading: Reading) -> Reading:
        judged = reading.at(self.certainty) if self.certainty else reading
        return judged if self.indirect else replace(judged, indirect=())


_USUAL = Judging()


class Inspector:
    """Reads positions with a detection engine. One for a process, on one event loop.

    `deadline_seconds` bounds one request; past it, or where the engine fails, ProtectionUnavailable is raised.
    """

    def __init__(
        self, read: Read, *, deadline_seconds: float = 20, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = read
        self._deadline_seconds = deadline_seconds
        self._clock = clock
        self._memory: TextMemory[Reading] = TextMemory(_REMEMBERED)
        self._workers = ThreadPoolExecutor(2, thread_name_prefix="detection")

    async def inspect(self, positions: Sequence[Position], judging: Judging = _USUAL) -> Inspection:
        """What stands in each position, as `judging` takes it. Raises ProtectionUnavailable."""
        ends = self._clock() + self._deadline_seconds
        found: list[Found] = []
        held = 0
        lists = "" if judging.own.is_empty else judging.own.digest
        for number, position in enumerate(positions):
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)  # texts that are remembered cost little, and thousands of them much
            view = position.view
            # Two texts that read alike once decoded may differ as they are written, where data stand too.
            digest = digest_of("\0".join((lists, view.text, *(reading.text for reading in view.readings))))
            reading = self._memory.recall(digest)
            if reading is None:
                size = len(view.text)
                if size > _ON_THE_LOOP:
                    reading = await self._aside(view, judging.own, ends)
                else:
                    reading = self._read(view, judging.own, lambda: None)
                    held += size
                self._memory.keep(digest, reading, _weight(reading))
                if held > _ON_THE_LOOP:
                    held = 0
                    await asyncio.sleep(0)
            if self._clock() > ends:
                raise ProtectionUnavailable(reason="le texte est trop long à examiner")
            judged = judging.of(reading)
            found.append(
                Found(
                    position,
                    judged.spans,
                    digest,
                    judged.statements,
                    judged.indirect,
                    judged.uncertain,
                    reading.pointing if judged.statements else (),
                    judged.beyond_pseudonyms,
                )
            )
        if sum(len(each.position.view.text) for each in found) > _ON_THE_LOOP:
            found = await asyncio.to_thread(_with_echoes, found)
        else:
            found = _with_echoes(found)
        if self._clock() > ends:
            raise ProtectionUnavailable(reason="le texte est trop long à examiner")
        return Inspection(tuple(found))

    async def read(self, text: str, judging: Judging = _USUAL) -> Reading:
        """What one text says, which goes nowhere: as it is written, remembered by nothing. Raises ProtectionUnavailable."""
        view = Plain(text)
        if len(text) > _ON_THE_LOOP:
            ends = self._clock() + self._deadline_seconds
            return judging.of(await self._aside(view, judging.own, ends))
        return judging.of(self._read(view, judging.own, lambda: None))

    def works(self) -> bool:
        """Whether detection finds a well-known datum: asked by the health page."""
        try:
            spans = self._engine("NIR : 2 55 08 14 168 025 38", NOTHING_OWN).spans
        except Exception:  # noqa: BLE001 - whatever it is, detection does not work
            return False
        return any(span.label is Label.NIR for span in spans)

    def close(self) -> None:
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def _aside(self, view: View, own: Own, ends: float) -> Reading:
        stop = threading.Event()

        def check() -> None:
            if stop.is_set():
                raise ProtectionUnavailable(reason="le texte est trop long à examiner")

        work = asyncio.get_running_loop().run_in_executor(self._workers, self._read, view, own, check)
        try:
            return await asyncio.wait_for(work, max(0.0, ends - self._clock()))
        except TimeoutError:
            raise ProtectionUnavailable(reason="le texte est trop long à examiner") from None
        finally:
            stop.set()

    def _read(self, view: View, own: Own, check: Callable[[], None]) -> Reading:
        try:
            whole = self._whole(view.text, own, check)
            readings = view.readings
            if not readings:
                return whole
            others = [self._whole(reading.text, own, check).placed(reading.place) for reading in readings]
            return joined([whole, *others], len(view.text))
        except ProtectionUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the text was not inspected and stays here
            # The error's own words may hold the text: only its type goes on.
            raise ProtectionUnavailable(reason="la détection a échoué", error=type(error).__name__) from None

    def _whole(self, text: str, own: Own, check: Callable[[], None]) -> Reading:
        if len(text) <= _PIECE:
            return self._engine(text, own)
        found: list[Reading] = []
        for start, end in pieces(text):
            check()
            start = _earlier(text, start)
            found.append(self._engine(text[start:end], own).moved(start))
        return joined(found, len(text))


def _weight(reading: Reading) -> int:
    return (
        1
        + len(reading.spans)
        + len(reading.indirect)
        + len(reading.uncertain)
        + sum(1 + len(each.words) for each in reading.statements)
    )


def _earlier(text: str, start: int) -> int:
    """Where to begin reading, so that a number or a name that a cut goes through is read whole on its far side."""
    if start == 0:
        return 0
    space = text.find(" ", max(0, start - _OVERLAP), start)
    return space + 1 if space >= 0 else max(0, start - _OVERLAP)


def _with_echoes(found: list[Found]) -> list[Found]:
    """Each text with what the others showed to be a datum. Raises ProtectionUnavailable."""
    known = Known()
    try:
        for each in found:
            known.learn(each.position.view.text, each.spans)
        finder = known.finder()
        if finder is None:
            return found
        return [
            replace(
                each,
                spans=merge(
                    (*each.spans, *finder.find(each.position.view.text)), len(each.position.view.text)
                ),
            )
            for each in found
        ]
    except Exception as error:  # noqa: BLE001 - as where detection fails
        raise ProtectionUnavailable(reason="la détection a échoué", error=type(error).__name__) from None


def pieces(text: str, size: int = _PIECE) -> Iterator[tuple[int, int]]:
    """Stretches of at most `size` characters that make up `text`, cut after a blank line, a line or a word."""
    start = 0
    while len(text) - start > size:
        end = start + size
        for mark in ("\n\n", "\n", " "):
            at = text.rfind(mark, start + size // 2, end)
            if at >= 0:
                end = at + len(mark)
                break
        yield start, end
        start = end
    yield start, len(text)
