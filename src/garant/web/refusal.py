"""A refusal as a page: what happened, and what to do, in the words of the catalogue."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from garant.words import GarantError, message, say, todo

log = logging.getLogger(__name__)


def refusal_page(request: HttpRequest, error: GarantError) -> HttpResponse:
    """The page (or, for a script, the JSON) of an error, with the status of its code."""
    status = message(error.code).status or 400
    if status >= 500:
        log.error("%s", error)
    if "application/json" in request.headers.get("accept", ""):
        body = {"code": error.code, "say": say(error), "do": todo(error)}
        return JsonResponse({"error": body}, status=status)
    page = {"title": _TITLES.get(status, "Demande refusée"), "say": say(error), "do": todo(error)}
    return render(request, "web/refusal.html", {"refusal": page}, status=status)


_TITLES = {
    403: "Accès refusé",
    404: "Page introuvable",
    409: "La situation a changé",
    429: "Trop d’essais",
    500: "Une erreur est survenue",
    503: "Service indisponible",
}
