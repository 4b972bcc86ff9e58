"""Finds, pseudonymises and restores French personal data. Pure: no network, no clock, nothing is kept."""

from garant.privacy.echoes import Known
from garant.privacy.engine import detect, read, read_each, recognised_classes
from garant.privacy.labels import Label
from garant.privacy.overlap import merge
from garant.privacy.own import NOTHING as NOTHING_OWN
from garant.privacy.own import Own, OwnPattern, PatternRefused
from garant.privacy.pseudonyms import Masked, Pseudonyms, pseudonymise, spliced
from garant.privacy.reading import Reading, joined
from garant.privacy.restoring import RestoredTooLong, StreamRestorer, restore, restore_within
from garant.privacy.span import Span
from garant.privacy.statement import Statement

__all__ = [
    "NOTHING_OWN",
    "Known",
    "Label",
    "Masked",
    "Own",
    "OwnPattern",
    "PatternRefused",
    "Pseudonyms",
    "Reading",
    "RestoredTooLong",
    "Span",
    "Statement",
    "StreamRestorer",
    "detect",
    "joined",
    "merge",
    "pseudonymise",
    "read",
    "read_each",
    "recognised_classes",
    "restore",
    "restore_within",
    "spliced",
]
