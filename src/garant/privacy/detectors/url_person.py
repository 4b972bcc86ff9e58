"""Pages de profil: an address on a social network that names one person."""

import re

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_SITES = (
    r"(?:facebook|fb|instagram|twitter|x|tiktok|github|gitlab|snapchat|threads|pinterest|twitch|soundcloud|viadeo|copainsdavant|leboncoin|vinted)\.(?:com|net|fr|tv)"
    r"|linkedin\.com|mastodon\.[a-z]{2,8}|youtube\.com|t\.me|wa\.me|bsky\.app|doctolib\.fr"
)
_SHAPE = Shape(rf"(?:https?://)?(?:www\.|[a-z]{{2}}\.)?\b(?:{_SITES})/[\w@./%?=&+-]{{2,120}}", 0.8)
_LINKEDIN = re.compile(r"linkedin\.com/(?!in/|pub/)")
_NOBODY = re.compile(
    r"\.(?:com|net|fr|tv|me|app)/(?:@?(?:mairie|ville|commune|departement|region|conseil|metropole|agglo|prefecture|ccas|gouv|service|asso|officiel)|"
    r"groups?/|events?/|watch|search|share|sharer|intent|hashtag|help|about|legal|policies|login|p/|reel/|company/|school/|playlist|explore|marketplace)"
)


def _check(candidate: Candidate) -> float:
    value = candidate.value.lower()
    return 0.0 if _LINKEDIN.search(value) or _NOBODY.search(value) else candidate.shape.score


DETECTOR = Detector(label=Label.URL_PERSON, shapes=(_SHAPE,), check=_check)
