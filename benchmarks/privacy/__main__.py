"""`python -m benchmarks.privacy`: quality on our marked texts, speed beside stdlib `re` in the same run, memory.

Run it alone on the machine: figures of speed are the best of several passes, and still move by a fifth.
"""

import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.privacy.cases import Case, count, differences, load

from garant.privacy import detect
from garant.privacy.detectors import DETECTORS
from garant.privacy.folded import fold
from garant.privacy.matcher import Matcher

WORDS = 300
PASSES = 7


def main() -> None:
    cases = load()
    quality(cases)
    speed([case.text for case in cases])
    at_start()
    if "--differences" in sys.argv:
        for case in cases:
            lines = differences(case, detect(case.text))
            if lines:
                print(f"\n{case.id} ({case.part})", *lines, sep="\n  ")


def quality(cases: Sequence[Case]) -> None:
    print(f"{'texts':<10}{'number':>8}{'leak':>9}{'over-mask':>11}{'clean':>8}{'PERSON F1':>11}")
    for part in ("tuning", "kept", "fresh"):
        counts = count([case for case in cases if case.part == part], detect)
        print(
            f"{part:<10}{counts.texts:>8}{counts.leak:>9.2%}{counts.overmask:>11.2%}"
            f"{counts.clean / counts.texts:>8.0%}{counts.person_f1:>11.3f}"
        )
        leaks = {label: n / counts.by_label[label] for label, n in counts.leaked_by_label.items() if n}
        print(
            "          leaks by label:",
            {str(label): f"{share:.0%}" for label, share in leaks.items()} or "none",
        )
    bare = [case for case in cases if not case.spans]
    counts = count(bare, detect)
    print(f"{'no data':<10}{counts.texts:>8}{'':>9}{counts.overmask:>11.2%}")


def speed(texts: Sequence[str]) -> None:
    shapes = list(dict.fromkeys(shape for detector in DETECTORS for shape in detector.shapes))
    folded = [fold(text).text for text in texts]
    encoded = [text.encode() for text in folded]
    size = sum(map(len, encoded))
    plain = [_stdlib(shape.pattern, cased=shape.cased) for shape in shapes]
    matcher = Matcher(shapes)
    stdlib = best(lambda: [list(pattern.finditer(text)) for text in folded for pattern in plain])
    one_by_one = best(lambda: [list(matcher.locate(n, text)) for text in encoded for n in range(len(shapes))])
    passed = best(lambda: [list(matcher.locate(n, text)) for text in encoded for n in matcher.present(text)])
    whole = best(lambda: [detect(text) for text in texts])
    print(
        f"\nThe same {len(shapes)} patterns over the same {size / 1000:.0f} KB, µs per KB, and as a share of stdlib re:"
    )
    for name, seconds in (
        ("stdlib re, one by one", stdlib),
        ("re2, one by one", one_by_one),
        ("re2 set, then those present", passed),
        ("detect, all of it", whole),
    ):
        print(f"  {name:<30}{seconds / size * 1e9:>9.0f}{seconds / stdlib:>8.2f}")
    print(f"  detect: {size / whole / 1000:.0f} KB/s on texts that are full of data")
    letters = _of_words(texts, WORDS)
    times = [best(lambda text=text: detect(text), passes=5) for text in letters]  # type: ignore[misc]
    print(f"  detect, {WORDS} words: p50 {statistics.median(times) * 1e3:.2f} ms ({len(letters)} texts)")


def at_start() -> None:
    program = (
        "import re, time\n"
        "from pathlib import Path\n"
        # What is resident now (Linux): the maximum that getrusage tells is inherited from this process.
        "def mb(): return int(re.search(r'VmRSS:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) / 1024\n"
        "before = mb(); started = time.perf_counter()\n"
        "from garant.privacy import detect\n"
        "detect('Mme Benali, 06 12 34 56 78')\n"
        "print(f'{time.perf_counter() - started:.2f} s to load and read a first line, "
        "{mb() - before:.0f} MB more ({mb():.0f} in all)')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    print("\n" + done.stdout.strip())
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most in this run")


def best(work: Callable[[], object], passes: int = PASSES) -> float:
    """Seconds of the fastest pass."""
    times = []
    for _ in range(passes):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def _stdlib(pattern: str, *, cased: bool) -> re.Pattern[str]:
    # Global flags must come first in stdlib `re`, and \z is \Z there.
    flags = 0 if cased else re.IGNORECASE
    if pattern.startswith("(?s)"):
        pattern, flags = pattern[4:], flags | re.DOTALL
    return re.compile(pattern.replace(r"\z", r"\Z"), flags | re.ASCII)


def _of_words(texts: Sequence[str], words: int) -> list[str]:
    """Texts of a given length, each of several of ours one after another."""
    pieces: list[str] = []
    letters = []
    for text in texts:
        pieces += text.split(" ")
        while len(pieces) >= words:
            letters.append(" ".join(pieces[:words]))
            pieces = pieces[words:]
    return letters


if __name__ == "__main__":
    main()
