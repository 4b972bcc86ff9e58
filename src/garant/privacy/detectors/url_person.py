"""Pages de profil: an address on a social network, or a page of one's own, that names one person."""

import re

from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import first_name, gazetteer, surname
from garant.privacy.labels import Label

_SITES = (
    r"(?:facebook|fb|instagram|insta|twitter|x|tiktok|github|gitlab|snapchat|threads|pinterest|twitch|soundcloud|viadeo|copainsdavant|leboncoin|vinted|deezer|spotify|flickr|vimeo|malt|researchgate|strava|patreon|tipeee|ko-fi|linktr)\.(?:com|net|fr|tv|ee)"
    r"|(?:open\.spotify|m\.facebook)\.com|linkedin\.com|fr\.linkedin\.com|mastodon\.[a-z]{2,8}|piaille\.fr|youtube\.com|youtu\.be|t\.me|wa\.me|bsky\.app|doctolib\.fr|orcid\.org|linktr\.ee|about\.me|malt\.fr"
)
_NETWORK = Shape(
    rf"(?:https?://)?(?:www\.|m\.|[a-z]{{2}}\.)?\b(?:{_SITES})[ ]?/[ ]?[\w@.~/%?=&+#-]{{2,120}}", 0.94
)
# A blog or a site of one's own: the name stands before the host, or is the host.
_BLOG = Shape(
    r"(?:https?://)?(?:www\.)?\b[a-z0-9][a-z0-9-]{2,40}\.(?:over-blog|blogspot|wordpress|tumblr|canalblog|skyrock|e-monsite|wixsite|jimdo|jimdofree|free|pagesperso-orange|github|gitlab|medium|substack|overblog|eklablog|unblog|blog4ever|wix|webnode|perso\.sfr|perso\.neuf|pagespro-orange)"
    r"\.(?:com|fr|io|org|net)(?:/[\w@.~/%?=&+#-]{0,100})?",
    0.6,
)
_OWN = Shape(
    r"(?:https?://)(?:www\.)?[a-z0-9-]{5,50}\.(?:fr|com|net|org|eu|me|name|blog|art|photo|info)\b(?:/[\w@.~/%?=&+#-]{0,100})?|\bwww\.[a-z0-9-]{5,50}\.(?:fr|com|net|me|name|blog)\b(?:/[\w@.~/%?=&+#-]{0,100})?",
    0.5,
)
_PERSO = Shape(
    r"(?:https?://)?\b(?:perso|pagesperso-orange|home|people|users)\.[a-z0-9.-]{3,40}/~?[\w.-]{2,40}|https?://[a-z0-9.-]{3,60}/~[\w.-]{2,40}",
    0.6,
)

_PATH = re.compile(r"(?:com|net|fr|tv|me|app|be|ee|org|[a-z]{2,8})[ ]?/[ ]?(.*)$")
_SKIP = re.compile(
    r"(?:groups?|events?|watch|search|share|sharer|intent|hashtag|help|about|legal|policies|login|p|reel|reels|company|school|playlist|explore|"
    r"marketplace|pages|gaming|business|jobs|feed|learning|posts|status|settings|privacy|terms|signup|home|stories|tags?|embed|plugins|dialog|tr|ad|annonces?|"
    r"topics|features|pricing|orgs|trending|discover|recherche|medecin-generaliste|dentiste|showcase|i|r)(?:[/.?]|$)"
)
_PROFILE_PREFIX = re.compile(
    r"(?:in|pub|user|users|u|c|channel|people|profile|add|profil|membre|artist|athletes|member|@)/"
)
_WORDS = re.compile("[a-z]+")


def _score(candidate: Candidate, desks: Desks) -> float:
    value = candidate.value.lower()
    shape = candidate.shape
    if shape is _OWN or shape is _BLOG:
        return _own_site(candidate, value, desks)
    if shape is _PERSO:
        return 0.93
    path = _PATH.search(re.sub(r"^https?://", "", value))
    if path is None or not path[1].strip("/"):
        return 0.0
    rest = path[1].lstrip("/")
    if "linkedin" in value and not rest.startswith(("in/", "pub/")):
        return 0.0
    if "youtu" in value and not rest.startswith(("@", "user/", "c/", "channel/")):
        return 0.0
    if rest.startswith("profile.php") or "id=" in rest:
        return shape.score
    if _SKIP.match(rest):
        return 0.0
    prefixed = _PROFILE_PREFIX.match(rest)
    name = rest[prefixed.end() :] if prefixed is not None else rest
    if "doctolib" in value:
        name = rest.rsplit("/", 1)[-1]
        return shape.score if rest.count("/") >= 2 else 0.0
    return 0.0 if _is_body(name.lstrip("@"), desks) else shape.score


def _is_body(name: str, desks: Desks) -> bool:
    first = _WORDS.search(name)
    if first is None:
        return False
    word = first[0]
    return word in desks.handles or any(
        word.startswith(handle) and len(handle) > 3 for handle in desks.handles
    )


def _own_site(candidate: Candidate, value: str, desks: Desks) -> float:
    """A site that bears the name of a person: a first name and a surname in its host."""
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", value).split("/", 1)[0]
    label = host.split(".", 1)[0]
    if _is_body(label, desks):
        return 0.0
    words = _WORDS.findall(label)
    if len(words) < 2:
        return 0.0 if candidate.shape is _OWN else (0.92 if _joined_name(label) else 0.3)
    lists = gazetteer()
    facts = [lists.facts(word) for word in words[:3]]
    named = any(first_name(fact) >= 4 for fact in facts[:2])
    rest_is_name = any(
        surname(fact) >= 1 and not lists.is_common(word) for fact, word in zip(facts, words, strict=False)
    )
    return 0.93 if named and rest_is_name and not any(word in desks.bodies for word in words) else 0.0


def _joined_name(label: str) -> bool:
    """ "jeandupont": a frequent first name, and a surname."""
    lists = gazetteer()
    for cut in range(3, len(label) - 2):
        if first_name(lists.facts(label[:cut])) >= 5 and surname(lists.facts(label[cut:])) >= 3:
            return True
    return False


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """Without the mark that ends the sentence."""
    return candidate.start, candidate.start + len(candidate.value.rstrip(".?&=+"))


def detector(desks: Desks) -> Detector:
    """The detector for an organisation's own pages."""

    def check(candidate: Candidate) -> float:
        return _score(candidate, desks)

    return Detector(
        label=Label.URL_PERSON, shapes=(_NETWORK, _BLOG, _OWN, _PERSO), check=check, bounds=_bounds
    )


DETECTOR = detector(DEFAULT)
