"""The tables of the benchmark, as text or as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.privacy.cases import Counts

from garant.privacy import Label


@dataclass(frozen=True, slots=True)
class Row:
    """One tool. `restored` is the share of texts that came back to the letter, where the tool restores."""

    name: str
    counts: Counts
    milliseconds: float
    kilobytes_per_second: float  # of a collection, on one core
    megabytes: float
    load_seconds: float
    restored: float | None = None
    first_kilobytes_per_second: float | None = None  # of a collection read for the first time
    alone_kilobytes_per_second: float | None = None  # of texts of which each comes alone
    data_kilobytes_per_second: float | None = None  # the same, asked for data and for nothing else


def main_table(rows: Sequence[Row], form: str) -> str:
    heading = [
        "", "leak", "over-mask", "hard negatives", "clean texts", "PERSON F1", "sensitive found", "precision",
        "restored", "300 words, p50", "KB/s", "first time", "one by one", "data alone", "memory", "load",
    ]  # fmt: skip
    return _table([heading, *(_row(row) for row in rows)], form)


def _row(row: Row) -> list[str]:
    counts = row.counts
    stated = counts.said.total() > 0
    return [
        row.name,
        f"{counts.leak:.1%}",
        f"{counts.overmask:.1%}",
        f"{counts.bait_share:.1%}",
        f"{counts.clean_share:.0%}",
        f"{counts.person_f1:.3f}",
        f"{counts.found_share():.0%}" if stated else "none",
        f"{counts.right_share():.0%}" if stated else "–",
        f"{row.restored:.1%}" if row.restored is not None else "–",
        f"{row.milliseconds:.1f} ms",
        f"{row.kilobytes_per_second:.0f}",
        _whole(row.first_kilobytes_per_second),
        _whole(row.alone_kilobytes_per_second),
        _whole(row.data_kilobytes_per_second),
        f"{row.megabytes:.0f} MB",
        f"{row.load_seconds:.2f} s",
    ]


def _whole(number: float | None) -> str:
    return "–" if number is None else f"{number:.0f}"


def labels(counts: Counts, form: str) -> str:
    rows = [["label", "characters", "leaked"]]
    rows += [
        [label, str(counts.by_label[label]), f"{counts.leaked_by_label[label] / counts.by_label[label]:.1%}"]
        for label in Label
        if counts.by_label[label]
    ]
    return _table(rows, form)


def baits(counts: Counts, form: str) -> str:
    rows = [["hard negative", "number", "masked"]]
    rows += [
        [kind, str(number), f"{counts.baits_masked[kind] / number:.1%}"]
        for kind, number in sorted(counts.baits.items())
    ]
    return _table(rows, form)


def statements(counts: Counts, form: str) -> str:
    rows = [["statement", "marked", "found", "said", "rightly"]]
    for label in Label:
        marked, said = counts.statements[label], counts.said[label]
        if label.is_statement and (marked or said):
            found = f"{counts.statements_found[label] / marked:.0%}" if marked else "–"
            right = f"{counts.said_rightly[label] / said:.0%}" if said else "–"
            rows.append([label, str(marked), found, str(said), right])
    return _table(rows, form)


def _table(rows: Sequence[Sequence[str]], form: str) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append(f"| {' | '.join(cells)} |" if form == "markdown" else "  ".join(cells).rstrip())
        if number == 0 and form == "markdown":
            lines.append(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    return "\n".join(lines)
