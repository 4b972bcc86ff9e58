"""Reads a postal address from where it begins: the name of the street, complements, postcode and town.

A pattern finds where an address may begin; how far it goes is read here, word by word, over a bounded window. What
ends it: the end of what streets and towns are called ("rue du port | se plaint"), in text with capitals or without.
Folded text in, positions out. Linear in the length of the window.
"""

from garant.privacy.postal.reader import WIDTH, Reader, reading, tokens
from garant.privacy.postal.street import name
from garant.privacy.postal.towns import is_postcode, known_town, postcode, town
from garant.privacy.postal.whole import address, complements, town_first
from garant.privacy.postal.words import AMBIGUOUS_WAYS, COMPLEMENTS_CODE, COMPLEMENTS_NAME, STOP, WAYS

__all__ = [
    "AMBIGUOUS_WAYS",
    "COMPLEMENTS_CODE",
    "COMPLEMENTS_NAME",
    "STOP",
    "WAYS",
    "WIDTH",
    "Reader",
    "address",
    "complements",
    "is_postcode",
    "known_town",
    "name",
    "postcode",
    "reading",
    "tokens",
    "town",
    "town_first",
]
