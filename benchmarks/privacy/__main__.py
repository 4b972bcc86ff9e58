"""`python -m benchmarks.privacy`: how well and how fast, on texts that nobody who builds the engine had read.

    python -m benchmarks.privacy                     the held-out texts, beside the peers where they are installed
    python -m benchmarks.privacy --part tuning       the texts that rules and weights were made with
    python -m benchmarks.privacy --differences       what leaks and what is masked for nothing, text by text
    python -m benchmarks.privacy --markdown          the tables as the report has them

The peers run in an environment of their own (`tools/peers.sh` makes it), on the same texts, in the same run, one
after another. Times are the best of several passes on one core, and still move by a fifth: run it alone.
"""

import argparse
import statistics
from collections.abc import Sequence

from benchmarks.privacy.cases import FOLDER, HELD, SEEN, TRAINING, Case, Counts, count, differences, load
from benchmarks.privacy.others import PEERS, Peer
from benchmarks.privacy.speed import (
    at_start,
    data_alone,
    first_reading,
    letters,
    one_by_one,
    seconds_of,
    together,
)
from benchmarks.privacy.tables import Row, baits, labels, main_table, statements

from garant.privacy import Span, pseudonymise, read, restore


def main() -> None:
    arguments = _arguments()
    cases = _cases(arguments.part)
    if not cases:
        raise SystemExit(f"no text in part {arguments.part!r}")
    texts = [case.text for case in cases]
    first = first_reading(texts, [case.text for case in load(FOLDER) if case not in cases])
    ours = count(cases, lambda text: read(text).spans, lambda text: read(text).statements)
    if arguments.differences:
        _differences(cases)
        return
    pages = letters(texts)
    start = at_start()
    rows = [
        Row(
            "Garant",
            ours,
            milliseconds=statistics.median(seconds_of(pages)) * 1e3,
            kilobytes_per_second=together(texts) / 1e3,
            megabytes=start.megabytes,
            load_seconds=start.seconds,
            restored=_restored(texts),
            first_kilobytes_per_second=first / 1e3,
            alone_kilobytes_per_second=one_by_one(texts) / 1e3,
            data_kilobytes_per_second=data_alone(texts) / 1e3,
        )
    ]
    if not arguments.alone:
        rows += [row for peer in PEERS if (row := _peer(peer, cases, pages)) is not None]
    print(f"{len(cases)} texts ({arguments.part}), {sum(map(len, texts)) / 1e3:.0f} KB\n")
    form = "markdown" if arguments.markdown else "text"
    print(main_table(rows, form), "\n")
    print(labels(ours, form), "\n")
    print(baits(ours, form), "\n")
    print(statements(ours, form))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--part", default="seen", help="held (all its folders), one of its folders, seen, tuning, training"
    )
    parser.add_argument("--differences", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    return parser.parse_args()


def _cases(part: str) -> list[Case]:
    if part == "training":
        return load(TRAINING)
    if part == "seen":
        return load(SEEN, "seen")
    folders = sorted(path for path in HELD.iterdir() if path.is_dir())
    held = [case for folder in folders if part in {"held", folder.name} for case in load(folder)]
    return held or [case for case in load(FOLDER) if case.part == part]


def _restored(texts: Sequence[str]) -> float:
    """The share of texts that come back to the letter."""
    whole = 0
    for text in texts:
        masked = pseudonymise(text, key=b"k" * 32)
        whole += restore(masked.text, masked.mapping) == text
    return whole / len(texts)


def _peer(peer: Peer, cases: Sequence[Case], pages: Sequence[str]) -> Row | None:
    told = peer.run([*(case.text for case in cases), *pages])
    if told is None:
        print(f"{peer.name}: not installed (tools/peers.sh)\n")
        return None
    by_text: dict[str, Sequence[Span]] = dict(
        zip((case.text for case in cases), told.spans[: len(cases)], strict=True)
    )
    counts: Counts = count(cases, lambda text: by_text[text])
    seconds = told.seconds[: len(cases)]
    size = sum(len(case.text.encode()) for case in cases)
    return Row(
        peer.name,
        counts,
        milliseconds=statistics.median(told.seconds[len(cases) :]) * 1e3,
        kilobytes_per_second=size / sum(seconds) / 1e3,
        data_kilobytes_per_second=size / sum(seconds) / 1e3,
        megabytes=told.megabytes,
        load_seconds=told.load,
    )


def _differences(cases: Sequence[Case]) -> None:
    for case in cases:
        reading = read(case.text)
        lines = differences(case, reading.spans, reading.statements)
        if lines:
            print(f"\n{case.id} ({case.hand})", *lines, sep="\n  ")


if __name__ == "__main__":
    main()
