"""Reasons to doubt a name that no title bears: a place, a building called after somebody, a firm, a misread word.

Asked once for each name found, whoever found it. The answer is the most that its score may be: below 0.5 a person
looks at it, below 0.3 it is forgotten.
"""

import re
from functools import lru_cache

from garant.privacy.gazetteer import gazetteer
from garant.privacy.indirect.territory import COUNTRIES
from garant.privacy.name_context import is_announced, is_kin, is_related, of_a_place
from garant.privacy.name_page import known
from garant.privacy.name_words import FIRMS, FUNCTIONS, NEVER
from garant.privacy.vocabulary import as_words

_SURE, _UNSURE, _NOBODY = 1.0, 0.4, 0.2
_ASKED_PLACE = 0.35  # a form asks for a place there: whatever the tagger thinks
_LONGEST = 60  # characters on either side of what is joined by hyphens
_KNOWN_FIRST = 4  # from this level on a word is somebody's first name even after "à"

# Stdlib `re`, on the dozens of characters around one name; each is anchored at the end of its window, and only tried
# where the last word of the window is one of those that it may end with.
_TITLE = re.compile(
    r"(?:\b(?:m|mr|mm|mme|mmes|mlle|dr|me|pr|monsieur|madame|mademoiselle|docteur|docteure|maitre|nee?|nom|epouse|veuve)\b\.?[ :]{1,3})\Z"
)
_TITLES = as_words(
    "m mr mm mme mmes mlle dr me pr monsieur madame mademoiselle docteur docteure maitre ne nee nom epouse veuve"
)
_BORN_AT = re.compile(r"\b(?:nee?s?|naissance)\b[^.;\n]{0,48}[ ,(\t](?:a|au|aux) ?:?[ \t]{1,3}\Z")
_TOWARDS = re.compile(
    r"(?:^|[ \n'(])(?:a|au|aux|en|vers|depuis|entre|sur|pres de|loin de|jusqu'a|hors de|quitte|fui|via) \Z"
)
_AT = as_words("a au aux")
_TO = _AT | {"en", "vers"}
_FROM_OR_TO = _TO | as_words("depuis entre sur de quitte fui via")  # "de" of "près de"
_MOVES = re.compile(
    r"\b(?:part|repart|vi|viv|habit|arriv|retourn|rentr|install|domicili|demenag|emmenag|nee?|log|resid|all|va|vais|rest|travaill|expuls|voyag|embauch|"
    r"mut|affect|scolaris|hospitalis|detenu|incarcer)[a-z]{0,6} (?:toujours |aussi |encore |actuellement )?(?:a|au|aux|en|vers) \Z"
)
_CODE = re.compile(r"-?\d|-[A-Z0-9]{2,}")
# A form asks for a place; a letter is dated from one: "Nouméa, le 22 septembre".
_PLACE_LABEL = re.compile(
    r"(?:^|[\n\t|;,.(]|[ ]{2}|\d )[ ]?(?:lieu|lieu de naissance|ville|commune|pays|nationalite|pays de naissance|nee? a|langue|langues? parlees?|origine|"
    r"ecole|etablissement|classe|employeur) ?: ?\Z"
)
_DATED = re.compile(
    r",? le (?:\d|1e)\d?(?:er)? (?:janv|fevr|mars|avri|mai|juin|juil|aout|sept|octo|nove|dece)|,? le \d{1,2}[/.]\d{1,2}[/.]\d"
)
_NO_INITIALS = frozenset({"ps", "nb", "cc", "pv"})  # post-scriptum, nota bene, copy, minutes
_KEY_ENDS = ('":', "':")
_SAINTS = as_words("saint sainte st ste")
_A_MAN = re.compile(
    r"\b(?:un|ce|le|du|au|quel|cher|bon|une|cette|la|quelle|chere|bonne|jeune|vieux|vieille) (?:monsieur|madame|dame|mme) \Z"
)
_MEN = as_words("monsieur madame dame mme")
_ARTICLE = re.compile(
    r"(?:^|[ '\n(])(?:le|la|les|un|une|des|ce|cet|cette|ces|du|au|aux|mes|tes|ses|nos|vos|leurs?|l'|d') ?\Z"
)
_FIRM_BEFORE = re.compile(
    r"\b(?:assureur|fournisseur|prestataire|attributaire|entreprise|employeur|labo|laboratoire|editeur|marque|logiciel|societe|hebergeur|banque|"
    r"mutuelle|operateur|transporteur|constructeur|classement|candidats? retenus?)s? ?(?:: ?|retenue? ?: ?)\Z"
)
_WITH_OTHERS = re.compile(
    r"[ ]?(?:&|et)[ ]?(?:associe|fils|freres|cie|ass\b)|(?: [a-z]+)?[ ](?:sarl|sas|sasu|eurl|sci|sa|scop|snc|selarl)\b"
)
_WORD = re.compile("[a-z]+")
_PIECE = re.compile("[a-z0-9]+")
_LAST_WORD = 24  # characters
_FRAGMENT_BEFORE = re.compile(r"(?<![A-Za-z0-9'-])([A-Za-z0-9]{1,8}) \Z")
_FRAGMENT_AFTER = re.compile(r" ([A-Za-z0-9]{1,8})(?![A-Za-z0-9'-])")
# "Le dossier de Djeivano": what is somebody's, and no place's.
_POSSESSED = as_words(
    """
    dossier dossiers fils fille filles enfant enfants mere pere parents frere soeur situation demande courrier compte part appartement
    logement nom prenom voiture vehicule mari femme epoux epouse avocat avocate mail message lettre tel telephone numero signature
    classe anniversaire retour absence arrivee depart maman papa tonton tata oncle tante cousin cousine mamie papi copain copine ami amie
    collegue remplacement place pseudo lieu nouvelles rdv cas agent eleve comportement placement suivi bulletin cartable adresse
    """
)
_GREETS = as_words("cher chere bonjour bonsoir salut coucou merci bises bisous slt bjr dixit signe")


def most(text: str, lower: str, start: int, end: int) -> float:
    """The highest score that the name at text[start:end] (folded) may have."""
    words = _WORD.findall(lower[start:end])
    if not words or (
        not NEVER.isdisjoint(words)
        and any(len(word) > 1 for word in words)
        and all(word in NEVER or len(word) == 1 for word in words)
    ):
        return 0.0
    if len(words) == 2 and "".join(words) in _NO_INITIALS:
        return 0.0
    if text[end : end + 2] in _KEY_ENDS:
        return 0.0  # the name of a field: {"function": …}
    if (
        text[start - 1 : start] == '"' == text[end : end + 1]
        and text[start:end].islower()
        and not _bears_a_name(words[0])
    ):
        return _UNSURE  # a word of a program
    if end - start == 1 and text.startswith("..", end):
        return 0.0  # "Mme A...", as courts publish
    if end - start == 1 and _CODE.match(text, end) is not None:
        return _NOBODY  # "famille F-2219-B"
    before = lower[max(0, start - 64) : start]
    last = _last_word(before)
    if text[start].islower() and last in _MEN and _A_MAN.search(before) is not None and known(words[0])[2]:
        return _NOBODY
    if (
        (last in _TITLES and _is_titled(text, start, before))
        or is_announced(lower, start)
        or is_kin(lower, start)
    ):
        return _SURE
    if (
        words[0] in FIRMS
        or words[-1] in FIRMS
        or (last in _SAINTS and before.endswith(last + " "))
        or _WITH_OTHERS.match(lower, end) is not None
    ):
        return _NOBODY
    group_start, group_end = _group(text, start, end)
    if group_start < start:
        head = lower[group_start:start]
        if head.endswith(("saint-", "sainte-", "st-", "ste-")) or of_a_place(lower, group_start):
            return _NOBODY
    if (group_start < start or last in FIRMS) and _previous(lower, group_start) in FIRMS:
        return _NOBODY
    labelled = before.endswith((":", ": "))  # as both patterns end
    if (labelled and _PLACE_LABEL.search(before) is not None) or (
        lower[start - 1 : start] in {"", "\n"} and _is_dated_from(lower, end, words)
    ):
        return _ASKED_PLACE
    if (labelled and _FIRM_BEFORE.search(before) is not None) or " ".join(words) in COUNTRIES:
        return _NOBODY
    if (
        len(words) == 1
        and text[start:end].isupper()
        and 1 < len(words[0]) <= 4
        and not _bears_a_name(words[0])
    ):
        return _UNSURE  # rather an acronym
    if (
        len(words) == 1
        and text[start].islower()
        and known(words[0])[2]
        and known(words[0])[0] < 6
        and not is_related(lower, start)
    ):
        return _UNSURE
    if _is_misread(text, lower, start, end, words):
        return _NOBODY
    if len(words) > 1 and _is_birthplace(before, words):
        return _ASKED_PLACE
    lone = " " not in text[group_start:group_end]
    if (
        lone
        and text[start].islower()
        and known(words[0])[2]
        and (before.endswith(" comme ") or _ARTICLE.search(before) is not None)
    ):
        return _NOBODY
    if lone and _looks_like_a_place(
        lower, group_start, group_end, before[: len(before) - (start - group_start)]
    ):
        return _UNSURE
    return _SURE


def _is_dated_from(lower: str, end: int, words: list[str]) -> bool:
    """Whether a date follows, as at the head of a letter, and the name is not that of somebody's."""
    return _DATED.match(lower, end) is not None and all(known(word)[0] < _KNOWN_FIRST for word in words)


def _is_birthplace(before: str, words: list[str]) -> bool:
    """A place of several words, "né le … à Cân Tho", "domicilié à Bani Walid"."""
    towards = _last_word(before)
    if towards in _AT and _BORN_AT.search(before) is not None:
        return True
    if towards in _TO and _MOVES.search(before) is not None:
        first, last, _, _ = known(words[0])
        return first < _KNOWN_FIRST and last < _KNOWN_FIRST and known(words[-1])[0] < _KNOWN_FIRST
    return False


def _is_titled(text: str, start: int, before: str) -> bool:
    found = _TITLE.search(before)
    if found is None:
        return False
    # "me" is a master of the law with its capital, and everybody without.
    return found[0].strip(" :") not in {"me", "m", "pr"} or text[start - len(found[0])].isupper()


def _group(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with what is joined to it by hyphens: "Paul-Julius-Bénard" around "Bénard"."""
    first, last = max(1, start - _LONGEST), min(len(text) - 1, end + _LONGEST)
    while start > first and text[start - 1] == "-" and text[start - 2].isalpha():
        start -= 1
        while start > 0 and text[start - 1].isalpha():
            start -= 1
    while end < last and text[end] == "-" and text[end + 1].isalpha():
        end += 1
        while end < len(text) and text[end].isalpha():
            end += 1
    return start, end


def _last_word(before: str) -> str:
    """Its letters, whatever stands behind it; "" where that is long."""
    words: list[str] = _WORD.findall(before, max(0, len(before) - _LAST_WORD))
    return words[-1] if words else ""


def _previous(lower: str, start: int) -> str:
    """The word just before, or a blank before; "" where there is none."""
    end = start - 1 if lower[start - 1 : start] == " " else start
    if not lower[end - 1 : end].isalpha():
        return ""
    words: list[str] = _WORD.findall(lower, max(0, start - _LAST_WORD), end)
    return words[-1]


def _looks_like_a_place(lower: str, start: int, end: int, before: str) -> bool:
    """After "né à", "vers", "depuis", unless it is a first name; and "Louise-Weiss", as buildings are called."""
    words = _WORD.findall(lower[start:end])
    first, last, _, town = known(words[0])
    towards = _last_word(before)
    born_at = towards in _AT and _BORN_AT.search(before) is not None
    is_towards = towards in _FROM_OR_TO and _TOWARDS.search(before) is not None
    if len(words) == 1 or town:
        whole = len(words) == 1
        if born_at:
            return not whole or first < 6 or town
        if is_towards:
            return first < _KNOWN_FIRST or ((town or _MOVES.search(before) is not None) and first < 6)
        if first >= 4 or not before.endswith((" de ", " d'")):
            return False
        return (town and last < 4) or (
            (not first and not last) and _previous(lower, start - 3) not in _POSSESSED
        )
    if born_at or is_towards:
        return True
    previous = _previous(lower, start)
    if previous in _GREETS or previous in FUNCTIONS or lower[start - 1 : start] in {"\n", "@", ""}:
        return False
    # People write "Louise Weiss"; the hyphen is for what is called after her.
    if first < 4 or first < last - 1 or known(words[-1])[0] >= 5:
        return False
    # "Rose-Merlande" is a first name as well: there the word before tells, "la bourse du travail Fernand-Pelloutier".
    return known(words[-1])[1] >= 2 or (
        previous not in _POSSESSED and known(previous)[2] and len(previous) > 3
    )


def _is_misread(text: str, lower: str, start: int, end: int, words: list[str]) -> bool:
    """Ordinary words that a scanner has spoiled ("Sa1utations", "dernande") or cut ("DEM ANDE"), or glued ("lenveloppe")."""
    pieces = _PIECE.findall(lower, start, end)
    if all(len(piece) == 1 for piece in pieces):
        return False
    if any(_bears_a_name(piece) for piece in pieces) or all(known(piece)[2] for piece in pieces):
        return False
    if all(is_ordinary_misread(piece) for piece in pieces):
        return True
    if len(pieces) == 2 and is_ordinary_misread("".join(pieces)):
        return True
    before = _FRAGMENT_BEFORE.search(text[max(0, start - 10) : start])
    if before is not None and is_ordinary_misread(before[1].lower() + pieces[0]) and len(pieces[0]) > 2:
        return True
    after = _FRAGMENT_AFTER.match(text, end, end + 10)
    return after is not None and len(after[1]) > 1 and is_ordinary_misread(pieces[-1] + after[1].lower())


def _bears_a_name(word: str) -> bool:
    first, last, _, _ = known(word)
    return first >= 3 or last >= 4


@lru_cache(maxsize=16_384)
def is_ordinary_misread(word: str) -> bool:
    """Whether a word is one of the language, as it is or once what scanners and thumbs do to it is undone."""
    if len(word) > 40:
        return False
    is_common = gazetteer().is_common
    forms = {word}
    for wrong, right in (
        ("1", "l"),
        ("1", "i"),
        ("0", "o"),
        ("rn", "m"),
        ("ii", "u"),
        ("vv", "w"),
        ("5", "s"),
    ):
        forms |= {form.replace(wrong, right) for form in forms if wrong in form}
    forms |= {
        word.replace(letter, letter * 2, 1)
        for letter in "cflmnprst"
        if letter in word and letter * 2 not in word
    }
    forms |= {form.replace("i", "l", 1) for form in forms} | {form.replace("l", "i", 1) for form in forms}
    if any(len(form) > 1 and is_common(form) for form in forms):
        return True
    # "jpeux", of chats
    if word[0] == "j" and len(word) > 3 and is_common(word[1:]):
        return True
    # "lenveloppe", "jhabite": the apostrophe is lost.
    return any(
        form[0] in "ldjmtsnc" and len(form) > 5 and form[1] in "aeiouhy" and is_common(form[1:])
        for form in forms
    )
