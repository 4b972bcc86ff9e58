"""The stages through which the blocks of one or several texts go, each stage with all of them.

A stage has megabytes of automata, lists and weights to look things up in, more than a core's own cache holds: what it
has fetched for one block is still there for the next.
"""

from collections.abc import Sequence
from typing import NamedTuple

from garant.privacy import columns, learned, names
from garant.privacy.detectors.spoken import dictated
from garant.privacy.folded import Folded
from garant.privacy.reading import SEEN_FROM
from garant.privacy.rules import rules
from garant.privacy.sensitive import statements_in
from garant.privacy.span import Span
from garant.privacy.statement import Statement
from garant.privacy.tagged import Tagged, tagged_each
from garant.privacy.tagger import tokens


class Found(NamedTuple):
    """What stands in a block, on its own; positions are those of the block."""

    spans: list[Span]
    public: frozenset[str]  # words of the names that it shows in a public role …
    elected: tuple[Span, ...]  # … and those names
    statements: list[Statement]


def found_in(blocks: Sequence[Folded], *, only_spans: bool) -> list[Found]:
    """What stands in each block. `only_spans` leaves statements out."""
    cuts = [tokens(block.text) for block in blocks]
    tagged = tagged_each(cuts)
    people = names.read_each(blocks, tagged)
    judged = rules().judged_in_each(blocks)
    labelled = [list(columns.read(block)) for block in blocks]
    heard = [_heard(block) for block in blocks]
    spans = [
        _with_learned(block, tags, [*formed, *named.spans, *told, *said])
        for block, tags, formed, named, told, said in zip(
            blocks, tagged, judged, people, labelled, heard, strict=True
        )
    ]
    stated: list[list[Statement]] = [[] for _ in blocks]
    if not only_spans:
        stated = statements_in(list(zip(blocks, cuts, strict=True)))
    return [
        Found(found, named.public, named.elected, said)
        for found, named, said in zip(spans, people, stated, strict=True)
    ]


def _heard(block: Folded) -> list[Span]:
    """What is dictated in a block, read in digits."""
    in_digits = dictated(block)
    if in_digits is None:
        return []
    return list(in_digits.origin([*rules().judged(in_digits.folded), *columns.read(in_digits.folded)]))


def _with_learned(block: Folded, tagged: Tagged, judged: Sequence[Span]) -> list[Span]:
    """Of what the rules `judged` what is worth being shown, and what the tagger alone sees."""
    judged = learned.weighed(block, tagged, judged)
    spans = [span for span in judged if span.score >= SEEN_FROM]
    spans += learned.read(block, tagged, judged)
    return spans
