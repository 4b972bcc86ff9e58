"""A file out of a page."""

from collections.abc import Mapping

from django.http import HttpResponse


def attached(
    body: bytes | str, content_type: str, name: str, more: Mapping[str, str] | None = None
) -> HttpResponse:
    """Always as a download: a file that holds others' words is not shown as a page of ours. `more` are headers."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **(more or {})}
    return HttpResponse(body, content_type=content_type, headers=headers)
