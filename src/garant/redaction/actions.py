"""What is done here: one verb, one journal entry of counts. Nothing else remains."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from garant.directory.journal import record
from garant.directory.models import Person
from garant.directory.queries import policy_in_force
from garant.journal import TextPseudonymised, TextRestored
from garant.privacy import Span, Statement
from garant.protection.queries import own_of
from garant.redaction.corrections import Corrections
from garant.redaction.redacting import Options, Redacted, masked_spans, redact
from garant.redaction.restoring import Restored, bring_back
from garant.redaction.seeing import Seen, see
from garant.redaction.uploads import Given


def look(actor: Person, given: Given, corrections: Corrections) -> Seen:
    """What stands in a text, as the actor's charter and organisation take it. Not journalled: nothing is handed over."""
    policy = policy_in_force(actor.organisation)
    certainty = policy.certainty if policy.thresholds else {}
    return see(given, own=own_of(actor.organisation), corrections=corrections, certainty=certainty)


def pseudonymise(
    actor: Person, seen: Seen, corrections: Corrections, options: Options, *, seed: str
) -> Redacted:
    """The text or file without its data, and its key. What can't be journalled isn't handed over."""
    redacted = redact(seen, options, seed=seed)
    reading = seen.reading
    record(
        TextPseudonymised(
            organisation=actor.organisation.slug,
            request=_request(seed),
            person=str(actor.id),
            found=_counts((*masked_spans(seen, options), *reading.statements)),
            uncertain=_counts(reading.uncertain),
            corrected=corrections.count,
            characters=len(seen.text),
        )
    )
    return redacted


def restore(actor: Person, given: Given, key: Mapping[str, str], *, seed: str) -> Restored:
    """The originals back into an answer."""
    restored = bring_back(given, key)
    record(
        TextRestored(
            organisation=actor.organisation.slug,
            request=_request(seed),
            person=str(actor.id),
            characters=len(restored.text),
        )
    )
    return restored


def _request(seed: str) -> str:
    """One name for all that one page hands over; the seed can't be told from it."""
    return "page_" + hashlib.blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _counts(findings: Iterable[Span | Statement]) -> dict[str, int]:
    return dict(Counter(each.label.value for each in findings))
