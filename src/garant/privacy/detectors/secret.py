"""Mots de passe, clés d’API, jetons, clés privées: known shapes, what follows a word that announces one, noise.

The shapes are those of detect-secrets 1.5.0 (Yelp, Apache-2.0) and of issuers' own documentation, compiled into our
single pass; why the library itself doesn't run here, and how a test keeps us in step with it, is in
docs/decisions/0013-secrets.md.
"""

import math
import re
from collections import Counter

from garant.privacy.announced import Announced, Value, is_ordinary
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import gazetteer
from garant.privacy.labels import Label
from garant.privacy.stated import STATES, Stated, says_itself, stated
from garant.privacy.vocabulary import as_words

_PEM = Shape(
    r"(?s)-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|\z)",
    1.0,
)
_ISSUED = Shape(
    r"\b(?:sk-(?:proj-|ant-|or-|svcacct-)?[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9_]{20,}|github_pat_[A-Za-z0-9_]{20,}"
    r"|(?:glpat|gldt|glft|glsoat|glrt|glimt|glptt|glagent|gloas|glcbt)-[A-Za-z0-9_-]{16,}|GR1348941[A-Za-z0-9_-]{20,}"
    r"|(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}|xox[abposre]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{30,}|[rsp]k_(?:live|test)_[0-9A-Za-z]{16,}"
    r"|whsec_[A-Za-z0-9]{20,}|hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|dop_v1_[a-f0-9]{64}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}"
    r"|gsk_[A-Za-z0-9]{20,}|ya29\.[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_=-]{8,}\.[A-Za-z0-9_=-]{8,}(?:\.[A-Za-z0-9_=-]*)?|AccountKey=[A-Za-z0-9+/=]{60,}"
    r"|sq0(?:csp|atp|idp)-[0-9A-Za-z_-]{20,}|[0-9a-f]{32}-us\d{1,2}|\d{8,}:AA[0-9A-Za-z_-]{33}|[MNO][A-Za-z\d_-]{23,}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{27}"
    r"|(?:AC|SK)[a-z0-9]{32}|AKC[a-zA-Z0-9]{10,}|hvs\.[A-Za-z0-9_-]{20,}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}|glsa_[A-Za-z0-9_]{30,}|pat-[a-z0-9]{2,4}-[0-9a-f-]{36}"
    r"|https://hooks\.slack\.com/services/[A-Za-z0-9_/]{20,}|https://[a-z0-9.-]{3,}\.webhook\.office\.com/[^\s\"'<>]{20,}|mistral-[A-Za-z0-9]{20,}|(?:sk|pk|rk|api|key|tok)_[a-z]{2,10}_[0-9a-z]{12,})",
    1.0,
    cased=True,
)
_IN_URL = Shape(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s:/@]{0,64}:(?P<value>[^\s/@]{3,80})@", 0.95)
_BEARER = Shape(r"\b(?:bearer|basic)[ ]+(?P<value>[A-Za-z0-9+/_.=~-]{16,})", 0.9)
# Long and without sense: base64 or hexadecimal. The limits of entropy are those of detect-secrets.
_NOISE = Shape(r"[A-Za-z0-9+/_=-]{24}[A-Za-z0-9+/_=-]*", 0.4, cased=True)
_BASE64_FROM, _HEX_FROM = 4.3, 3.0  # bits per character
# What rules for passwords ask for: capitals, small letters, digits and a sign within.
_STRONG = Shape(r"[A-Za-z0-9][A-Za-z0-9_-]*[!#$%*+?&^][A-Za-z0-9!#$%*+?&^_-]*", 0.4, cased=True)
_BESIDE = re.compile(r"(?:^|[\s:(])[a-z][\w.-]{2,30}[ ]?/{1,2}[ ]?$")  # an account: "amercier2 / Tulipe!773"
_AFTER_ACCOUNT = Shape(r"/{1,2}[ ]?(?P<value>[A-Z][a-z]+[_-]?\d+)(?:[\s,;.)*!]|$)", 0.75, cased=True)
# Alone in its message, where a thread asks for a password: "12/07, 08:22 - Cathy: foyer46-Rocamadour".
_LONE = Shape(
    r"(?:[:\]>][ ]{1,2}|\n|^)(?:c'est |cest |tiens |voila )?(?P<value>[^\s:;|<>\"]+)[ ]*(?:\n|$)", 0.6
)
_ASKS = re.compile(
    r"\b(?:mdp|mots? de passe|wi-?fi|digicode|code d'acces|code (?:du|de la|de l'|porte|wifi))\b"
)
_HEX = re.compile(r"[0-9a-f]{24,}|[0-9A-F]{24,}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def entropy(value: str) -> float:
    """Bits per character."""
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())


def _check(candidate: Candidate) -> float:
    if candidate.shape is _PASSWORDS or candidate.shape is _DOUBTFUL:
        return candidate.shape.score if candidate.end > candidate.start else 0.0
    if candidate.shape is _PAIRS:
        return _judge_beside(candidate)
    if candidate.shape is _AFTER_ACCOUNT:
        account = re.search(r"([a-z]+)[a-z0-9._-]*[ ]?/{1,2}[ ]?$", candidate.before(40))
        plain = account is not None and not gazetteer().is_common(account[1])
        return candidate.shape.score if plain and len(candidate.digits) > 1 else 0.0
    if candidate.shape is _LONE:
        value = candidate.value
        told = (
            6 <= len(value) <= 40
            and _ASKS.search(candidate.before(240)) is not None
            and "/" not in value
            and "@" not in value
        )
        return (
            0.6
            if told and _is_mixed(value) and re.search("[a-z]{3}", value) and re.search(r"\d", value)
            else 0.0
        )
    if candidate.shape is _NOISE:
        told = _SECRET_TOLD.search(candidate.before(40)) is not None
        return _noise(candidate.value.strip("=-_/+"), candidate.before(12)) + 0.2 * told
    if candidate.shape is _STRONG:
        value = candidate.value
        kinds = any(map(str.isdigit, value)) + any(map(str.isupper, value)) + any(map(str.islower, value))
        around = (
            candidate.folded.text[max(0, candidate.start - 1) : candidate.start]
            + candidate.folded.text[candidate.end : candidate.end + 1]
        )
        if kinds < 3 or not 8 <= len(value) <= 64 or any(c in "/=?&@.-_%" for c in around):
            return 0.0
        beside = _BESIDE.search(candidate.before(40)) is not None
        return 0.75 if beside else 0.4 + 0.3 * candidate.near
    if candidate.shape is _IN_URL and _is_hidden(candidate.value):
        return 0.0
    return candidate.shape.score


_SECRET_TOLD = re.compile(r"\b(?:secret|jeton|token|cle|clef|key|api)\b[^\n]{0,12}$")


def _noise(value: str, before: str) -> float:
    if len(value) < 24 or len(value) > 4096 or _UUID.fullmatch(value) is not None or "://" in before:
        return 0.0
    if _HEX.fullmatch(value):
        mixed = not value.isdigit() and any(map(str.isdigit, value))
        return 0.45 if mixed and entropy(value) > _HEX_FROM else 0.0
    kinds = any(map(str.isdigit, value)) + any(map(str.isupper, value)) + any(map(str.islower, value))
    return (
        0.45
        if kinds == 3 and value.count("-") + value.count("_") < 4 and entropy(value) > _BASE64_FROM
        else 0.0
    )


def _is_hidden(value: str) -> bool:
    """A placeholder, or hidden already."""
    return value.startswith(("[", "${", "{{", "%(")) or set(value) <= set("*.xX_-?#")


# Words that announce a password and nothing else.
_PASSWORDS = Shape(
    r"(?:\b|[a-z]_|[a-z](?:db|sql|admin|user))(?:m[o0]ts?[ ]{1,3}de[ ]{1,3}pass?e?|m[o0]t[ -]de[ -]pass?e|motdepasse|mdps?|m\.d\.p|password|passwords|passwd|passwort|passphrases?|pswd|pwd|p/?w|passcode|phrase (?:secrete|de passe)"
    r"|digicodes?|cryptogramme(?: visuel)?|crypto|cvv|cvc|cvv2|reponse (?:secrete|a la question(?: secrete| de securite)?)|code secret|codes secrets|code confidentiel)(?:_[a-z0-9]{1,20}){0,3}\b",
    0.85,
)
# These announce one by what stands with them ("passe :", "code du portail", "clé wifi", "jeton d'accès").
_DOUBTFUL = Shape(
    r"(?:\b|_)(?:passe?|mp|pin|puk|otp|totp|codes?|cles?|jetons?|tokens?|secret|wifi|wi-fi|wpa2?|ssid|cadenas|coffre|boite a cles|nouveau|nouvelle|ancien|actuel|provisoire|temporaire|clefs?"
    r"|(?:api[_ -]?key|secret[_ -]?(?:access[_ -])?key(?:_base)?|private[_ -]key|access[_ -]?(?:key|token)|auth[_ -]token|refresh[_ -]token|service[_ -]key|account[_ -]key|client[_ -]secret|session[_ -]?id|csrf[_ -]token|secretkey|token|pass)"
    r"|cookie de session|phpsessid|jsessionid|credentials?)(?:_[a-z0-9]{1,20}){0,3}\b",
    0.8,
)
# After an account and a sign: "login : jdupont / Bienvenue_2025*".
_PAIRS = Shape(
    r"\b(?:logins?|identifiants?|ident|id|user|utilisateur|compte|codes?|acces|ftp|wifi|wi-fi|connexion|ent|pronote)\b",
    0.85,
)

_MYSQL = Shape(r"\b(?:mysql|mysqldump|mariadb|sshpass)\b[^\n]*?[ ]-p[ ]?[\"']?(?P<value>[^\s\"']+)", 0.85)
_CURL = Shape(r"\bcurl\b[^\n]*?[ ](?:-u|--user)[ ]?[\"']?[\w.-]+:(?P<value>[^\s\"']+)", 0.85)

# What may stand between a word and its secret.
_LINKS = as_words(
    """
    de du des d la le les l un une mon ma mes ton ta tes son sa ses votre vos notre nos leur pour sur par en a au aux ce cet cette si
    provisoire temporaire initial actuel actuelle nouveau nouvelle ancien ancienne par defaut toujours donc bien aussi normalement je crois pense
    wifi wi fi invite invites visiteurs admin administrateur session compte connexion windows perso personnel personnelle pro general generale unique commun partage
    ent pronote ameli impots caf franceconnect educonnect ecole eleve eleves enfant parent parents agent agents usager messagerie mail boite ordinateur pc poste tablette telephone tel portable mobile
    zip dossier fichier document pdf archive site application appli plateforme logiciel serveur base reseau box livebox freebox routeur borne internet vpn
    zoom teams reunion visio conference webinaire inchange inchangee identique suivant suivante dessous ci choisi attribue valable habituel retenu notre deverrouillage excel word
    """
)
# Of which thing a code, a key or a token is, for it to be a secret.
_OF_CODES = as_words(
    """
    wifi wi fi porte portes portail portillon grille garage hall entree immeuble batiment residence local locaux salle gymnase cave ascenseur interphone digicode vigik
    vestiaire vestiaires armoire placard cabane abri barriere clavier buanderie laverie
    pin puk sim carte cartes cb bleue bancaire bleu alarme alarmes acces activation verification confirmation validation sms connexion secret confidentiel securite
    cadenas coffre fort boite cles cle photocopieur copieur imprimante badge telephone tel portable mobile messagerie repondeur vocale deverrouillage verrouillage parental antivol
    autoradio usage recuperation secours zoom teams reunion parrainage provisoire temporaire ouverture sesame recu personnel session appairage consigne casier ent pronote
    educonnect franceconnect otp tablette ordinateur poste verrou api licence produit chiffrement privee secrete wpa wep reseau box livebox bitlocker jeton serveur coffre-fort
    insee securisation authentification session csrf bearer porteur
    """
)
_CODE_LINKS = _LINKS | _OF_CODES | as_words("numero no chiffres")
_DIGITS_DO = as_words(
    "digicode digicodes cryptogramme crypto cvv cvc cvv2 pin puk otp totp code codes cadenas coffre boite passcode"
)
_ORDINARY = re.compile(r"[a-z'-]+|[A-Z][a-z'-]+")
_RULES = re.compile(
    r"(?:doit|doivent|oubli|minimum|caracteres|chang(?:er|ez|ement|e\b)|renouvel|politique|regle|expir|demand|perdu|reinit|choisi|robuste|saisi|cliqu|contact|appel|voir|utilis|rappel|command|joindre|indiqu|remplac|remis|retir|fourni|deliv|adress|recev|obten|entrer|tap|taper|modifi|recuper|disponible)"
)
_GOES_ON = re.compile(
    r"[ ](?!(?:et|ou|pour|si|merci|svp|stp|login|identifiant|id|user|avant|apres|avec|mdp|mot|code|wifi|je|tu|il|elle|c'est|bonne|bisous|cordialement|dis|au cas)\b)[a-z]{2,}"
)
_MORE = re.compile(r"(?:[ ]?,|[ ]et|[ ]?;|[ ]ou)[ ](?P<value>[^\s,;|<>\"]{4,40})")
_GROUPS = re.compile(r"(?:[ -][0-9A-Fa-f]{4,5})+(?![0-9A-Za-z])")
_DIGIT_GROUPS = re.compile(r"(?:[ -]\d{2,4}){1,2}(?![0-9A-Za-z/])")


def _read(candidate: Candidate) -> tuple[int, int]:
    """Where the secret that the word announces stands; an empty range where it announces none."""
    nothing = (candidate.start, candidate.start)
    if says_itself(candidate.folded, candidate.start, candidate.end):
        return nothing
    sure = candidate.shape is _PASSWORDS
    word = candidate.value.lower()
    plain = sure and not word.startswith("digi")
    said = stated(candidate.folded, candidate.end, _LINKS if plain else _CODE_LINKS)
    text = candidate.folded.text
    if said is not None:
        end = _extended(text, said, text[said.start : said.end], word)
        if sure and _fits_password(candidate, word, text[said.start : said.end], said):
            return said.start, end
        if not sure and _fits_code(candidate, word, text[said.start : end], said, end):
            return said.start, end
    return _farther(candidate, word) or _behind(candidate, word) or _at_the_end(candidate) or nothing


_MADE_UP = re.compile(
    r"(?:(?<=[ ,:(\"])(?P<value>[A-Za-z][a-z]{3,20}[_.-]?\d{2,6}[!?*#$&]{0,3}))(?![0-9A-Za-z@.-]\w|[0-9A-Za-z@])"
)
_PRODUCTS = re.compile(
    r"(?:windows|office|word|excel|version|article|ubuntu|android|covid|agenda|budget|annee|rentree|salle|poste)"
)


def _at_the_end(candidate: Candidate) -> tuple[int, int] | None:
    """A word and a number, later on its line: "le mdp du wifi médiathèque livres2024", "… le nom du chat, Mistigri1939"."""
    if candidate.shape is not _PASSWORDS:
        return None
    folded, at = candidate.folded, candidate.end
    line = folded.lower[at : at + 110].split("\n", 1)[0]
    if not line.startswith((" ", ",")):
        return None
    found = _MADE_UP.search(folded.text, at, at + len(line))
    if found is None or _PRODUCTS.match(found["value"].lower()) is not None:
        return None
    link = folded.lower[at : found.start("value")]
    if (
        not _PROSE.issuperset(link)
        or any(map(str.isdigit, link))
        or any(_is_instruction(each) for each in link.split())
    ):
        return None
    return found.span("value")


_FARTHER = re.compile(
    r"(?:\b(?:est|c'est|cest|sera|devient|en|par|reste)[ ](?:le[ ]|la[ ])?|[:=])[ ]{0,2}[\"'(]?(?P<value>[^\s\"'<>|;()]{4,64})"
)


def _farther(candidate: Candidate, word: str) -> tuple[int, int] | None:
    """After words of any kind, on the same line: "le mot de passe qu'il m'avait donné hier est Rex2010"."""
    code = word.startswith("code")
    if candidate.shape is not _PASSWORDS and not code:
        return None
    folded, at = candidate.folded, candidate.end
    if folded.text[at : at + 1] != " ":
        return None
    line = folded.lower[at : at + 90].split("\n", 1)[0]
    if not any(sign in line for sign in _SIGNS):  # most are none: not worth a pattern
        return None
    found = _FARTHER.search(folded.text, at, at + len(line))
    if found is None:
        return None
    link = folded.lower[at : found.start()]
    if not _PROSE.issuperset(link) or any(
        _is_instruction(each) and not _DONE.match(each) for each in link.split()
    ):
        return None
    value = found["value"].rstrip(".,:")
    place = (found.start("value"), found.start("value") + len(value))
    if (
        _DATE.fullmatch(value) is not None
        or _is_hidden(value)
        or _UNIT.match(folded.lower, place[1]) is not None
    ):
        return None
    if not code:
        return (
            place
            if _is_mixed(value) and not gazetteer().is_common(value.lower().translate(_MISREAD))
            else None
        )
    of = _OF_CODES.intersection(_LETTERS.findall(link)) - {"local", "personnel", "insee", "produit"}
    return place if of and (_is_mixed(value) or (value.isdigit() and len(value) in (4, 6))) else None


_SIGNS = (":", "=", "est ", "sera ", "devient ", " en ", " par ", "reste ")
_DONE = re.compile(r"(?:reinitialis|chang|modifi|remplac)ee?s?\b")
_PROSE = frozenset("abcdefghijklmnopqrstuvwxyz '-(),0123456789")
_LETTERS = re.compile("[a-z]+")


def _extended(text: str, said: Stated, value: str, word: str) -> int:
    """On over what belongs to it: groups of a key, a phrase of several words, more of the same."""
    end = said.end
    if said.quoted:
        return end
    if word.startswith(("cle", "wpa", "code", "wifi")) or word in {"otp", "token", "jeton"}:
        groups = _GROUPS.match(text, end) if len(value) in (4, 5) else None
        groups = groups or (
            _DIGIT_GROUPS.match(text, end) if value.isdigit() and 2 <= len(value) <= 4 else None
        )
        if groups is not None:
            return groups.end()
    if word.startswith(("phrase", "passphrase", "reponse")):
        line = text.find("\n", end, end + 80)
        stop = line if line >= 0 else min(len(text), end + 80)
        rest = re.match(r"(?:[ ][^\W\d_]{2,20}){1,7}", text[end:stop])
        return end + rest.end() if rest is not None else end
    for _ in range(8):
        more = _MORE.match(text, end)
        if more is None or not _is_mixed(more["value"].rstrip(".,;:")):
            break
        if not word.startswith(("mots", "codes", "mdps", "passwords", "cles", "jetons", "tokens")):
            break
        end = more.start("value") + len(more["value"].rstrip(".,;:"))
    return end


def _is_mixed(value: str) -> bool:
    """Of more than one kind of sign, as no word of the language is."""
    letters = any(map(str.isalpha, value))
    digits = any(map(str.isdigit, value))
    signs = any(not c.isalnum() and c not in " -'.,/()\\" for c in value)
    return len(value) >= 4 and ((letters and (digits or signs)) or (digits and signs and len(value) < 24))


def _fits_password(candidate: Candidate, word: str, value: str, said: Stated) -> bool:
    three = word.startswith(("crypto", "cv"))
    if _is_hidden(value) or len(value) < (3 if three else 4) or value.startswith("http"):
        return False
    lower = value.lower()
    after = candidate.folded.lower[said.end : said.end + 40]
    if said.quoted:
        return (" " not in value or candidate.folded.text[said.start - 1] != "<") and not _is_instruction(
            lower
        )
    if _ORDINARY.fullmatch(value) is None:
        if value.isdigit():
            alone = said.sign or word in _DIGITS_DO or word.startswith("code")
            return (
                alone
                and len(value) <= 16
                and not re.match(
                    r"[ ](?:caracteres|signes|chiffres|lettres|jours|fois|ans|mois|minutes)", after
                )
            )
        if said.link & STATES and gazetteer().is_common(lower.translate(_MISREAD)):
            return False  # a word that OCR has damaged: "sont les su1vants"
        if said.sign and not said.below:
            return _DATE.fullmatch(value) is None or "mot" in word or "mdp" in word
        if said.below and not said.sign and _ALONE.match(after) is None:
            return False  # a row under its headings
        return _is_mixed(value) and _DATE.fullmatch(value) is None
    # A word: said outright it may be the password all the same.
    if lower in _NOT_A_PASSWORD or _is_instruction(lower) or not said.sign:
        return False
    if word.startswith(("phrase", "passphrase", "reponse")):
        return True
    if said.below:
        return _ALONE.match(after) is not None and not gazetteer().is_common(lower)
    # "le mdp c'est chaton", but not "le mot de passe est personnel".
    spoken = not said.link.isdisjoint(STATES) and not (_TOLD & said.link and _ALONE.match(after))
    if _GOES_ON.match(after) is not None or (spoken and gazetteer().is_common(lower)):
        return False
    return not word.startswith("digi")


_TOLD = frozenset(("c'est", "cest", "c"))
_MISREAD = str.maketrans("015", "ois")
_ALONE = re.compile(r"[ ]*(?:\n|$)")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}h\d{0,2}|\d{1,2}:\d{2}")
_UNIT = re.compile(
    r"[ ]?(?:\$|euros?|eur\b|%|ans\b|mois\b|jours?\b|heures?\b|h\b|minutes?|min\b|caracteres|chiffres|essais|exemplaires|go\b|mo\b|m\b|fois\b|eleves|agents|personnes|pages|points)|[.,]\d{2}\b|/\d"
)


def _is_instruction(lower: str) -> bool:
    return _RULES.match(lower) is not None


def _fits_code(candidate: Candidate, word: str, value: str, said: Stated, end: int) -> bool:
    """Whether a word of many uses announces a secret here, by what it is of, what is near it and what the value is."""
    if _is_hidden(value) or len(value) < 4 or value.startswith("http") or _DATE.fullmatch(value) is not None:
        return False
    after = candidate.folded.lower[end : end + 16]
    if _UNIT.match(after) is not None:
        return False
    told = bool(said.link & _OF_CODES)
    near = candidate.near > 0.2
    mixed = _is_mixed(value)
    compact = value.replace(" ", "").replace("-", "")
    digits = compact.isdigit()
    if said.below and not said.sign and _ALONE.match(after) is None:
        return False  # a row under its headings
    key = word.rsplit("_", 1)[-1]
    if word in {"nouveau", "nouvelle", "ancien", "actuel", "provisoire", "temporaire"}:
        return near and said.sign and mixed and not said.below
    if word.startswith("pass") or word == "mp":
        return (
            not said.below
            and (mixed or (digits and near and said.sign))
            and (said.sign or (near and len(value) > 5))
            if not _is_time(value)
            else False
        )
    if word in {"wifi", "wi-fi", "ssid"}:
        return said.sign and not said.below and mixed and len(value) >= 8
    if word in {"pin", "puk", "otp", "totp"}:
        plain = digits and 4 <= len(value) <= 8
        return (
            plain
            or (said.sign and mixed)
            or (word in {"totp", "otp"} and value.isupper() and len(value) > 11)
        )
    if word in {"cadenas", "coffre", "boite a cles"}:
        return said.sign and digits and 3 <= len(value) <= 6
    if word in {"code", "codes"}:
        if told:
            if digits:
                return 3 <= len(compact) <= 8 and "insee" not in said.link
            return (
                (mixed and not said.below)
                or (mixed and said.sign)
                or (
                    said.sign
                    and not said.link.isdisjoint(("wifi", "wi", "fi"))
                    and not said.below
                    and _ORDINARY.fullmatch(value) is not None
                    and not gazetteer().is_common(value.lower())
                    and _ALONE.match(after) is not None
                )
            )
        if (
            not said.link
            and 4 <= len(compact) <= 8
            and (digits or (mixed and said.sign))
            and _OPENS.search(candidate.before(40)) is not None
        ):
            return True
        if not said.link and not said.below and _DOOR.fullmatch(value) is not None:
            before = candidate.before(60)
            if _AT_A_DOOR.search(before) is not None or (digits and _WITH_CARD.search(before) is not None):
                return True
        return not said.link and not said.below and _TYPED.fullmatch(value) is not None and len(value) >= 6
    if word in {"cle", "cles", "clef", "clefs"}:
        return (
            (told or near)
            and mixed
            and len(value) >= 6
            and not said.below
            and (said.sign or len(value) >= 10 or told)
        )
    if word.startswith("jeton"):
        return mixed and len(value) >= 6 and not said.below
    if word in {"secret", "credential", "credentials"}:
        return said.sign and mixed and len(value) >= 6
    if key.startswith("token") or word.endswith("token"):
        return (
            said.sign
            and (mixed or (not digits and entropy(value) > 3.2 and len(value) > 11))
            and len(value) >= 6
            and not said.below
        )
    return said.sign and _ORDINARY.fullmatch(value) is None and len(value) >= 4 and (mixed or len(value) > 7)


_TYPED = re.compile(r"(?=[A-Z-]*\d)(?=[0-9-]*[A-Z])[0-9A-Z]{2,8}(?:-[0-9A-Z]{2,8}){0,4}")


# What one types at a door, no postcode; after a floor or a street, or with a card.
_DOOR = re.compile(r"[A-Z]?\d{4}[A-Z*#]?|\d{2,3}[A-Z]\d{1,2}")
_AT_A_DOOR = re.compile(
    r"\b(?:etage|appartement|appt?|escalier|esc|entree|hall|batiment|bat|residence|rue|avenue|boulevard|bd|place|allee|impasse|quai|cours)\b[^.;:\n]{0,36},[ ](?:le )?$"
)
_WITH_CARD = re.compile(r"\b(?:carte|cb)\b[^.;\n]{0,40}\b(?:son|mon|ton|leur|votre|le)[ ]$")
_OPENS = re.compile(
    r"\b(?:alarme|digicode|portail|porte|coffre|cadenas|boite a cles?|badge|interphone|verrou|sms|wifi|tablette|telephone|iphone|samsung|portable|ecran|armoire|garage|immeuble|gite|logement|local|consigne|casier)\b"
)


def _is_time(value: str) -> bool:
    return re.fullmatch(r"\d{1,2}h\d{0,2}|\d{1,3}[.,]\d{2}", value.lower()) is not None


def _judge_beside(candidate: Candidate) -> float:
    return candidate.shape.score if candidate.value and _stands_alone(candidate.value) else 0.0


def _stands_alone(value: str) -> bool:
    """Whether a value that no word announces just before looks like a password."""
    if _is_hidden(value) or "://" in value or ("@" in value[1:] and "." in value) or "=" in value:
        return False
    dated = _DATE.fullmatch(value) is not None or _SHORT_CODE.fullmatch(value.lower()) is not None
    return _is_mixed(value) and any(map(str.isdigit, value)) and len(value) > 5 and not dated


_SHORT_CODE = re.compile(r"[a-z]{1,3}\d{1,2}|\d+[a-z]{1,3}")
_SEPARATES = re.compile(r"[/|;-]|[ ]et[ ]")
_PAIR = re.compile(
    r"[^\n]{0,40}?(?::|=|sont|est|[ ])[ ]{0,2}[\w.+@-]{2,50}[ ]{0,2}(?:/{1,2}|\||-{1,2}|;|[ ]et)[ ]{0,2}(?P<value>[^\s|;<>\"=]{4,64})"
)


def _paired(candidate: Candidate) -> tuple[int, int]:
    """After an account and a sign: "login : jdupont / Bienvenue_2025*"."""
    text, at = candidate.folded.text, candidate.end
    if _SEPARATES.search(text, at, at + 70) is None:
        return candidate.start, candidate.start
    pair = _PAIR.match(text, at, at + 160)
    if pair is None:
        return candidate.start, candidate.start
    return pair.start("value"), pair.start("value") + len(pair["value"].rstrip(".,:"))


_BACK_LINKS = as_words(
    "comme est c'est cest en = pour le mon votre son ton ma un nouveau vieux ancien (le (mon ("
)
_OF_ONE = re.compile(
    r"[ ](?:de |d'|a )?(?:verification|confirmation|connexion|securite|validation|deverrouillage|acces|activation|confidentiel|secret|pin|wifi|sms|usage unique|porte)\b"
)


def _behind(candidate: Candidate, word: str) -> tuple[int, int] | None:
    """The password before its word: "j'ai mis Azerty123 comme mot de passe", "883412 est votre code de connexion"."""
    code = word.startswith("code") and word in {"code", "codes"}
    if code and _OF_ONE.match(candidate.folded.lower, candidate.end) is None:
        return None
    if not code and candidate.shape is not _PASSWORDS:
        return None
    start = max(0, candidate.start - 60)
    line = candidate.folded.text[start : candidate.start].rsplit("\n", 1)[-1]
    pieces = line.split(" ")
    at = candidate.start
    bracket = line.endswith("(")
    while pieces and (not pieces[-1] or pieces[-1].lower() in _BACK_LINKS):
        at -= len(pieces.pop()) + 1
    if not pieces or at >= candidate.start - (0 if bracket else 1):
        return None
    value = pieces[-1]
    begin = at - len(value)
    stripped = value.lstrip("\"'(").rstrip("\"',")
    begin += len(value) - len(value.lstrip("\"'("))
    linked = line[len(" ".join(pieces)) :].lower().split()
    if stripped.isdigit():
        return (
            (begin, begin + len(stripped)) if code and "est" in linked and 4 <= len(stripped) <= 8 else None
        )
    said = bracket or any(each in {"comme", "est", "c'est", "cest", "=", "le"} for each in linked)
    return (begin, begin + len(stripped)) if said and _stands_alone(stripped) else None


# "Codes du local : 7731#A", not the code of a law or of a town.
_PLACE_CODE = re.compile(
    r"[ ](?:du|de la|de l'|d'|des|pour le|pour la)[ ]?[a-z']{3,20}(?:[ ][a-z']{3,20})?[ ]?[:=][ ]?(?P<value>[0-9A-Z#*]{4,10})(?![0-9A-Za-z])"
)
_NO_PLACE = re.compile(
    r"travail|route|postal|insee|naf|ape\b|commande|sante|famille|electoral|civil|penal|environnement|urbanisme|sport|douane|commerce|client|produit|service|agent|action|analytique|banque|guichet"
)


def _reach_place(value: Value) -> float:
    return (
        1.0
        if value.link.startswith(" ") and "\n" not in value.link and not _NO_PLACE.search(value.link)
        else 0.0
    )


def _judge_place(value: Value) -> float:
    return 0.65 if sum(map(str.isdigit, value.text)) >= 3 else 0.0


# What opens a thing, after the thing: "Boîte à clés du gîte : 2580", "alarme 8-8-2-0 puis étoile".
_OPENING = re.compile(
    r"(?:[A-Z][ ]?)?\d(?:[ -]?\d){3,5}(?:[ ]?[A-Z*#](?![0-9A-Za-z]))?(?![0-9A-Za-z])(?![ ./-]?\d)"
)
_SURELY_OPENED = (
    "boite a cle",
    "boite a cles",
    "boites a cles",
    "cle boite",
    "cles boite",
    "cle armoire",
    "armoire a cles",
    "cadenas",
    "alarme",
)
_OPENED = (
    "interphone",
    "portail",
    "portillon",
    "local poubelles",
    "local velos",
    "local",
    "garage",
    "coffre",
    "clavier",
    "grille",
    "barriere",
    "hall",
    "immeuble",
)
_TO_OPEN = re.compile(
    r"(?:[ ](?:du|de la|de l'|des|d'|a la|ch\.)[ ]?[a-z'-]{2,16}(?: [a-z'-]{3,16})?)?[ ]?(?:(?:[:=,-]|\(|code|c'est|est|le code)[ ]?){0,3}"
    r"|[ ](?:se coupe|se desactive|se desarme|se debloque|s'ouvre|s'arrete|s'eteint)[ ](?:avec|en tapant)[ ](?:le )?(?:code )?"
)


def _reach_opening(value: Value) -> float:
    return 1.0 if len(value.link) < 44 and _TO_OPEN.fullmatch(value.link) is not None else 0.0


def _judge_opening(value: Value) -> float:
    if is_ordinary(value.text, value.after(16)) and not value.marked:
        return 0.0
    sure = value.word in _SURELY_OPENED and (value.word != "alarme" or not value.text.isdigit())
    if "avec " in value.link or "tapant " in value.link:
        return 0.65 if _UNIT.match(value.after(12)) is None else 0.0
    told = value.marked or "code" in value.link
    if not sure and ("code" not in value.link or not told):
        lettered = not value.text.replace(" ", "").isdigit() and value.marked
        return 0.55 if lettered else 0.0
    return 0.7 if _UNIT.match(value.after(12)) is None else 0.0


# Looked for before all else: most of these words stand far from any digit.
_DIGIT_NEAR = re.compile(r"[^\n\d]{0,46}\d")
_DIGITS_NEAR = re.compile(r"[^\n\d]{0,34}\d[ -]\d[ -]\d")
# One digit at a time: "code du garage : 2 9 1 1 #".
_DIGIT_BY_DIGIT = re.compile(r"\d(?:[ -]\d){3,5}(?:[ ][A-Z*#](?![0-9A-Za-z]))?(?![0-9A-Za-z])(?![ .-]?\d)")


def _reach_told(value: Value) -> float:
    told = len(value.link) < 34 and "\n" not in value.link and not _NO_PLACE.search(value.link)
    return 1.0 if told and value.marked else 0.0


def _judge_told(value: Value) -> float:
    return 0.7


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """What a word announces; else the match itself."""
    if candidate.shape is _PASSWORDS or candidate.shape is _DOUBTFUL:
        return _read(candidate)
    if candidate.shape is _PAIRS:
        return _paired(candidate)
    return candidate.start, candidate.end


_NOT_A_PASSWORD = as_words(
    """
    oublie oubliee perdu perdue obligatoire requis valide invalide incorrect incorrecte faux bon errone expire expiree provisoire minimum robuste fort faible different
    unique personnel confidentiel votre notre celui celle cette dans avec pour voir changez changer choisir saisir none null true false vide aucun aucune absent
    strictement toujours jamais desormais inchange inchangee envoye envoyee transmis transmise communique communiquee affiche affichee note notee bloque bloquee trop
    ainsi pas plus bien tres encore tout toute tous donne donnee defini definie modifie modifiee demande demandee compose composee identique joint jointe sous dessous
    suivant suivante the your string secret password required optional
    """
)

ANNOUNCED = (
    Announced(Label.SECRET, ("code", "codes"), _judge_place, shape=_PLACE_CODE, reach=_reach_place),
    Announced(
        Label.SECRET,
        ("code", "codes"),
        _judge_told,
        shape=_DIGIT_BY_DIGIT,
        reach=_reach_told,
        opening=_DIGITS_NEAR,
    ),
    Announced(
        Label.SECRET,
        (*_SURELY_OPENED, *_OPENED),
        _judge_opening,
        shape=_OPENING,
        reach=_reach_opening,
        opening=_DIGIT_NEAR,
    ),
)
DETECTOR = Detector(
    label=Label.SECRET,
    shapes=(
        _PASSWORDS,
        _DOUBTFUL,
        _PAIRS,
        _LONE,
        _AFTER_ACCOUNT,
        _MYSQL,
        _CURL,
        _PEM,
        _ISSUED,
        _IN_URL,
        _BEARER,
        _NOISE,
        _STRONG,
    ),
    check=_check,
    bounds=_bounds,
    context=(
        "mdp",
        "mot de passe",
        "mots de passe",
        "password",
        "compte",
        "comptes",
        "login",
        "acces",
        "identifiant*",
        "session",
        "connexion",
        "user",
        "id",
        "ident",
        "wifi",
        "wi-fi",
        "ssid",
        "reseau",
        "livebox",
        "api",
        "digicode",
        "alarme",
        "coffre-fort",
        "code secret",
    ),
    reach=160,
)
