"""Colours that people choose, made readable: WCAG 2.2, success criterion 1.4.3."""

import re
from dataclasses import dataclass

from garant.press.errors import ColourUnreadable

READABLE = 4.5  # to 1, for text of any size
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_STEP = 0.97

Rgb = tuple[int, int, int]
_WHITE: Rgb = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Shade:
    """The colour that was asked, the one that is used, and its contrast with white, the paper and the text on it."""

    asked: str
    used: str
    contrast: float

    @property
    def darkened(self) -> bool:
        """Whether the colour that was asked could not be read."""
        return self.asked != self.used


def readable(colour: str) -> Shade:
    """The colour, darkened as little as needed to be read on white. Raises ColourUnreadable for what is no colour."""
    asked = _rgb(colour)
    used = asked
    share = 1.0
    while contrast(used, _WHITE) < READABLE:
        share *= _STEP
        used = (round(asked[0] * share), round(asked[1] * share), round(asked[2] * share))
    return Shade(_hex(asked), _hex(used), contrast(used, _WHITE))


def contrast(one: Rgb, other: Rgb) -> float:
    """From 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> Rgb:
    found = _HEX.fullmatch(colour.strip())
    if found is None:
        raise ColourUnreadable
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
