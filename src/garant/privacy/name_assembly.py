"""Members of an assembly in its minutes: the roll call names them without their role."""

import re

# A text is the minutes of an assembly of elected members where it holds one of each.
# "M. Untel.– " is how the reports of an assembly give the floor; not those of a class, a flat's owners or a firm.
_OTHER_COUNCILS = ("conseil de classe", "conseil d'ecole", "conseil d'administration", "copropri", "cse")
_ASSEMBLIES = (
    "conseil municipal",
    "conseil communautaire",
    "conseil departemental",
    "conseil regional",
    "conseil metropolitain",
    "conseil syndical",
    "comite syndical",
    "conseillers municipaux",
    "conseillers communautaires",
)
_SESSIONS = ("seance", "deliber", "quorum", "sous la presidence", "votants")
_CLUBS = ("association", " asso ", "club", "adherent", "benevole", "cotisation", "licence", "tresori")
_REACH = 400  # characters of a roll call before a name
# Stdlib `re`, on a window of bounded length.
_CALL = re.compile(
    r"\b(?:presente?s?|excusee?s?|absente?s?|pouvoirs?|procurations?|secretaire(?: de seance)?|abstentions?|abstenue?s?|contre|votent)\b"
    r"(?:[^:.\n]{0,24}:|(?<=voirs) |(?<=voir) a )"
)
# Who takes the floor: "M. DUHAMEL.– Mon groupe …", "Mme Bensaïd :".
_FLOOR = re.compile(r"(?:^|\n)[ \t]*(?:m\.?|mme|monsieur|madame) ?\Z")
_TITLED = re.compile(r"\b(?:m\.?|mme|monsieur|madame) ?\Z")
_DEBATES = re.compile(
    r",? (?:interroge|s'interroge|s'abstient|demande (?:si|que|pourquoi|comment|des|une|un|au)|rappelle|souligne|regrette|repond|estime|precise|propose|se dit|"
    r"s'etonne|remercie|conclut|intervient|vote|rapporte|presente (?:le|la|les)|expose|salue|alerte|est absente?|est excusee?|quitte la|rejoint la|donne pouvoir|"
    r"elue? |conseillere?\b(?! (?:en |de vente|d'insertion|d'orient|princip|social|penit)))"
)
_SPEAKS = re.compile(r"[ ]?(?:\.[ ]?[-*]|[ ]?:|[ ]?-[ ])")
_SENTENCE_END = re.compile(r"[a-z)]{3}\.\s")
_STAFF = ("assistai", "agent", "directeur", "directrice", "secretaire general", "tresorier", "invite")


def is_minutes(lower: str) -> bool:
    """Whether a text (folded, lower case) is about a session of an assembly of elected members."""
    if (
        ".- " in lower
        and ("conseil" in lower or "groupe" in lower)
        and not any(w in lower for w in _OTHER_COUNCILS)
    ):
        return True
    if not any(word in lower for word in _SESSIONS):
        return False
    return any(word in lower for word in _ASSEMBLIES) or (
        "maire" in lower
        and ("sous la presidence" in lower or "deliberation" in lower)
        and not any(word in lower for word in _CLUBS)
    )


def takes_the_floor(lower: str, start: int, end: int) -> bool:
    """Whether the name is that of somebody who debates: at the head of what is reported of them, or "M. X s'abstient"."""
    if (
        _TITLED.search(lower, max(0, start - 12), start) is not None
        and _DEBATES.match(lower, end) is not None
    ):
        return True
    return (
        _FLOOR.search(lower, max(0, start - 12), start) is not None and _SPEAKS.match(lower, end) is not None
    )


def in_roll_call(lower: str, start: int) -> bool:
    """Whether the name that begins here is in a list of those present, excused, represented or voting."""
    before = lower[max(0, start - _REACH) : start].rsplit("\n", 1)[-1]
    call = None
    for call in _CALL.finditer(before):  # noqa: B007 - the last one counts
        pass
    if call is None:
        return False
    between = before[call.end() :]
    return _SENTENCE_END.search(between) is None and not any(word in between for word in _STAFF)
