"""The record of processing as files for other registers."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from garant.directory.access import actor_of
from garant.directory.sending import attached
from garant.exchange import FORMATS
from garant.registers.processing.exchanging import Register, export_processing


@require_safe
def exported(request: HttpRequest, register: Register) -> HttpResponse:
    data = export_processing(actor_of(request), register)
    form = FORMATS[register]
    name = f"{register}-{timezone.localdate():%Y-%m-%d}{form.suffix}"
    return attached(data, form.content_type, name)
