"""What every page shows: who is here, the rooms that are open to them, what waits for them."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from garant import __version__
from garant.directory.access import signed_in
from garant.directory.kinds import Role
from garant.lifecycle.queries import waiting_for
from garant.localmodel import Progress, State, read_progress
from garant.notifications.queries import unread_count
from garant.portal.queries import is_open
from garant.protection.queries import KEEPERS
from garant.registers.queries import open_incidents_count

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation. `waiting` is how many things wait behind it."""

    label: str
    address: str
    current: bool  # the page, or one of its room
    here: bool  # the page itself
    waiting: int = 0
    waiting_words: str = ""  # singular and plural of what waits


def page(request: HttpRequest) -> dict[str, object]:
    """The context of `web/base.html`."""
    navigation = _navigation(request)
    chosen = request.COOKIES.get("garant_theme", "auto")
    return {
        "theme": chosen if chosen in THEMES else "auto",
        "navigation": navigation,
        "unread": unread_count(actor) if (actor := signed_in(request)) is not None and navigation else 0,
        "waiting_anywhere": sum(entry.waiting for entry in navigation),
        "portal_open": (actor := signed_in(request)) is not None and is_open(actor.organisation),
        "model_progress": _progress(request),
        "garant_version": __version__,
    }


def _navigation(request: HttpRequest) -> list[Entry]:
    actor = signed_in(request)
    if actor is None or actor.must_change_password:
        return []
    rooms = [
        ("Assistant", "/assistant/", 0, ""),
        ("Pseudonymiser", reverse("redaction:pseudonymise"), 0, ""),
        ("Usages", reverse("lifecycle:uses"), waiting_for(actor), _USES),
        ("Charte", reverse("publication:charter"), 0, ""),
        ("Preuves", reverse("publication:evidence"), 0, ""),
        ("Systèmes", reverse("catalogue:list"), 0, ""),
        ("Registres", reverse("registers:index"), 0, ""),
        ("Incidents", reverse("registers:incidents"), open_incidents_count(actor), _INCIDENTS),
    ]
    if actor.has_role(*KEEPERS):
        rooms.append(("Détection", reverse("protection:lists"), 0, ""))
    if actor.has_role(Role.ADMINISTRATOR):
        rooms.append(("Administration", reverse("directory:administration"), 0, ""))
    return [
        Entry(label, address, _within(request.path, address), request.path == address, waiting, words)
        for label, address, waiting, words in rooms
    ]


# The pages whose address isn't under that of their room.
_ALSO = {
    "/charte/": ("/studio/", "/consultations/"),
    "/usages/": ("/arbitrages/", "/appels/"),
    "/preuves/": ("/bilans/", "/observatoire/"),
    "/systemes/": ("/fournisseurs/", "/contrats/", "/suspendre-une-clause/"),
    "/registres/": ("/decisions/", "/guichet/"),
    "/administration/": ("/reseau/",),
}


def _within(path: str, address: str) -> bool:
    return path.startswith((address, *_ALSO.get(address, ())))


_USES = "usage attend une suite,usages attendent une suite"
_INCIDENTS = "incident ouvert,incidents ouverts"


def local_model() -> Progress:
    """How far the local model is."""
    return read_progress(settings.GARANT_STATE)


_ON_ITS_WAY = frozenset({State.DOWNLOADING, State.ASSEMBLING, State.LOADING})


def _progress(request: HttpRequest) -> Progress | None:
    """Only while it is on its way, or failed, and only for people of the house."""
    if signed_in(request) is None:
        return None
    progress = local_model()
    return progress if progress.state in _ON_ITS_WAY or progress.state is State.FAILED else None
