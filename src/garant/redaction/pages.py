"""What the templates draw."""

from collections import Counter
from typing import Any

from garant.directory.models import Person
from garant.privacy import Label
from garant.privacy.documents import SUFFIXES
from garant.protection.queries import KEEPERS
from garant.redaction.asking import LONGEST_TEXT, Asked, held, new_seed
from garant.redaction.corrections import KINDS, Corrections
from garant.redaction.marking import MOST_SHOWN, Fate, rows, sentences, stretches
from garant.redaction.redacting import Options, Redacted
from garant.redaction.restoring import Restored
from garant.redaction.seeing import Seen
from garant.redaction.uploads import MOST_MEGABYTES, Given
from garant.words import DataClass, GarantError, count, say, todo

_MOST_ROWS = 300


def form_context(actor: Person, asked: Asked | None = None) -> dict[str, Any]:
    """The form, empty or as it was sent."""
    return {
        "text": asked.text if asked else "",
        "seed": asked.seed if asked else new_seed(),
        "longest": LONGEST_TEXT,
        "megabytes": MOST_MEGABYTES,
        "suffixes": SUFFIXES,
        "kinds": _kinds(),
        "may_make_rules": actor.has_role(*KEEPERS),
        "options": Options(),
        **_held("file", asked.file if asked else None),
    }


def seen_context(
    actor: Person, seen: Seen, corrections: Corrections, options: Options, *, live: bool
) -> dict[str, Any]:
    """What was found in the text, and what the person said of it. `live`: a script answers to its marks."""
    found = rows(seen, options)
    stated = sentences(seen)
    return {
        "live": live,
        "headline": headline(seen, options),
        "stretches": list(stretches(seen, options)),
        "cut": len(seen.text) > MOST_SHOWN,
        "rows": sorted(found, key=lambda row: _ORDER[row.fate])[:_MOST_ROWS],
        "more_rows": max(0, len(found) - _MOST_ROWS),
        "sentences": stated,
        "remarks": [remark.french(number) for remark, number in seen.document.remarks.items()],
        "corrections": corrections,
        "options": options,
        "kinds": _kinds(),
        "may_make_rules": actor.has_role(*KEEPERS),
    }


def result_context(redacted: Redacted, seen: Seen, asked: Asked, options: Options) -> dict[str, Any]:
    """What can be copied and taken away, with what is still to be looked at."""
    waiting = 0 if options.uncertain else sum(1 for row in rows(seen, options) if row.fate is Fate.UNCERTAIN)
    return {
        "redacted": redacted,
        "masked_text": redacted.text if len(redacted.text) <= LONGEST_TEXT else "",
        "of_file": not asked.is_text,
        "suffix": redacted.suffix,
        "waiting": waiting,
        "stated": len(seen.reading.statements),
    }


def restore_context(
    asked: Asked | None = None, key: Given | None = None, restored: Restored | None = None
) -> dict[str, Any]:
    return {
        "text": asked.text if asked else "",
        "seed": asked.seed if asked else new_seed(),
        "longest": LONGEST_TEXT,
        "megabytes": MOST_MEGABYTES,
        "suffixes": SUFFIXES,
        "restored": restored,
        "restored_text": restored.text if restored and len(restored.text) <= LONGEST_TEXT else "",
        "of_file": asked is not None and not asked.is_text,
        **_held("file", asked.file if asked else None),
        **_held("key", key),
    }


def refused(error: GarantError) -> dict[str, str]:
    return {"say": say(error), "do": todo(error)}


def headline(seen: Seen, options: Options) -> str:
    """The whole in one sentence: what is masked, what waits, what no pseudonym takes away."""
    fates = Counter[Fate]()
    for row in rows(seen, options):
        fates[row.fate] += row.times
    parts = [count(fates[Fate.MASKED] + fates[Fate.VERIFY], "donnée à masquer", "données à masquer")]
    if fates[Fate.UNCERTAIN]:
        parts.append(f"{count(fates[Fate.UNCERTAIN], 'passage', 'passages')} à vérifier")
    stated = len({(each.start, each.end) for each in seen.reading.statements})
    if stated:
        parts.append(count(stated, "phrase sensible", "phrases sensibles"))
    return ", ".join(parts) + "."


_ORDER = {Fate.UNCERTAIN: 0, Fate.VERIFY: 1, Fate.MASKED: 2, Fate.ASIDE: 3}


def _kinds() -> list[tuple[str, list[Label]]]:
    """The kinds of data, by class."""
    grouped: dict[DataClass, list[Label]] = {}
    for label in KINDS:
        grouped.setdefault(label.data_class, []).append(label)
    return [(data.french, labels) for data, labels in grouped.items()]


def _held(name: str, given: Given | None) -> dict[str, str]:
    if given is None:
        return {}
    return {f"held_{name}": held(given), f"held_{name}_name": given.name}
