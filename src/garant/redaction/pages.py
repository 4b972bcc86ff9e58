"""What the templates draw."""

from collections import Counter
from typing import Any

from garant.directory.models import Person
from garant.privacy import Label
from garant.privacy.documents import SUFFIXES
from garant.protection.queries import KEEPERS
from garant.redaction.asking import LONGEST_TEXT, Asked, held, new_seed
from garant.redaction.corrections import KINDS, Corrections, key_of
from garant.redaction.errors import UploadTooLarge
from garant.redaction.marking import MOST_SHOWN, Fate, rows, sentences, stretches
from garant.redaction.redacting import Options, Redacted
from garant.redaction.restoring import Restored
from garant.redaction.seeing import Seen
from garant.redaction.uploads import MOST_MEGABYTES, Given
from garant.words import DataClass, GarantError, count, say, todo

_MOST_ROWS = 300
_TOO_LARGE = UploadTooLarge(megabytes=MOST_MEGABYTES)


def form_context(actor: Person, asked: Asked | None = None) -> dict[str, Any]:
    """The form, empty or as it was sent."""
    return {
        "text": asked.text if asked else "",
        "seed": asked.seed if asked else new_seed(),
        "megabytes": MOST_MEGABYTES,
        "too_large": refused(_TOO_LARGE),
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
    without_effect = corrections.without_effect(seen.text) if corrections.data else frozenset()
    corrected = {key_of(value) for value in corrections.data}
    return {
        "live": live,
        "headline": headline(seen, options, without_effect=len(without_effect)),
        "stretches": list(stretches(seen, options)),
        "cut": len(seen.text) > MOST_SHOWN,
        # Without a script, a tick here would not take away that of the correction below.
        "rows": [
            (row, not live and key_of(row.value) in corrected)
            for row in sorted(found, key=lambda row: _ORDER[row.fate])[:_MOST_ROWS]
        ],
        "more_rows": max(0, len(found) - _MOST_ROWS),
        "sentences": stated,
        "remarks": [remark.french(number) for remark, number in seen.document.remarks.items()],
        "corrections": corrections,
        "without_effect": without_effect,
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
        "megabytes": MOST_MEGABYTES,
        "too_large": refused(_TOO_LARGE),
        "suffixes": SUFFIXES,
        "restored": restored,
        "restored_text": restored.text if restored and len(restored.text) <= LONGEST_TEXT else "",
        "of_file": asked is not None and not asked.is_text,
        **_held("file", asked.file if asked else None),
        **_held("key", key),
    }


def refused(error: GarantError) -> dict[str, str]:
    return {"say": say(error), "do": todo(error)}


def refused_context(asked: Asked, error: GarantError) -> dict[str, Any]:
    """The page that says no, to a word, a text or a file, holds what the person had corrected."""
    return {"refused": refused(error), "held_corrections": {"add": asked.add, "keep": asked.keep}}


def headline(seen: Seen, options: Options, *, without_effect: int = 0) -> str:
    """The whole in one sentence: what is masked, what waits, what no pseudonym takes away, what was asked in vain."""
    fates = Counter[Fate]()
    for row in rows(seen, options):
        fates[row.fate] += row.times
    parts = [count(fates[Fate.MASKED] + fates[Fate.VERIFY], "donnée à masquer", "données à masquer")]
    if fates[Fate.UNCERTAIN]:
        parts.append(f"{count(fates[Fate.UNCERTAIN], 'passage', 'passages')} à vérifier")
    stated = len({(each.start, each.end) for each in seen.reading.statements})
    if stated:
        parts.append(count(stated, "phrase sensible", "phrases sensibles"))
    if without_effect:
        parts.append(f"{count(without_effect, 'correction', 'corrections')} sans effet")
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
