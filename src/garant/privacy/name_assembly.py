"""Members of an assembly in its minutes: the roll call names them without their role."""

import re

# A text is the minutes of an assembly of elected members where it holds one of each.
# "M. Untel.– " is how the reports of an assembly give the floor; not those of a class, a flat's owners or a firm.
_PRIVATE_COUNCILS = ("conseil de classe", "conseil d'ecole", "copropri", "cse")
_OTHER_COUNCILS = (*_PRIVATE_COUNCILS, "conseil d'administration")  # a public body may have this one
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
_PRIVATE_BODIES = (
    *_PRIVATE_COUNCILS,
    *_CLUBS,
    "proviseur",
    "parents",
    "conseil de discipline",
    "comite social",
)
# What is only said of a debate that ends in a vote, where its author names no assembly.
_VOTED = (
    "voix contre",
    "voix pour",
    "aux voix",
    "delib",
    "a l'unanimite",
    "quorum",
    "pris acte",
    "amendement",
    "voeu rejete",
    "voeu adopte",
    "incident est clos",
)
# Stdlib `re`, tried where one of the words above stands; each repetition is bounded.
_OFFICE_SPEAKS = re.compile(
    r"\b(?:maire|presidente?|rapporteure?|adjointe?)(?: (?:du|de la|au|aux|a la|de l'|a l')[a-z' -]{2,30})?"
    r"(?: ?:|,? (?:repond|precise|rappelle|presente|expose|met |ouvre|ajoute|propose|soumet|indique)\b)"
)
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
    r"retorque|objecte|replique|s'inquiete ?:|s'inquiete (?:de|du|des|que)\b|reclame (?:la|le|un|une|des) [a-z]{3,20} (?:de|des|du)\b|deplore|insiste|ironise|[a-z']{4,14} (?:cela )?\"|"
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


def is_debate(lower: str) -> bool:
    """Whether a text tells a debate that somebody in office leads and a vote ends, whatever the assembly is called."""
    return (
        any(word in lower for word in _VOTED)
        and not any(word in lower for word in _PRIVATE_BODIES)
        and _OFFICE_SPEAKS.search(lower) is not None
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
