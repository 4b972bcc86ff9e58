"""The lessons learned, with what the quarter brought."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from garant.directory.access import actor_of
from garant.registers.lessons.queries import lessons_of_quarter
from garant.registers.lessons.shelf import LESSONS
from garant.registers.shelf import views
from garant.registers.shelf.queries import reads_all


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    more = {}
    if reads_all(actor, LESSONS):
        more["learned"] = lessons_of_quarter(actor.organisation, timezone.localdate())
    return views.records(request, LESSONS, more)
