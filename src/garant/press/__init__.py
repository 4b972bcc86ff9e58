"""A charter as files to read, print, vote and post on a wall: PDF/UA-1, ODT, DOCX, JSON, a poster. Pure."""

from garant.press.as_json import FORMAT, charter_json, charter_json_schema
from garant.press.as_paper import charter_docx, charter_odt, charter_paper
from garant.press.as_pdf import charter_pdf
from garant.press.contrast import READABLE, Shade, readable
from garant.press.errors import ColourUnreadable, PosterSizeUnknown, PressBusy
from garant.press.poster import ACCENT, SIZES, GoldenRules, Poster, golden_rules, poster
from garant.press.shelf import Shelf

__all__ = [
    "ACCENT",
    "FORMAT",
    "READABLE",
    "SIZES",
    "ColourUnreadable",
    "GoldenRules",
    "Poster",
    "PosterSizeUnknown",
    "PressBusy",
    "Shade",
    "Shelf",
    "charter_docx",
    "charter_json",
    "charter_json_schema",
    "charter_odt",
    "charter_paper",
    "charter_pdf",
    "golden_rules",
    "poster",
    "readable",
]
