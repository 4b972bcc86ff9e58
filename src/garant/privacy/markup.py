"""Signs of layout that cut words and numbers without being part of them: emphasis, tags, entities.

"1 85 **05 78** 006", "<b>1850578</b>006084" and "06&nbsp;12" are read as if nothing stood there. Only signs that say
nothing are taken: a tag that bears an address, asterisks that hide a password and the rule of a table are left.
"""

import re
from collections.abc import Iterator

# Stdlib `re`: each alternative begins with a sign of its own and every repetition is bounded or of one sign. Tried only
# where such a sign stands: an alternative that first looks behind itself is slow to look for.
_FIRST_OF_SIGNS = re.compile(r"[*_~`\\<]")
_SIGNS = re.compile(
    r"(?<!\*)\*{2,3}(?=[\w(])|(?<=\w)\*{2,3}(?!\*)|(?<=[.,;:!?)%])\*\*(?!\*)"
    r"|(?<![*\w])\*(?=\w)|(?<=\w)\*(?![*\w])"
    r"|(?<![_\w])_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)"
    r"|~~|(?<![`\w])`{1,3}(?=\w)|(?<=\w)`{1,3}(?![`\w])"
    r"|\\(?=[-.+*#()!])"
    r"|</?(?i:b|i|u|s|em|strong|span|font|sup|sub|mark|small|wbr|code|kbd|big)"
    r"(?: (?:style|class|color)=(?:\"[^\"<>]{0,80}\"|'[^'<>]{0,80}'))?[ ]?/?>"
)
# These leave a blank: what stands on either side is apart.
_FIRST_OF_BLANKS = re.compile(r"[<&_]")
_BLANKS = re.compile(
    r"</?(?i:br|p|div|tr|table|tbody|thead|ul|ol|li|dl|dt|dd|h[1-6]|td|th|hr|pre|blockquote)"
    r"(?: (?:style|class|align|width|valign|colspan|rowspan)=(?:\"[^\"<>]{0,80}\"|'[^'<>]{0,80}'|[0-9a-z%]{1,8})){0,4}[ ]?/?>"
    r"|&(?i:nbsp|thinsp|ensp|emsp|nnbsp|#160|#xa0|#8239|#x202f|#8201|#x2009);"
    r"|(?<!_)_{3,}"
)
_CELL = re.compile(r"</?t[dh]", re.IGNORECASE)
_HINTS = ("*", "_", "`", "<", "&", "~~", "\\")  # looked for first: most texts hold none


def signs(text: str) -> list[tuple[int, int, str]]:
    """(start, end, what is read in their place: "" or one character), sorted, none overlapping another."""
    if not any(hint in text for hint in _HINTS):
        return []
    found = [(*match.span(), "") for match in _each(_SIGNS, _FIRST_OF_SIGNS, text)]
    if "<" in text or "&" in text or "___" in text:
        found += [(*match.span(), _blank(match[0])) for match in _each(_BLANKS, _FIRST_OF_BLANKS, text)]
        found.sort()
    return found


def _each(signs: re.Pattern[str], first: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `signs.finditer` finds, whose matches all begin with a character of `first`."""
    done = 0
    for begin in first.finditer(text):
        at = begin.start()
        if at >= done and (match := signs.match(text, at)) is not None:
            yield match
            done = match.end()


def _blank(sign: str) -> str:
    if sign[0] in "&_":
        return " "
    if _CELL.match(sign):
        return "\t" if sign[1] == "/" else " "
    return "\n"
