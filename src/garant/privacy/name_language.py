"""Whether a text is in English: manuals, licences and logs come along with letters."""

import re

_LOOKED_AT = 6_000  # characters
_SHORT = 600
_FEWEST = 6  # little words; a name or a title in English does not make a text so

# Stdlib `re`: one alternation of whole words, on a text of bounded length.
_ENGLISH = re.compile(r"\b(?:the|of|and|is|are|to|for|with|this|that|you|your|be|from|by|not|will)\b")
_FRENCH = re.compile(
    r"\b(?:le|la|les|de|des|du|et|est|une|un|que|qui|pour|dans|je|vous|nous|ne|pas|au|sur)\b"
)


def is_english(lower: str) -> bool:
    """By its little words (folded, lower case); False where too few tell."""
    looked_at = lower[:_LOOKED_AT]
    if " the " not in looked_at and " and " not in looked_at:
        return False
    english, french = len(_ENGLISH.findall(looked_at)), len(_FRENCH.findall(looked_at))
    if not french and len(lower) < _SHORT:
        return True  # a description of a tool, a title
    return english >= _FEWEST and english > 2 * french
