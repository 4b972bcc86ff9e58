"""Identifiants de compte: after "identifiant", "login", "pseudo", in a path or a line of a log; or an @handle."""

import re
from bisect import bisect_left
from typing import Any

import re2

from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import first_name, gazetteer, surname
from garant.privacy.labels import Label
from garant.privacy.stated import STATES, Stated, says_itself, stated
from garant.privacy.vocabulary import as_words

_NETWORKS = (
    "twitter|instagram|insta|snap|snapchat|tiktok|tik tok|facebook|fb|discord|skype|twitch|telegram|steam|messenger|linkedin|threads|mastodon"
    "|youtube|vinted|leboncoin|le bon coin|xbox|psn|roblox|fortnite|minecraft|bluesky|viber|whatsapp|signal|reddit|playstation|doctolib|blablacar|airbnb"
    "|github|gitlab|bereal|pinterest|spotify|deezer|strava|valorant|brawl stars|clash royale|league of legends|epic games|nintendo|wattpad|tumblr|wechat|tinder|badoo|meetic|jeuxvideo"
)
# Words that announce an account, from which the value is read piece by piece (stated.py).
_NAMES = Shape(
    r"(?:\b|[a-z]_)(?:log-?ins?|logon|logname|user_?names?|user name|user_?id|pseudos?|pseudonymes?|identifiants?|ident|noms? d'utilisateurs?|nom d'usager|nom de compte|nom d'acces|samaccountname|account ?name|mailnickname|gamer ?tag|nick(?:name)?|mon log|matricule ad|code utilisateur|surnom)\b",
    0.92,
)
_ACCOUNTS = Shape(
    rf"(?:\b|[a-z]_)(?:user|users|usr|uid|cn|utilisateurs?|utilisatrices?|alias(?: reseaux)?|comptes?|session|sessions|account|sub|profils?|chaine|internaute|abonnee?|streamer|sudo|vpn|id|x|{_NETWORKS})\b",
    0.9,
)
# A pair: an account and, after a sign, its password ("vos codes : ldubosc / Aqw7!pli").
_PAIRS = Shape(r"\b(?:codes?|acces|ftp|sftp|wifi|wi-fi|connexion|coordonnees|parametres|log)\b", 0.9)
# Fields that hold an account where their value looks like one: '"agent": "mdupuis3"', "saisi par cnguyen".
_FIELDS = Shape(
    r"\b(?:usagere?|joueur|joueuse|membre|blogueu(?:r|se)|contribut(?:eur|rice)|moderat(?:eur|rice)|agent traitant|agent|agente|auteur|autrice|author|operateur|operatrice|owner|created_by|modified_by|updated_by|cree_par|modifie_par|traite_par|saisi_par|valide_par|modification|droits|demandeur|demandeuse"
    r"|connectee?s?|(?:cree|modifie|saisi|traite|valide|ouvert|ouverte|envoye|publie|poste|ecrit|partage|diffuse|commente|assigne|attribue|affecte|transmis|supprime|cloture|fermee?|lance|execute|importe|edite|imprime|redige|extrait|exporte|genere|consulte|telecharge|instruit|controle|verifie|rejete|annule)e?s?(?: par| a)"
    r"|connexion(?: de| pour| par)?|connect[a-z]{1,4} (?:avec|sous|via)|publi[a-z]{1,4} sous|signee?s?|harcele[a-z]{0,2} par|bloquer|debloquer|reinitialiser|desactiver|signaler|pages? de|messages? de|inscrite?s? (?:comme|sous)|(?:sous|utilise(?:r|nt)?|prend|pris|choisi) (?:le|un|son|ce)(?: faux)? (?:nom|surnom|blaze|identite)(?: de)?|repond(?:ait|ant)? (?:au nom|a celui) de|un certain|une certaine|plateforme est|authentification (?:de|pour)|acces (?:de|pour)|au nom de|by user|for user|reset for|reinitialisation (?:de|pour)|(?:joue[a-z]{0,3}|connue?s?) sous|se presente en ligne comme|(?:le mien|la mienne|le sien|la sienne)|(?:commentaires?|reponses?|posts?|story|stories|videos?|tweets?) de|for invalid user|password for|publickey for|opened for user|closed for user)\b",
    0.9,
)
_HEADER = Shape(
    r"(?:^|\n)(?:de|from|a|to|cc|expediteur|destinataire|par)[ ]?:[ ]{0,2}(?P<value>[a-z0-9_][\w.-]+)", 0.6
)

_LOGON = Shape(
    r"\b(?:connexion|authentification|session|acces|login|logon|authentication)[ ](?:de|pour|par|for|from user|by)[ ](?P<value>[a-z][\w.-]+)[ ](?:depuis|from|sur|a|le|ok|ko)\b",
    0.9,
)
# Who speaks, in a thread: "Toto83 : c'est le livreur", "Corbeau44 a écrit".
_SPEAKER = Shape(
    r"(?:^|\n)[ \t>*-]{0,4}(?:\[[^\]\n]{4,24}\][ ]?)?<?(?P<value>[A-Za-z][A-Za-z_.-]{2,20}\d{1,4})>?[ ]?(?::[ ]|a ecrit\b)",
    0.6,
    cased=True,
)
# Whoever speaks in a thread under a name of their own making: "23:41 lila_zz : t la ?", "<Creeper_Leo> qui a …".
_NICK = Shape(
    r"(?:^|\n)[ \t>*-]{0,4}(?:\[?\d[\d:h/., -]{3,20}\]?[ -]{0,3})?(?P<value>[A-Za-z0-9]+(?:[_.#][A-Za-z0-9_.#]+|[a-z][A-Z][a-z0-9]+[A-Z][A-Za-z0-9]*))[ ]?:[ ]",
    0.92,
    cased=True,
)
_NICK_BRACKETED = Shape(
    r"(?:^|\n)[ \t]{0,4}(?:\[?\d[\d:h/., -]{3,20}\]?[ -]{0,3})?<(?P<value>[A-Za-z0-9_.#]+)>[ ]",
    0.92,
    cased=True,
)
_IN_LETTERS = Shape(r"\bL[ ]?:[ ]?(?P<value>[a-z][\w.-]{2,30})[ ]?/[ ]?P[ ]?:", 0.85)  # "L : mperez / P : …"
# What stands behind an account; the account is looked for backwards, so that no shape begins at every word.
_BEHIND = Shape(
    rf"(?:[ ]?\")?[ ](?:(?:m'|nous |t')?(?:a|avait)[ ](?:ecrit|poste|publie|commente|repondu|like|partage|quitte|rejoint|reagi|epingle|exclu|banni)|(?:sur|dans|ds|in)[ ](?:le |la |mon )?(?:{_NETWORKS}|forum|jeu|tchat|chat|site|serv|serveur|stream|live))\b",
    0.6,
)

# A log: "openvpn[2211]: m.delacour authenticated from …", "kerberos: failure for adm-pfaure from …".
_LOGGED = Shape(
    r"[ ](?:authenticated|assigned|connected|disconnected|logged|signed|locked|authentifie|connecte|deconnecte|verrouille|s'est (?:de)?connecte)\b",
    0.9,
)
_FAILED = Shape(
    r"\b(?:failure|failed|accepted|denied|granted|success|authenticated|attempts?|echec)[ ](?:for|pour)[ ](?:user |utilisateur )?(?P<value>[a-z][\w.-]+)[ ](?:from|depuis|via|on|port)\b",
    0.9,
)
# Beside its password: "comme d'habitude apoirier / Minette&1987".
_BESIDE = Shape(r"[ ]?/{1,2}[ ]?(?:[A-Za-z0-9_-]+[!#$%*+?&^@]|[A-Za-z][a-z]+[_-]?\d{1,6}\b)", 0.85)
# An answer, in a thread that asks for an account: "[agent] nleguen je crois, ou nolwenn.leguen".
_ANSWER = Shape(
    r"[:\]>][ ]{1,2}(?:c'est |cest |ben |euh |oui |alors |moi c'est )?(?P<value>[a-z][\w.-]+)(?:#\d{3,5})?(?:[ ](?:je crois|je pense|normalement|il me semble)|[ ]*(?:\n|$|,|[.][ \n]))",
    0.6,
)
_OR = Shape(r"[ ]ou[ ](?:encore |sinon |alors |peut-etre )?(?P<value>[a-z][\w.-]+)[ ]*(?:\n|$|[?,])", 0.6)
_ASKS = re.compile(r"\b(?:identifiant|login|pseudo|compte|nom d'utilisateur|insta|snap|discord)\b")
# "Clotilde Mercier -> cmercier": an arrow, and a name of account made of the name before it.
_ARROW = Shape(r"(?:->|=>|[a-z][ ]\()[ ]{0,2}(?P<value>[a-z][a-z0-9._-]{3,30})\b", 0.9)
_WEB_LOG = Shape(r"[0-9a-f][ ]-[ ](?P<value>[a-z][\w.-]{1,40})[ ]\[\d", 0.9)
_HANDLE = Shape(r"(?:^|[\s(:,;\"'>|])(?P<value>@[a-z0-9_][a-z0-9_.-]{2,30})\b", 0.9)
_DOMAIN = Shape(r"\b[A-Z][A-Z0-9_-]{1,20}\\{1,2}(?P<value>[A-Za-z][\w.-]{1,40})", 0.92, cased=True)
# In lower case only where a session or an account is spoken of: "session poste12\jdurand".
_DOMAIN_TOLD = Shape(
    r"\b(?:sessions?|comptes?|logins?|user|utilisateur|identifiant|connecte|profil)[ ](?:de |du |d')?(?P<value>[a-z][a-z0-9.-]{1,20}\\{1,2}[a-z][\w.-]{2,30})",
    0.9,
)
# An account, and its password after a comma: "(m.durand4, mot de passe provisoire …".
_BEFORE_PASSWORD = Shape(r"[ ]?,[ ](?:le )?(?:mdp|mots? de passe|passe|pwd|password)\b", 0.85)
_AT_DOMAIN = Shape(r"@[A-Z][A-Z0-9-]+\b", 0.91, cased=True)
_PATH = Shape(
    r"(?:\b[a-z]:\\{1,2}users\\{1,2}|\\users\$?\\{1,2}|/home/|/users/|\[~)(?P<value>[a-z][\w.-]{1,40})", 0.91
)
_AT_HOST = Shape(
    r"(?:\b(?:ssh|scp|sftp|rsync|su)[ ](?:[^\n@ ]+[ ]){0,2}|\b(?:ssh|s?ftp|smb|rdp|ftps|smtps?|imaps?|pop3|ldaps?|https?|postgres|postgresql|mysql|mariadb|mongodb|redis|amqp)://)(?P<value>[a-z_][\w.-]+)(?::[^\s@/]+)?@[a-z0-9]",
    0.92,
)
_OPTION = Shape(
    r"\b(?:mysql|mysqldump|mariadb|psql|pg_dump|pg_restore|sqlplus|smbclient|curl|ldapsearch|sudo|runas|net use|sqlcmd|xfreerdp|mount)\b[^\n]*?[ ](?:-u|-l|--user|--username|/user|/u)[:= ]?[ ]?[\"']?(?P<value>[a-z_][\w.-]+)",
    0.91,
)
_SQL_USER = Shape(r"\b(?:user|to|for|from)[ ]'(?P<value>[a-z_][\w.-]+)'@'", 0.91)

# Words made as nobody writes one: they are looked at where the text speaks of people on line.
_TAG = Shape(r"[a-z0-9_.]{2}#\d{4}\b", 0.88)
_UNDERSCORED = Shape(r"[a-z0-9]_[a-z0-9]", 0.86)
_NUMBERED_NICK = Shape(r"[a-z]{4}\d{1,4}[a-z]?\b", 0.86)
# Under a message on a forum: "Auteur : Bricolo du dimanche (membre depuis 2019)", "Posté par Lulu — le 12/03".
_POSTED = Shape(
    r"(?:^|[\n.>*-])[ \t]{0,4}(?:auteur|autrice|(?:poste|publie|depose|ecrit|envoye)e? par|pseudo|membre)[ ]?:?[ ](?P<value>[a-z0-9][^\n:;(|/,-]{2,30}?)[ ]{0,2}(?:\((?:membre|inscrit|abonne|\d)|[-|*/,][ ]{0,2}(?:(?:poste|publie|ecrit)e? le\b|(?:membre|inscrite?)\b|le \d|il y a \d|\d{1,2}/))",
    0.88,
)
# Above a message on a forum: "marmotte_des_alpes 12/03/2024 18:40".
_ABOVE = Shape(
    r"(?:^|\n)[ \t>*-]{0,4}(?P<value>[a-z0-9_][\w.-]{2,30})[ ]{0,2}[-|,*]?[ ]{0,2}(?:le[ ])?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?[ ](?:a[ ])?\d{1,2}[:h]\d{2}[ ]*(?:\n|$)",
    0.86,
)
# "Neymar du 93": a name, and where it is at home.
_OF_DEPARTMENT = Shape(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?[ ]d[ue][ ](?:\d\d|97\d)\b", 0.84, cased=True)
# Before a name that its telephone does not know, in a thread: "~Maman de Zoe : …".
_TILDE = Shape(
    r"(?:^|[\s(])~[ ]?(?P<value>[a-z][^\n:~]{1,30}?)(?:[ ]?:[ ]|[ ]a[ ](?:ajoute|rejoint|quitte|ecrit|change)\b)",
    0.95,
)
# An account of somebody's for more rights, or from outside: "adm-pfaure", "jroques-ext".
_AFFIXED = Shape(r"[a-z]-(?:ext|adm|stg|prest)\b|\b(?:adm|stg|prest)[-_.][a-z]{4}", 0.88)
# Who is on a server: "jcaussade  rdp-tcp#3  3  Actif".
_ON_SERVER = Shape(
    r"(?:^|\n)[ >]?(?P<value>[a-z][\w.-]{2,20})[ ]+(?:(?:rdp|ica)-tcp#?\d*[ ]+|console[ ]+)?\d{1,4}[ ]+(?:actif|active|deco|disc|conn)\b",
    0.88,
)
# Several words, before the network on which they are a name: "le nom de Reine Mab 2A sur TikTok".
_CALLED_ON = Shape(
    rf"\b(?:nom|surnom|pseudo|pseudonyme|compte|profil)[ ](?:de |d')?(?P<value>[A-Z][^\n:;(|/,.\"]{{2,30}}?)[ ](?:sur|dans)[ ](?:le |la )?(?i:{_NETWORKS}|forum|jeu)\b",
    0.88,
    cased=True,
)
# Wherever it stands: an account made of somebody's name ("c.mercadier", "manon_abk", "nolwenn.leguen").
_MADE_OF_NAME = Shape(r"[a-z][._][a-z][a-z0-9]+", 0.9, cased=True)

# What may stand between the word and its account.
_LINKS = as_words(
    """
    de du des d la le les l un une mon ma mes ton ta ses son sa ton votre vos notre nos leur pour sur par avec en tant que qu comme sous dans au aux ce cet cette
    nom identite identifiant identifiants compte comptes utilisateur utilisatrice login pseudo pseudonyme connexion session user je suis crois pense moi il elle normalement actuel actuelle nouveau nouvelle ancien
    provisoire temporaire personnel personnelle perso pro principal ent pronote ecole directe ecoledirecte educonnect ameli impots impot gouv franceconnect chorus parcoursup ants caf msa
    windows ad reseau active directory messagerie wifi wi fi vpn internet informatique ordinateur pc poste intranet extranet teams zoom office glpi ldap ftp base serveur service services
    admin invite invites visiteur eleve eleves enfant enfants parent parents pere mere fils fille agent agents auteur usager salarie secretariat responsable famille famille a etant
    instagram insta snap snapchat tiktok tok tik facebook fb discord skype twitch telegram steam messenger linkedin twitter mastodon youtube vinted leboncoin bon coin xbox psn roblox fortnite x
    forum jeu site page appli application plateforme logiciel ds concerne concernes concernee certain nomme nommee appele appelee intitule faux via invalid
    commit visio souhaite souhaitee choisi choisie propose proposee attribue attribuee retenu fourni communique suivant france connect
    doctolib reddit bluesky blablacar airbnb voici tu peux ajoute ajouter suivre trouver
    """
)
_ORDINARY = as_words(
    """
    le la les un une votre mon ton son sa unique perdu oublie oubliee bloque bloquee invalide incorrect incorrecte inconnu inconnue
    obligatoire de du non oui celui celle que en pas bien toujours actif active inactif compte comptes connecte connectee
    password passe mot est sont dans sur sous pour par avec sans ne se nouveau ancien agent agents usager usagers public
    valide invalides name nom id uid email mail adresse null none true false undefined anonymous anonyme nobody dev
    et ou qui ce cette ces nos vos leur leurs aux des mes temporaire generique partage principal existant supprime suivi suivante
    cree creee desactive desactivee desactives verrouille expire ouverte ouvert fermee pleniere extraordinaire ordinaire
    formation travail conseil rattrapage juin mai septembre agricole bancaire rendu courant epargne twitter instagram
    facebook officiel officielle tiktok insta snap final finale interne externe inscrit lambda averti numero national
    jpeu jpeux jsuis jsui jai jte jle jfais jvais jveux jveu jsais jsai jme jvien jviens
    titulaire administration administrateur interface experience agent: story stories voir idem neant mdp mp pass pwd login logins classe groupe statut etat
    """
)
# Words of English in logs and programs: our lists of words are French.
_ENGLISH = as_words(
    """
    and or the a an of in on at by to for from with without is are was were be been has have had can could may must should will would not no yes
    call calls required optional invalid valid unknown missing empty failed failure success error errors denied granted locked disabled enabled expired created deleted updated removed added
    logged login logout name names value values field fields data content role roles group groups input output string integer number text type types key keys page pages
    agent agents request response message messages session sessions table list item items file files path profile profiles manager management password passwords account accounts
    mode model models guide manual settings config service services server client clients info details this that your their its his her assistant tool tools function reset edit new show
    first last given family middle aborted auth method plain mozilla windows linux macos android iphone outlook firefox edge safari chrome interface space based friendly defined end only
    """
)
_SOFTWARE = as_words(
    "pronote teams zoom outlook parcoursup chorus ameli franceconnect educonnect wordpress drupal linux glpi intranet extranet powerpoint excel sharepoint nextcloud keycloak docker moodle whatsapp onedrive gmail google microsoft citrix civil berger levrault ciril marketplace reels shorts nitro paypal lydia academia orcid calendly linktree"
)
_SYSTEM = as_words(
    """
    root admin administrator administrateur system systeme guest invite test user users utilisateur postgres mysql www-data nginx www html
    apache daemon nobody oracle backup service svc public default all-users ubuntu debian git jenkins docker support
    information_schema sa dbo sshd sudo login password register logout list show search me new
    """
)
_NUMBERED = as_words(
    "art lot page pages zone item cas note axe jour var col test total piece t f s sem vol fig tab ref rue bat apt appt cm ce gs ps ms cp niv ex covid annexe image version article point objet plu rgpd windows office"
)
_CODE = as_words(
    """
    media import param params return returns type types override property dataclass staticmethod classmethod pytest app
    tous toutes everyone here channel all equipe component input output injectable todo deprecated author since see link example charset font-face keyframes supports
    angular babel types react vue nestjs testing-library
    """
)
_FILES = as_words(
    "pdf doc docx odt ods xls xlsx csv txt zip jpg jpeg png gif php html htm json xml py js exe msi svg webp bmp tif tiff mp3 mp4 avi mov psd indd log sql bat conf cfg ini yml yaml toml bak tar rar eml msg ics vcf rtf ppt pptx fr com net org eu gouv"
)

_VALUE = re.compile(r"(?:live:)?@?[a-z0-9_][\w.+~-]{1,40}(?:#\d{3,5}|@[a-z0-9-]{2,30}(?:\.[a-z]{2,10})?)?")
_LIST = re.compile(r"(?:[ ]?,|[ ]et|[ ]?;|[ ]ou)[ ](?P<value>@?[a-z][\w.-]{2,40})")
_PAIRED = re.compile(
    r"[ ]{0,3}(?:/{1,2}|\||-{1,2}|;|,|et)?[ ]{0,3}(?:(?:mdp|pass|mot de passe|passe|pwd|password|mp)\b|(?<=[/|;,-][ ])\S*\d|(?<=[/|;])\S*\d)"
)
_ALONE = re.compile(r"[ ]*(?:$|[\n,;|/)\"'<]|-{1,2}[ ]|\.(?:\s|$)|mdp|et le|mot de passe|je crois)")
_POSSESSED = re.compile(r"\b(?:mon|ton|son|votre|leur|l'|un|ma)[ ]?$")


def _looks_like_account(name: str) -> bool:
    """ "c.prudhomme", "mdupuis3", "adm-lpasquier"; not "12/2024", "sous-total", "rapport.docx"."""
    if _ACCOUNT.fullmatch(name) is None:
        return False
    parts = re.split("[._-]", name.strip("._-"))
    numbered = re.sub(r"\d+[a-z]?$", "", parts[0]) in _NUMBERED and "".join(parts[1:]).isdigit() | (
        len(parts) < 2
    )
    classed = re.fullmatch(r"([a-z]+s)\d[a-z]", name)  # "Parents6B"
    return (
        parts[-1] not in _FILES
        and not numbered
        and max(map(len, parts)) > 2
        and (classed is None or not _is_word(classed[1]))
    )


_ACCOUNT = re.compile(
    r"@?[a-z][a-z0-9]*(?:[._][a-z0-9]+)+_?|@?[a-z0-9]+_|@?_[a-z0-9._]+|(?:adm|admin|svc|ext|prest|stg|presta|invite|visiteur|guest|user|agent|dir)[-_.][a-z0-9]+"
    r"|[a-z0-9.]+-(?:ext|adm|admin|stg|prest|pro|perso)|[a-z]{3,}\d{1,6}|[a-z]{1,5}\d{4,}[a-z]?|[a-z]{2,}\d+[a-z]{2,}|[a-z]{4,}\d{1,4}[a-z]|[\w.-]+#\d{3,5}|@[\w.]+|[\w.]+@[a-z0-9-]+\.[a-z]+"
)


def is_nobodys(text: str) -> bool:
    """Whether all its words (lower case) are those of systems and programs: "root", "tool_call_id", "windows11"."""
    return _NOBODYS.issuperset(re.findall("[a-z]+", text))


_NOBODYS = (
    _SYSTEM
    | _ENGLISH
    | _NUMBERED
    | _SOFTWARE
    | _CODE
    | _ORDINARY
    | frozenset(re.findall("[a-z]+", _NETWORKS))
)


# What people are called by one another, on line; and what an office calls them by.
_ON_LINE = re2.compile(
    rf"\b(?:pseudos?|pseudonymes?|forums?|reseaux? socia(?:l|ux)|en ligne|jeux? videos?|tchat|internautes?|gamertag|abonnes|abonne-toi|ajoute[sz]?[ -]moi|follow|skins?|streams?|commentaires?|fake|serv|call of duty|blaze|joue[a-z]{{0,3}} sous|faux profil|site de rencontres?|{_NETWORKS})\b"
)
_ACCOUNTED = re2.compile(
    r"\b(?:identifiants?|logins?|comptes?|session|user(?:name)?s?|utilisat(?:eur|rice)s?)\b"
)
_REVIEWED = re2.compile(r"\b(?:avis|commentaires?|messages?|etoiles?|articles?|groupe|page|publications?)\b")
_NEAR = 240  # characters before or after in which the text speaks of it


def _speaks(candidate: Candidate, topic: Any, width: int = _NEAR) -> bool:
    """Whether the text speaks of a topic near a candidate. Where it does is looked up once for a text."""
    folded = candidate.folded
    places: list[int] | None = folded.answers.get((topic,))
    if places is None:
        places = [found.start() for found in topic.finditer(folded.lower.encode("ascii"))]
        folded.answers[(topic,)] = places
    at = bisect_left(places, candidate.start - width)
    return at < len(places) and places[at] < candidate.end + width


def _is_word(name: str) -> bool:
    return gazetteer().is_common(name.replace("-", "")) or name in _ENGLISH


def _is_unknown(name: str) -> bool:
    """No word of the language, no name, no software: "mperez", "cnguyen"."""
    if not name.isalpha() or len(name) < 4 or _is_word(name) or name in _SOFTWARE or name in _LINKS:
        return False
    lists = gazetteer()
    facts = lists.facts(name)
    return not first_name(facts) and not surname(facts) and not lists.starts_commune(name)


def _read(candidate: Candidate) -> tuple[int, int]:
    """Where the account that the word announces stands; an empty range where it announces none."""
    nothing = (candidate.start, candidate.start)
    if says_itself(candidate.folded, candidate.start, candidate.end):
        return nothing
    word = candidate.value.lower().split("_")[-1] if candidate.shape is _ACCOUNTS else candidate.value.lower()
    at = candidate.end
    lower = candidate.folded.lower
    quoted_word = lower[at : at + 1] in {'"', "'"}
    is_value = candidate.shape is not _NAMES or lower[at + 1 : at + 2] == ","
    if quoted_word and is_value and lower[at + 1 : at + 3].lstrip()[:1] not in {":", "="}:
        return nothing  # '"role": "user", …'
    if candidate.shape is _PAIRS and _SEPARATES.search(lower, at, at + 80) is None:
        return nothing
    said = stated(candidate.folded, at, _LINKS)
    found = _from(candidate, word, said) if said is not None else None
    if found is None and (candidate.shape is _NAMES or word == "compte"):
        found = _farther(lower, at)
    if found is None and (candidate.shape is _NAMES or word in _BARE):
        found = _announced_behind(candidate)
    return found or nothing


def _announced_behind(candidate: Candidate) -> tuple[int, int] | None:
    """The account before its word: "nleguen je crois, c'est mon login"."""
    before = candidate.before(60)
    link = (
        _MINE.search(before)
        if before.endswith(("mon ", "ton ", "son ", "le ", "notre ", "votre ", "compte "))
        else None
    )
    if link is None:
        return None
    at = candidate.start - len(before) + link.start()
    start, end = _before(candidate.folded.lower, at)
    name = candidate.folded.lower[start:end]
    return (start, end) if _looks_like_account(name) or _is_unknown(name) else None


_SEPARATES = re.compile(r"[/|;-]|[ ](?:et|mdp|mot|pass|mp)\b")
_FARTHER = re.compile(
    r"(?:\b(?:est|c'est|cest|sera|s'appelle|se nomme|s'intitule)[ ]|[:=])[ ]{0,2}[\"']?(?P<value>@?[a-z0-9_][\w.#-]{3,40})"
)


def _farther(lower: str, at: int) -> tuple[int, int] | None:
    """After words of any kind, on the same line: "l'identifiant que le collège m'a donné est lmartinez12"."""
    if lower[at : at + 1] != " ":
        return None
    line = lower[at : at + 70].split("\n", 1)[0]
    if not any(
        sign in line for sign in (":", "=", "est ", "sera ", "appelle ", "nomme ", "intitule ")
    ):  # most are none: not worth a pattern
        return None
    found = _FARTHER.search(lower, at, at + len(line))
    if found is None or not _PROSE.issuperset(lower[at : found.start()]):
        return None
    name = found["value"].rstrip(".-")
    return (found.start("value"), found.start("value") + len(name)) if _looks_like_account(name) else None


_PROSE = frozenset("abcdefghijklmnopqrstuvwxyz '-()")


def _from(candidate: Candidate, word: str, said: Stated) -> tuple[int, int] | None:
    lower = candidate.folded.lower
    if said.quoted and word.startswith("pseudo") and "'" in lower[said.start : said.end]:
        body = said.end - said.start > 32 or _is_body_name(lower[said.start : said.end])
        return None if body else (said.start, said.end)  # "sous le pseudo « L'Ombre »"
    value = _VALUE.match(lower, said.start, said.end)
    if value is None:
        return None
    end = said.start + len(value[0].rstrip(".-"))
    name = lower[said.start : end]
    whole = end == said.end or lower[end : end + 1] in "/,;|-:()&"
    if not whole and not said.quoted:
        return None
    if said.quoted and " " in lower[said.start : said.end]:
        # "le compte « Lulu Des Bois »": a name of one's own making, in quotes.
        chosen = (
            candidate.shape is not _FIELDS and candidate.shape is not _PAIRS and said.end - said.start < 32
        )
        titled = (
            candidate.folded.text[said.start].isupper()
            and "," not in lower[said.start : said.end]
            and not _is_body_name(lower[said.start : said.end])
        )
        told = word.startswith(
            ("pseudo", "compte", "profil", "alias", "surnom", "gamer", "nick", "internaute", "utilisat")
        )
        if candidate.shape is _FIELDS:
            chosen = said.end - said.start < 32 and word != "au nom de" and word.endswith(_OF_WRITERS)
            told = (_speaks(candidate, _ON_LINE) or _speaks(candidate, _REVIEWED, 90)) and not _is_body_name(
                candidate.before(48)
            )
        return (said.start, said.end) if chosen and titled and told else None
    several = (
        _SEVERAL.match(candidate.folded.text, said.start)
        if said.sign and word.startswith(_OF_PLAYERS)
        else None
    )
    if several is not None and _is_chosen(several[0]):
        return several.span()
    if not _accepts(candidate, word, name, said, end):
        return None
    return said.start, _listed(lower, end, word)


# A name of several words of one's own making: "Pseudo : Titi du Nord".
_SEVERAL = re.compile(
    r"[A-Z][\w'.-]{0,20}(?:[ ](?:[A-Z0-9][\w'.-]{0,20}|d[ue]s?|l[ae]s?|d'[\w-]{1,20}|l'[\w-]{1,20})){1,4}(?=[ ]{0,2}(?:\n|$|[,;(|/\"]|[.](?:\s|$)|-[ ]))"
)
_OF_PLAYERS = (
    "pseudo", "gamer", "nick", "surnom", "psn", "xbox", "playstation", "steam", "roblox", "fortnite", "minecraft", "discord",
    "snap", "skype",
)  # fmt: skip
# How a field ends that says who wrote, and one that says what somebody is called.
_OF_WRITERS = (" par", " de", "signe", "signee", "certain", "certaine", "auteur", "autrice", " nom", "surnom")
_PASSIVE = (
    " par", "connecte", "connectee", "user", " for", " comme", " sous", " nom", " surnom", " nom de", " surnom de", " celui de",
    " blaze de", " certain", " certaine", "signe", "signee",
)  # fmt: skip


def _is_body_name(value: str) -> bool:
    return any(word in DEFAULT.handles or word in DEFAULT.bodies for word in re.findall("[a-z]+", value))


def _listed(lower: str, end: int, word: str) -> int:
    """On over more of the same after it: "logins : mperez, lgros, tnoel"."""
    if not word.endswith("s") and not word.startswith(("droit", "utilisateurs")):
        return end
    for _ in range(20):
        other = _LIST.match(lower, end)
        if other is None:
            break
        name = other["value"].rstrip(".-")
        chosen = word.startswith("pseudo") and _is_hyphened(name)
        if not (chosen or _looks_like_account(name) or _is_unknown(name)):
            break
        end = other.start("value") + len(name)
    return end


def _accepts(candidate: Candidate, word: str, name: str, said: Stated, end: int) -> bool:
    bare = name.lstrip("@")
    if bare in _ORDINARY or bare in _SYSTEM or len(bare) < 2 or not set(bare) - set("x_-."):
        return False
    after = candidate.folded.lower[end : end + 40]
    paired = _PAIRED.match(after) is not None
    shape = candidate.shape
    if bare.isdigit():
        # "compte : 512", '"user_id": 12' are nobody's; a login may be a long number.
        return shape is _NAMES and said.sign and len(bare) >= 5 and len(bare) != 14 and not said.below
    text = candidate.folded.text[said.start : end]
    account = _looks_like_account(name) or name.startswith("@") or _CAMEL.search(text) is not None
    if shape is _PAIRS:
        return paired and said.sign and (account or _is_unknown(name)) and not _is_word(bare)
    if word in {"id", "x"}:
        quoted = candidate.folded.text[max(0, candidate.start - 1) : candidate.start] in {'"', "'", "<"}
        if quoted or (word == "x" and not (account and said.sign and len(bare) > 3)):
            return False
        owned = _POSSESSED.search(candidate.before(8)) is not None or bool(said.link) or paired
        return (word == "x" or owned) and (account or _is_unknown(name) or (paired and not _is_word(bare)))
    if word in {"uid", "cn"}:
        return re.match(r",(?:ou|dc|cn|o)=", after) is not None or (word == "uid" and account)
    made = any(not character.isalpha() for character in bare)  # of more than letters
    if account and not said.sign and all(map(_is_word, re.findall("[a-z]+", bare))):
        # "user_name, first_name": words of a program, unless people choose what they are called there.
        return (
            word.startswith(("pseudo", "internaute", "utilisat")) or word in _CHOSEN or name.startswith("@")
        )
    if account:
        return not (said.below and not said.sign and text[0].isupper())
    if said.below and not said.sign:
        return False
    if shape is _FIELDS:
        passive = word.endswith(_PASSIVE)
        told = passive or ((said.sign or said.quoted) and _ALONE.match(after) is not None)
        told = told or (
            word.endswith(("mien", "mienne", "sien", "sienne")) and _speaks(candidate, _ACCOUNTED, 90)
        )
        if told and "-" in name and text.islower():
            return _is_hyphened(name) and not said.sign and _speaks(candidate, _ON_LINE)
        return told and text.islower() and _is_unknown(name)
    if made and (shape is _NAMES or word in _CHOSEN) and _is_initialled(name):
        return True
    if (
        made
        and _is_hyphened(name)
        and not all(map(_is_word, name.split("-")))
        and _ALONE.match(after) is not None
        and said.sign
        and word in _CHOSEN
    ):
        return True
    if made and paired and not all(_is_word(part) for part in bare.split("-")):
        return True
    if made and "-" not in bare and not bare[0].isdigit():
        return said.sign or shape is _NAMES
    if made and shape is _NAMES and any(map(str.isdigit, bare)) and not bare[0].isdigit():
        return True
    if made:
        return (
            (said.sign and not _is_word(bare) and any(map(str.isdigit, bare)) and not bare[0].isdigit())
            or (
                shape is _NAMES
                and said.sign
                and len(bare) > 5
                and not all(_is_word(part) for part in bare.split("-"))
            )
            or (
                word.startswith(("utilisat", "internaute", "pseudo"))
                and not _is_word(bare)
                and _is_online(after)
            )
        )
    if paired and not _is_word(bare):
        return True
    if not said.sign and not said.quoted:
        if shape is _ACCOUNTS and _is_unknown(name) and _ADDED.search(candidate.before(24)) is not None:
            return True
        return (text.islower() and _is_unknown(name)) and (
            shape is _NAMES or word in _BARE or bool(said.link)
        )
    if _is_word(bare):
        return (
            word in _STRONG
            and STATES.isdisjoint(said.link)
            and bare not in _ENGLISH
            and _ALONE.match(after) is not None
            and not said.below
            and len(bare) > 3
        )
    if name in _SOFTWARE:
        return False
    return _ALONE.match(after) is not None or (text.islower() and (shape is _NAMES or _is_unknown(name)))


# "ajoute moi sur roblox …", "tu me trouves sur snap …"
_ADDED = re.compile(
    r"\b(?:ajoutes?|ajoutez|add|trouves?|trouvez|follow|suis|suivez|abonne|cherche)\b[a-z '-]{0,12}$"
)


def _is_initialled(name: str) -> bool:
    """ "cazenave-m", "m-cazenave": not "plan-b", "annexe-a"."""
    parts = name.split("-")
    if (
        len(parts) != 2
        or min(map(len, parts)) != 1
        or max(map(len, parts)) < 4
        or not name.replace("-", "").isalpha()
    ):
        return False
    longest = max(parts, key=len)
    return not _is_word(longest) and not gazetteer().starts_commune(longest)


def _is_hyphened(name: str) -> bool:
    """ "papy-grincheux", "brocher-dev": words that no word of the language joins, and more than initials."""
    parts = name.split("-")
    known = _is_word(name) or (first_name(gazetteer().facts(parts[0])) >= 3 and len(parts) == 2)
    return len(parts) in (2, 3, 4) and min(map(len, parts)) > 1 and max(map(len, parts)) > 3 and not known


def _is_online(after: str) -> bool:
    return re.match(r"[ ](?:a|avait) ", after) is not None


_STRONG = frozenset(("login", "username", "user_name", "pseudo", "pseudonyme", "nom d'utilisateur", "log-in"))
_CHOSEN = frozenset(_NETWORKS.split("|")) | {"compte", "profil", "login", "publie sous", "signe", "signee"}
_BARE = frozenset(
    (
        "user",
        "compte",
        "session",
        "snap",
        "insta",
        "discord",
        "tiktok",
        "sudo",
        "utilisateur",
        "utilisatrice",
        "psn",
        "twitch",
        "skype",
        "telegram",
        "snapchat",
        "instagram",
    )
)


def _score(candidate: Candidate, desks: Desks) -> float:
    value = candidate.value.lower().rstrip(".-")
    if not value:
        return 0.0
    name = value.lstrip("@")
    shape = candidate.shape
    if name in _SYSTEM or name in _ORDINARY or (name.isdigit() and len(name) < 4) or len(set(name)) < 2:
        return 0.0
    if value.startswith("@") or (shape is _ACCOUNTS and _OF_NETWORK.search(candidate.before(40)) is not None):
        first = re.split(r"[^a-z]+", name, maxsplit=1)[0]
        if first in desks.handles or any(
            name.startswith(word) or (name.endswith(word) and not name.endswith("officiel"))
            for word in desks.handles
            if len(word) > 4
        ):
            return 0.0
    if shape in _READ:
        return shape.score
    if shape is _NICK or shape is _NICK_BRACKETED:
        return shape.score if _is_nick(candidate) else 0.0
    if shape is _BEFORE_PASSWORD:
        return shape.score if _looks_like_account(name) else 0.0
    if shape is _HANDLE:
        return 0.0 if name in _CODE or candidate.after(1) in {"@", "/"} else shape.score
    if "@" in name and "." in name.rsplit("@", 1)[-1]:
        return 0.0  # an e-mail address, which another detector judges
    if shape in _ODD:
        return shape.score if _is_odd(candidate, name) else 0.0
    if shape is _AFFIXED:
        core = re.sub(r"^(?:adm|stg|prest)[-_.]|-(?:ext|adm|stg|prest)$", "", name)
        return 0.0 if _is_word(core) or is_nobodys(core) or len(core) < 4 else shape.score
    if shape is _TILDE:
        return 0.0 if name.split(" ")[0] in desks.handles else shape.score
    if shape is _ABOVE or shape is _ON_SERVER:
        return shape.score if _looks_like_account(name) or _is_unknown(name) else 0.0
    if shape is _OF_DEPARTMENT:
        return shape.score if _is_at_home(candidate, name) else 0.0
    if shape is _POSTED or shape is _CALLED_ON:
        return shape.score if _is_chosen(candidate.value) else 0.0
    if shape is _MADE_OF_NAME:
        if _is_made_of_name(name):
            return shape.score
        return 0.89 if _is_told(candidate, name) else 0.0
    if shape is _ARROW:
        before = candidate.before(60)
        if before.rstrip().endswith("(") and not _looks_like_account(name):
            return shape.score if _is_initials_of(name, before) else 0.0
        return shape.score if _made_of(name, before) else 0.0
    if shape is _SPEAKER:
        word = name.rstrip("0123456789_.-")
        return 0.0 if word in _NUMBERED or (len(word) > 4 and _is_word(word)) else shape.score
    if shape is _LOGGED or shape is _FAILED:
        return shape.score if _looks_like_account(name) or _is_unknown(name) else 0.0
    if shape is _BESIDE:
        known = _looks_like_account(name) or _is_unknown(name.rsplit("-", 1)[-1])  # "accueil-lmorin / …"
        return shape.score if candidate.value.islower() and known else 0.0
    if shape is _ANSWER or shape is _OR:
        if "_" in name and candidate.value.isupper():
            return 0.0  # the name of a group of accounts
        asked = _ASKS.search(candidate.before(240)) is not None
        return shape.score if asked and (_looks_like_account(name) or _is_unknown(name)) else 0.0
    if shape in _UNANNOUNCED:
        if shape is _HEADER and (
            candidate.after(1) == "@" or all(map(_is_word, re.split("[._-]", name.strip("._-"))))
        ):
            return 0.0  # an e-mail address, a service
        stem = name.rstrip("0123456789")
        chosen = len(name) - len(stem) > 1 or not _is_word(stem)
        quoted = shape is _BEHIND and candidate.after(2).strip() == '"' and _is_unknown(name)
        return shape.score if quoted or (chosen and _looks_like_account(name)) else 0.0
    if shape is _LOGON:
        return 0.0 if name.isdigit() or _is_word(name) or name in _SOFTWARE else shape.score
    if shape is _AT_DOMAIN:
        after = candidate.after(40).split("@", 1)[-1].lstrip("abcdefghijklmnopqrstuvwxyz0123456789-")
        return 0.0 if after[:1] == "." or _is_word(name) else shape.score
    return shape.score


_ODD = frozenset((_TAG, _UNDERSCORED, _NUMBERED_NICK))
_PARTS = _ODD | {_MADE_OF_NAME, _AFFIXED}


def _is_odd(candidate: Candidate, name: str) -> bool:
    """Whether a word that is no word is somebody's name, where people on line are spoken of: "Nono62", "CreeperBoy_2012"."""
    if len(name) < 4 or candidate.folded.text[candidate.start - 1 : candidate.start] == "#":
        return False
    parts = [part.strip("0123456789") for part in re.split("[._#-]", name)]
    stems = [part for part in parts if part]
    if not stems or parts[-1] in _FILES or is_nobodys(name) or stems[0] in _OF_THINGS or stems[0] in _CHOSEN:
        return False
    if "_" in name:
        titled = candidate.value.istitle() and candidate.value.isascii()  # "Miss_Begonia"; not "date_limite"
        placed = re.search(r"_(?:\d\d|\d{4,5})$", name) is not None and _speaks(candidate, _ON_LINE, 100)
        of_words = all(map(_is_word, stems)) and not titled and not placed
        if of_words or candidate.value.isupper():
            return False
        return _speaks(candidate, _ON_LINE) or (
            candidate.value.islower() and _speaks(candidate, _ACCOUNTED, 90) and not _is_word(stems[0])
        )
    if max(map(len, stems)) < 3 or candidate.value.isupper():
        return False
    if candidate.shape is _TAG:
        return not all(map(_is_word, stems)) and _speaks(candidate, _ON_LINE)  # "ticket#4471"
    if sum(map(str.isdigit, name)) < 2 or (_is_word(stems[0]) and stems[0].endswith("s")):
        return False  # "parent1", a field; "jeunes16"
    year = re.search(r"(?:19|20)\d\d$", name) is not None
    return not (year and gazetteer().starts_commune(stems[0])) and _speaks(candidate, _ON_LINE)


# With a number behind, these are products, diseases and events.
_OF_THINGS = as_words(
    "covid sars fifa gta iphone ipad galaxy euro mondial paris rentree noel ete bac brevet formation version article annexe lot salle groupe classe equipe route zone plan agenda horizon cycle iso windows office pack niveau tome chapitre saison episode"
)


def _is_at_home(candidate: Candidate, name: str) -> bool:
    """Whether "Neymar du 93" is a name, where people on line are spoken of: not "Conseil du 12 mars"."""
    dated = re.match(
        r"[ ]?(?:[/.-]?\d|au\b|et \d|(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec))",
        candidate.after(6),
    )
    return dated is None and not _is_word(name.split(" ")[0]) and _speaks(candidate, _ON_LINE, 120)


def _is_chosen(value: str) -> bool:
    """Whether several words are what somebody is called, and no body, no sentence."""
    words = re.findall("[a-z]+", value.lower())
    return (
        0 < len(words) < 6
        and not _is_body_name(value.lower())
        and words[0] not in _LINKS
        and words[0] not in _ORDINARY
        and not all(map(gazetteer().starts_commune, words))
    )


_OF_NETWORK = re.compile(rf"\b(?:{_NETWORKS})\b")
_READ = frozenset((_NAMES, _ACCOUNTS, _PAIRS, _FIELDS))
_UNANNOUNCED = frozenset((_BEHIND, _HEADER))
_BACKWARDS = frozenset((_BEHIND, _LOGGED, _BESIDE, _AT_DOMAIN, _BEFORE_PASSWORD))
_THREAD = 1_500  # characters around in which a thread shows who speaks
_TOLD = re.compile(rf"\b(?:{_NETWORKS}|pseudo|pseudonyme|identifiant|login|alias|compte|profil|ajoute)\b")
_TOLD_AFTER = re.compile(rf"[ ](?:sur|dans|ds|in)[ ](?:le |la |mon )?(?:{_NETWORKS})\b")


def _is_told(candidate: Candidate, name: str) -> bool:
    """Whether its line speaks of an account before it, however far: "mon snap si tu changes de tel : lou.rdx"."""
    parts = [part for part in re.split("[._-]", name) if part]
    if parts[-1] in _FILES or not _looks_like_account(name) or all(map(_is_word, parts)):
        return False
    return (
        _TOLD.search(candidate.before(70).rsplit("\n", 1)[-1]) is not None
        or _TOLD_AFTER.match(candidate.after(30)) is not None
    )


def _is_nick(candidate: Candidate) -> bool:
    """Whether what begins a line is the name of who speaks: made as nobody writes a word, and seen to speak in a thread."""
    text, value = candidate.folded.text, candidate.value
    name = value.lower().rstrip(".-")
    parts = [part.strip("0123456789") for part in re.split("[._#-]", name)]
    bracketed = candidate.shape is _NICK_BRACKETED
    if len(name) < 3:
        return False
    signed = "_" in name or _TAGGED.search(name) is not None or _CAMEL.search(value) is not None
    dotted = "." in value.strip(".") and value.islower()
    mixed = bracketed and re.search(r"\d", name) is not None and name[0].isalpha()
    plain = bracketed and value.islower() and _is_unknown(name) and f"</{name}" not in candidate.folded.lower
    if (
        not (signed or dotted or mixed or plain)
        or parts[-1] in _FILES
        or parts[0] in _NUMBERED
        or "-" in name
    ):
        return False
    if _TAGGED.search(name) is not None:
        return True
    if all(not part or _is_word(part) for part in parts) and not dotted:
        return False  # "date_naissance : …", a field
    line = text[max(0, candidate.start - 30) : candidate.start].rsplit("\n", 1)[-1]
    if bracketed or re.search(r"\d[:h]\d\d", line) is not None:
        return len(name) > 3
    around = text[max(0, candidate.start - _THREAD) : candidate.end + _THREAD]
    return ("\n" + around).count("\n" + value + text[candidate.end : candidate.end + 2]) > 1


_TAGGED = re.compile(r"#\d{3,5}$")
_CAMEL = re.compile(r"[a-z][A-Z].*[a-z][A-Z]|^x+X|Xx$")


def _is_initials_of(name: str, before: str) -> bool:
    """ "Solenn Kervella (skervella)": an initial of one of the two words before, and the whole of the other."""
    words = re.findall("[a-z]{2,}", before.rsplit("\n", 1)[-1])[-2:]
    if len(words) < 2:
        return False
    one, other = words
    return name in {one[0] + other, other + one[0], other[0] + one, one + other[0]}


def _made_of(name: str, before: str) -> bool:
    """Whether a word of the line before, shortened by nothing, stands within the name of account beside initials."""
    words = re.findall("[a-z]{3,}", before.rsplit("\n", 1)[-1])
    return any(word in name and 0 < len(name) - len(word) <= 12 for word in words)


_ONE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.-")


def _before(lower: str, at: int) -> tuple[int, int]:
    """The word of letters, digits and signs of accounts that ends at `at`; at most 40 characters."""
    start = at
    while start > 0 and at - start < 41 and lower[start - 1] in _ONE:
        start -= 1
    fits = 2 < at - start < 41 and lower[start].isalpha() and lower[start - 1 : start] not in {"@", "/", "\\"}
    return (start, at) if fits else (at, at)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole account of which start..end is a part; an empty range within an address, a path or a program."""
    first = start
    while start > 0 and first - start < 30 and text[start - 1] in _ONE:
        start -= 1
    last = end
    while end < len(text) and end - last < 30 and text[end] in _ONE:
        end += 1
    while text[end - 1] in ".-_":
        end -= 1
    within = text[start - 1 : start].strip() and text[start - 1 : start] not in "(\"',;:=[<"
    goes_on = (
        text[end : end + 1] and text[end : end + 1] in "@/(:=\\" and text[end : end + 2] not in {": ", ":\n"}
    )
    return (first, first) if within or goes_on or text[end : end + 1].isalnum() else (start, end)


_AFFIX = re.compile(r"-(?:old|ext|externe|adm|admin|pro|perso|test|stg|bis)$")


def _is_made_of_name(name: str) -> bool:
    """An initial and a surname, or a first name and something else that is no word."""
    parts = [part.rstrip("0123456789") for part in re.split("[._-]", _AFFIX.sub("", name))]
    if len(parts) not in (2, 3) or parts[-1] in _FILES or not all(parts):
        return False
    lists = gazetteer()
    one, other = lists.facts(parts[0]), lists.facts(parts[-1])
    if _is_word(parts[-1]) or parts[-1] in _SOFTWARE:
        return False
    if len(parts[0]) == 1:
        return surname(other) >= 2 and len(parts[-1]) > 3
    return (
        first_name(one) >= 4
        and not _is_word(parts[0])
        and (surname(other) >= 1 or (other == 0 and "_" in name))
    )


_MINE = re.compile(
    r"[ ,(-]{1,3}(?:(?:je crois|je pense|normalement)[ ,]{1,2})?(?:c'est|cest|est|comme|c|pour|=)[ ](?:mon|ton|son|le|notre|votre)[ ](?:compte )?$"
)


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """What a word announces; else without the point or hyphen that ends the sentence."""
    if candidate.shape in _READ:
        return _read(candidate)
    if candidate.shape in _BACKWARDS:
        return _before(candidate.folded.lower, candidate.start)
    if candidate.shape in _PARTS:
        cased = candidate.shape is _MADE_OF_NAME
        folded = candidate.folded
        return _around(folded.text if cased else folded.lower, candidate.start, candidate.end)
    if len(candidate.value) > 42:
        return candidate.start, candidate.start
    return candidate.start, candidate.start + max(1, len(candidate.value.rstrip(".-")))


def detector(desks: Desks) -> Detector:
    """The detector for an organisation's own handles."""

    def check(candidate: Candidate) -> float:
        return _score(candidate, desks)

    return Detector(
        label=Label.USERNAME,
        shapes=(
            _NAMES,
            _ACCOUNTS,
            _PAIRS,
            _FIELDS,
            _HEADER,
            _LOGON,
            _SPEAKER,
            _NICK,
            _NICK_BRACKETED,
            _IN_LETTERS,
            _DOMAIN_TOLD,
            _BEFORE_PASSWORD,
            _BEHIND,
            _LOGGED,
            _FAILED,
            _BESIDE,
            _ANSWER,
            _OR,
            _ARROW,
            _WEB_LOG,
            _HANDLE,
            _DOMAIN,
            _AT_DOMAIN,
            _PATH,
            _AT_HOST,
            _OPTION,
            _SQL_USER,
            _MADE_OF_NAME,
            _TAG,
            _UNDERSCORED,
            _NUMBERED_NICK,
            _TILDE,
            _AFFIXED,
            _ON_SERVER,
            _POSTED,
            _ABOVE,
            _OF_DEPARTMENT,
            _CALLED_ON,
        ),
        check=check,
        bounds=_bounds,
    )


DETECTOR = detector(DEFAULT)
