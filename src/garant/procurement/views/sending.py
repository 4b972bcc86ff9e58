"""Files that a page hands over."""

from django.http import HttpResponse

from garant.directory.sending import attached
from garant.paper import Paper, written


def paper_response(paper: Paper, name: str, suffix: str) -> HttpResponse:
    """The document in the format of its suffix; FormatUnknown for another."""
    content_type, body = written(paper, suffix)
    return attached(body, content_type, f"{name}.{suffix}")
