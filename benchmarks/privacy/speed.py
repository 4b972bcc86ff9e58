"""Times and memory of the engine. One core, the best of several passes."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from garant.privacy import detect, read, read_each

WORDS = 300
PASSES = 5


def letters(texts: Sequence[str], words: int = WORDS) -> list[str]:
    """Texts of `words` words, made of whole ones put one after another."""
    pages: list[str] = []
    pieces: list[str] = []
    for text in texts:
        pieces += re.findall(r"\S+\s*", text + "\n\n")
        while len(pieces) >= words:
            pages.append("".join(pieces[:words]))
            pieces = pieces[words:]
    return pages


def seconds_of(texts: Sequence[str], look: Callable[[str], object] = read) -> list[float]:
    """For each text the fastest of several readings; what a process keeps of words is warm, no text is."""
    times = [[_timed(text, look) for text in texts] for _ in range(PASSES)]
    return [min(each) for each in zip(*times, strict=True)]


def first_reading(texts: Sequence[str], warming: Sequence[str]) -> float:
    """Bytes of UTF-8 read in a second where no text was ever read: automata and caches know other texts (`warming`) alone."""
    for text in warming:
        read(text)
    return _size(texts) / _seconds_together(texts)


def together(texts: Sequence[str]) -> float:
    """Bytes of UTF-8 read in a second, the texts as one collection."""
    return _size(texts) / min(_seconds_together(texts) for _ in range(PASSES))


def one_by_one(texts: Sequence[str]) -> float:
    """Bytes of UTF-8 read in a second, each text as if no other came."""
    return _size(texts) / sum(seconds_of(texts))


def data_alone(texts: Sequence[str]) -> float:
    """The same where nobody asks what sentences say, nor for places: what the other tools do."""
    return _size(texts) / sum(seconds_of(texts, detect))


def _size(texts: Sequence[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def _seconds_together(texts: Sequence[str]) -> float:
    started = time.perf_counter()
    for _ in read_each(texts):
        pass
    return time.perf_counter() - started


def _timed(text: str, look: Callable[[str], object]) -> float:
    started = time.perf_counter()
    look(text)
    return time.perf_counter() - started


@dataclass(frozen=True, slots=True)
class Start:
    """What a fresh process pays: seconds until a first letter is read, megabytes that it then holds more."""

    seconds: float
    megabytes: float


_PROGRAM = """
import json, re, sys, time
from pathlib import Path
def megabytes(): return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
text = sys.stdin.read()
before = megabytes(); started = time.perf_counter()
from garant.privacy import read
read(text)
print(json.dumps([time.perf_counter() - started, megabytes() - before]))
"""


def at_start() -> Start:
    text = "Mme Karima Benali, 12 rue Hugo à Gap, 06 12 34 56 78, est suivie pour un diabète."
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=text, capture_output=True, text=True, check=True
    )
    return Start(*json.loads(done.stdout))
