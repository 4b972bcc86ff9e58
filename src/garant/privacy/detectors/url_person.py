"""Pages de profil: an address on a social network, or a page of one's own, that names one person."""

import re
from itertools import pairwise

from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import first_name, gazetteer, surname
from garant.privacy.labels import Label
from garant.privacy.vocabulary import as_words

_ENDINGS = "fr|com|net|org|eu|me|name|blog|art|photo|info|io|tv|ee|gp|re|be|ch|app|social|example|bzh|pro|cloud|dev|site|online|page|club|asso|gg|xyz|uk|de|es|it|ca|local|corsica"
# Any address with a path, or with "http", "www", "webcal" before it: who it is of, the check tells.
_ADDRESS = Shape(r"\b(?:(?:https?|webcals?|caldav|carddav)://|www\.)[\w@.~/%?=&+#:,()-]+", 0.94)
# The end of a host, and a path: the host is looked for backwards, so that no shape begins at every word.
_ENDED = Shape(rf"[ ]?[.,][ ]?(?:{_ENDINGS})[ ]?/[ ]?[\w@~%][\w@.~/%?=&+#:,()-]*", 0.94)
# A bare host: "jdupont38.free.fr", "juliemarchetti.fr".
_HOST = Shape(rf"\.(?:{_ENDINGS})\b", 0.5)
# The path alone, as people write it: "/in/julie-marchetti", "/u/anais_t37".
_PATH_ALONE = Shape(r"(?:^|[\s(:])(?P<value>/(?:in|u|user|profil|profile)/[\w.~-]+)", 0.9)

# Hosts whose first segment is somebody's page, unless it is one of the site's own.
_NETWORKS = as_words(
    """
    facebook fb instagram insta twitter x tiktok github gitlab snapchat threads pinterest twitch soundcloud viadeo copainsdavant leboncoin vinted deezer spotify flickr vimeo malt
    researchgate strava patreon tipeee ko-fi linktr mastodon piaille mamot framapiaf bsky doctolib orcid about behance dribbble deviantart paypal calendly t wa m medium codepen gravatar tumblr
    telegram reddit dailymotion mixcloud bandcamp onlyfans mym utip lydia pumpkin linkedin youtube youtu steamcommunity roblox bitbucket keybase substack gofundme leetchi
    cagnotte chess lichess untappd komoot garmin vsco weheartit ask curiouscat academia hal codeberg framagit blablacar airbnb superprof yoopies helloasso meetic badoo tinder wattpad babelio geneanet
    """
)
# Sites of petitions and collections, of childcare and lessons: their slugs name a person or a cause.
_ABOUT = as_words(
    "change mesopinions gofundme leetchi helloasso cagnotte lepotcommun okpal superprof yoopies linternaute copainsdavant pagesjaunes doctolib petitions colleo ulule kisskissbankbank dansnoscoeurs avis-de-deces libramemoria maiia keldoc"
)
# Where people keep files: a folder or a document that bears a name is of that person.
_CLOUDS = as_words(
    "drive docs dropbox onedrive 1drv sharepoint nextcloud owncloud cloud kdrive wetransfer swisstransfer framadrive pcloud mega icloud box"
)
# Segments after which somebody is named, on any site.
_MARKERS = as_words(
    """
    in pub user users u profil profils profile profiles membre membres member members author auteur auteurs autor people person personne personnes add utilisateur utilisateurs t
    athletes athlete artist artiste hote hotes host hosts vendeur vendeurs vendeuse seller annonceur annuaire perso calendars calendar agenda files id p praticien
    nounou nounous professeur prof candidat candidats joueur joueurs player players eleve eleves enseignant enseignants agent agents channel c view photos show citoyen contributeur contributor usager usagers stories posts abonne abonnes patient patients
    """
)
_STRONG_MARKERS = as_words(
    "in user users u profil profile profiles membre membres member members author add stories utilisateur utilisateurs athletes athlete people vendeur seller player joueur"
)
# What follows a marker or a network's host and is a page of the site.
_WEAK_MARKERS = frozenset(
    ("view", "p", "files", "agenda", "calendar", "annuaire", "agent", "agents", "posts", "usager", "usagers")
)
_PAGES = as_words(
    """
    groups group events event watch search share sharer intent hashtag help about legal policies login p reel reels company school playlist explore marketplace pages gaming business jobs feed learning posts
    settings privacy terms signup home stories tag tags embed plugins dialog tr ad annonce annonces topics features pricing orgs trending discover recherche showcase i r apps clubs club rooms pin d
    password register logout list edit modifier me new inscription connexion services associations association agent agents admin moderation index accueil liste reset all mon compte parametres
    groupe groupes users user profil profile members membres annuaire public contact cgu mentions collections offres ventes aide blog docs api v1 v2 oauth auth sso callback static assets
    enseignants eleves equipe elus services-municipaux entreprises medecins praticiens medecin-generaliste dentiste status web
    """
)
_BLOGS = as_words(
    """
    over-blog blogspot wordpress tumblr canalblog skyrock e-monsite wixsite jimdo jimdofree free pagesperso-orange github gitlab medium substack overblog eklablog unblog blog4ever wix webnode
    pagespro-orange perso weebly centerblog kazeo hautetfort toile-libre carrd notion bandcamp carrd itch framer netlify vercel odexpo fotki portfolio myportfolio adobeportfolio
    """
)
_BODIES = as_words(
    """
    prefet prefecture depute senateur comite amicale amis groupe collectif syndicat cgt cfdt fo fsu unsa sud snu les notre nos parents fcpe ape peep rugby foot football basket judo tennis hand
    bibliotheque animation radio journal cinema ehpad residence camping restaurant boulangerie pharmacie hotel gite garage magasin boutique centre maison parc ecole
    college lycee universite univ creche commune agglo pays cpts ars chu hopital clinique fondation rue place avenue saint sainte st ste notre-dame fete fetes harmonie chorale eglise paroisse diocese
    france francetravail education campus data open lab apps store europe union federation entreprise sarl groupe caisse banque mutuelle theatre musee festival stade gymnase salle espace
    """
)
_ALSO_IN_NAMES = as_words(
    "st ste saint sainte notre les nos pays rue sud snu unsa place parc fo amis france europe harmonie"
)
_OWNED = re.compile(
    r"\b(?:mon|ma|mes)[ ](?:[a-z]+[ ]){0,2}?(?:site|blog|page|profil|chaine|portfolio|cv|linkedin|insta|facebook|compte|agenda|calendrier|cagnotte|galerie|boutique|lien)\b[^.\n]{0,40}$"
    r"|\b(?:son|sa)[ ](?:blog|profil|chaine|portfolio|linkedin|insta|page (?:perso|facebook|insta|linkedin)\w*)\b[^.\n]{0,24}$|\b(?:page|site|blog)[ ]perso(?:nnelle?)?\b[^.\n]{0,24}$"
)
_WORDS = re.compile("[a-z]+")
_ACCOUNT = re.compile(
    r"[a-z]+[._-]?[a-z]*[._-]?\d{1,6}|[a-z]+_[a-z0-9_]+|[a-z]\.?-?[a-z]{4,}|\d{4,}|[0-9a-f-]{12,}|[a-z]{2,}\d+[a-z]+\d*"
)
_PUBLIC = re.compile(
    r"(?:^|[.-])(?:gouv|mairie|ville|commune|service-public|legifrance|ac-[a-z]+|caf|ameli|urssaf|departement|region|agglo|metropole|prefecture|insee|cnil|senat|assemblee-nationale|wikipedia|openstreetmap)(?:[.-]|$)"
)


def _score(candidate: Candidate, desks: Desks) -> float:
    value = candidate.value.lower().replace(" ", "")
    shape = candidate.shape
    if not value:
        return 0.0
    before = candidate.before(64)
    if before.endswith("@"):
        return 0.0  # the domain of a mailbox
    if shape is _PATH_ALONE:
        name = value.strip("/").split("/", 1)[1]
        return shape.score if _names_one(name, desks, strong=True) else 0.0
    if shape is _HOST and before.endswith(("/", ".", "-", "_")):
        return 0.0  # a part of an address
    address = re.sub(r"^[a-z]+://", "", value).removeprefix("www.")
    host, slash, path = address.partition("/")
    host = host.rsplit("@", 1)[-1].replace(",", ".")
    host = host.split(":", 1)[0].split("?", 1)[0]
    labels = host.split(".")
    if len(labels) < 2:
        return 0.0
    if shape is not _HOST and slash and (score := _by_path(labels, path, desks)):
        return score
    if _of_body(labels[0], desks) or _PUBLIC.search(host) is not None:
        return 0.0
    named = _by_host(labels, desks)
    if named:
        return named
    if (
        _OWNED.search(before) is not None
        and not any(label in desks.domains for label in labels)
        and not _is_network(labels)
    ):
        return 0.9
    return 0.0


def _is_network(labels: list[str]) -> bool:
    return any(label in _NETWORKS for label in labels[:-1][-2:])


def _by_path(labels: list[str], path: str, desks: Desks) -> float:
    """What the path says: a profile on a network, a page after a marker, a slug that names somebody."""
    path, _, query = path.partition("?")
    path = path.replace("#/", "/").split("#", 1)[0]  # pages of one program are told after "#/"
    segments = [segment for segment in path.split("/") if segment]
    site = next((label for label in reversed(labels[:-1]) if label in _NETWORKS), "")
    if _is_query_of_one(query, desks, site):
        return 0.92
    if not segments:
        return 0.0
    public = _PUBLIC.search(".".join(labels)) is not None and not site
    for at, segment in enumerate(segments):
        if segment.startswith("~") and len(segment) > 2:
            return 0.93
        if segment.startswith("@") and len(segment) > 2:
            return 0.0 if _of_body(segment[1:], desks) else 0.93
        if segment.startswith(("utilisateur:", "user:")):
            return 0.93
        if (
            segment in _MARKERS
            and at + 1 < len(segments)
            and not (site and site in _ROOTS and at == 0 and segment not in _STRONG_MARKERS)
        ):
            name = segments[at + 1].removesuffix(".html").removesuffix(".php").removesuffix(".ics")
            if name in _MARKERS and at + 2 < len(segments):
                continue
            strong = segment in _STRONG_MARKERS or (bool(site) and segment not in _WEAK_MARKERS)
            if _names_one(name, desks, strong=strong, public=public):
                return 0.93
    if labels[0] in {"perso", "people", "home", "users", "pages"} or "pagesperso" in labels[0]:
        return 0.93 if _names_one(segments[0], desks, strong=True) else 0.0
    if not _CLOUDS.isdisjoint(labels) and any(_holds_name(segment) for segment in segments):
        return 0.93
    about = any(label in _ABOUT for label in labels[:-1])
    if about or site in _ROOTS:
        slug = segments[-1] if "doctolib" in labels else max(segments, key=lambda each: _holds_name(each))
        if about:
            return 0.93 if _holds_name(slug) and not _of_body(slug, desks) else 0.0
    if site in _ROOTS and _is_root(site, segments, desks):
        return 0.94
    if site and len(segments) == 1 and not _of_body(segments[0], desks):
        # Elsewhere the first segment is a page of the site, unless a name stands there alone: "academia.edu/SolineBarthe".
        first = segments[0]
        return 0.93 if _joined_name(first) or _names_one(first, desks, strong=False) else 0.0
    if segments[0] in _OF_ONESELF and any(label in _BLOGS for label in labels[1:-1]):
        return 0.9
    return 0.0


_OF_ONESELF = as_words(
    "a-propos a-propos-de-moi qui-suis-je about-me about mon-parcours me-contacter bio biographie"
)


# Of these the first segment alone is the profile.
_ROOTS = (
    _NETWORKS
    - _ABOUT
    - as_words(
        "linkedin youtube youtu leboncoin vinted doctolib reddit steamcommunity roblox blablacar airbnb meetic badoo tinder wattpad babelio strava spotify deezer dailymotion malt researchgate viadeo academia hal messenger geneanet"
    )
)


def _is_root(site: str, segments: list[str], desks: Desks) -> bool:
    first = segments[0]
    if first.startswith("profile.php"):
        return True
    if first in _PAGES or len(first) < 2 or _of_body(first, desks):
        return False
    if site in {"github", "gitlab", "bitbucket", "codeberg", "framagit"}:
        return len(segments) == 1 or _holds_name(first) > 0
    return True


def _is_query_of_one(query: str, desks: Desks, site: str) -> bool:
    """ "profile.php?id=…", "memberlist.php?mode=viewprofile&u=1204", "citations?user=…", "…&nom=julie-marchetti"."""
    if not query:
        return False
    for pair in query.split("&"):
        key, _, said = pair.partition("=")
        if key in {"user", "u", "uid", "member", "membre", "profil"} and len(said) > 2 and said not in _PAGES:
            return True
        if key == "id" and site in {"facebook", "fb", "viadeo", "steamcommunity"} and len(said) > 2:
            return True
        if key in {"nom", "name", "prenom"} and _holds_name(said) and not _of_body(said, desks):
            return True
    return False


def _names_one(name: str, desks: Desks, *, strong: bool, public: bool = False) -> bool:
    """Whether what follows a marker is somebody: a name, an account, a number; after a weak marker a name alone."""
    name = name.removeprefix("@")
    if name in _PAGES or len(name) < 3 or _of_body(name, desks):
        return False
    if _holds_name(name) or _joined_name(name):
        return True
    words = _WORDS.findall(name)
    if strong and public and name.isdigit():
        return len(name) > 3  # "/profil/48213", of a portal
    lists = gazetteer()
    if strong and not public:
        if len(words) > 1 and _PAGES.isdisjoint(words):
            return True  # a name that somebody chose: "loulou-du-lac"
        return not all(lists.is_common(word) for word in words) or any(map(str.isdigit, name))
    # "jmarchetti": an initial and a surname, or an account that no word of the language is.
    initial = (
        len(words) == 1
        and len(name) > 5
        and surname(lists.facts(name[1:])) >= 1
        and not lists.is_common(name)
    )
    given = len(words) > 1 and first_name(lists.facts(words[0])) >= 5 and len(words[-1]) <= 2
    return (
        initial
        or given
        or (not public and re.search(r"[a-z].*\d", name) is not None and _ACCOUNT.fullmatch(name) is not None)
    )


def _holds_name(slug: str) -> int:
    """How many first names with a surname beside them a slug holds: "justice-pour-julie-marchetti"."""
    words = _WORDS.findall(slug)
    lists = gazetteer()
    held = 0
    for one, other in pairwise(words):
        facts, beside = lists.facts(one), lists.facts(other)
        if _is_pair(one, facts, other, beside) or _is_pair(other, beside, one, facts):
            held += 1
    return held


def _is_pair(given: str, facts: int, family: str, beside: int) -> bool:
    lists = gazetteer()
    return (
        first_name(facts) >= 3
        and len(given) > 2
        and len(family) > 2
        and given not in _BODIES
        and family not in _BODIES
        and not (lists.is_common(family) and (surname(beside) < 4 or lists.is_common(given)))
        and (surname(beside) >= 1 or beside == 0)
        and not (lists.is_common(given) and first_name(facts) < 5)
    )


def _of_body(name: str, desks: Desks) -> bool:
    words = _WORDS.findall(name)
    if not words:
        return False
    first = words[0]
    if (
        "gouv" in words
        or first in desks.handles
        or first in _BODIES
        or any(first.startswith(handle) and len(handle) > 3 for handle in desks.handles)
    ):
        return True
    if any(word in desks.bodies or (word in _BODIES and word not in _ALSO_IN_NAMES) for word in words):
        return True
    # "forcalquier.animations": a town's, unless the word is a name of persons too.
    lists = gazetteer()
    facts = lists.facts(first)
    return len(first) > 4 and lists.starts_commune(first) and not first_name(facts) and not surname(facts)


def _by_host(labels: list[str], desks: Desks) -> float:
    """A site that bears the name of a person: a first name and a surname in its host, or an account on a host of blogs."""
    blog = len(labels) > 2 and any(label in _BLOGS for label in labels[1:-1])
    label = "-".join(labels[: -2 if blog else -1])
    words = _WORDS.findall(label)
    lists = gazetteer()
    if not words or lists.starts_commune(" ".join(words)) or any(word in desks.bodies for word in words):
        return 0.0
    if len(words) == 1:
        if _joined_name(words[0]):
            return 0.92
        if not blog:
            return 0.0
        account = re.fullmatch(r"[a-z]{3,}\d{1,5}", label) is not None and not lists.is_common(words[0])
        return 0.9 if account or _ends_with_name(words[0]) else 0.3
    if _holds_name(label):
        return 0.93
    return (
        0.9
        if blog and any(first_name(lists.facts(word)) >= 5 and not lists.is_common(word) for word in words)
        else 0.0
    )


def _joined_name(label: str) -> bool:
    """ "jeandupont": a frequent first name, and a surname."""
    lists = gazetteer()
    if len(label) > 30 or lists.is_common(label):
        return False
    for cut in range(4, len(label) - 3):
        if (
            first_name(lists.facts(label[:cut])) >= 5
            and surname(lists.facts(label[cut:])) >= 3
            and not (lists.is_common(label[:cut]) and lists.is_common(label[cut:]))
            and label[cut:] not in _BODIES
            and label[:cut] not in _BODIES
        ):
            return True
    return False


def _ends_with_name(label: str) -> bool:
    """ "lesrandosdejulie", "julieenvoyage": a first name at one end."""
    lists = gazetteer()
    return any(
        first_name(lists.facts(part)) >= 6 and not lists.is_common(part)
        for size in range(5, min(12, len(label)))
        for part in (label[-size:], label[:size])
    ) or any(_joined_name(label[-size:]) for size in range(10, min(20, len(label))))


_LONGEST = 300  # characters of an address
_OF_HOST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


def _host_start(lower: str, end: int) -> int:
    """Where the host that ends at `end` begins; `end` itself where an address begins sooner, or none does."""
    start = end
    while start > 0 and end - start < 90 and lower[start - 1] in _OF_HOST:
        start -= 1
    start += len(lower[start:end]) - len(lower[start:end].lstrip(".-"))
    if lower.startswith("www.", start) or lower[start - 1 : start] in {"@", "/", "_"} or end - start < 1:
        return end
    return start


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """Without the mark that ends the sentence, or the bracket around the address."""
    start = candidate.start
    if candidate.shape is _ENDED or candidate.shape is _HOST:
        start = _host_start(candidate.folded.lower, start)
        if start == candidate.start or candidate.end - start > _LONGEST:
            return candidate.start, candidate.start
    value = candidate.folded.text[start : min(candidate.end, start + _LONGEST)].rstrip(".?&=+,:#-")
    if value.endswith(")") and "(" not in value:
        value = value.rstrip(").,")
    return start, start + len(value)


def detector(desks: Desks) -> Detector:
    """The detector for an organisation's own pages."""

    def check(candidate: Candidate) -> float:
        return _score(candidate, desks)

    return Detector(
        label=Label.URL_PERSON, shapes=(_ADDRESS, _ENDED, _HOST, _PATH_ALONE), check=check, bounds=_bounds
    )


DETECTOR = detector(DEFAULT)
