"""Files that a page hands over."""

from django.http import HttpResponse

from garant.paper import Paper, written


def paper_response(paper: Paper, name: str, suffix: str) -> HttpResponse:
    """The document in the format of its suffix; FormatUnknown for another."""
    content_type, body = written(paper, suffix)
    return file_response(body, content_type, f"{name}.{suffix}")


def file_response(body: bytes | str, content_type: str, name: str) -> HttpResponse:
    """Always as a download: a file that holds others' words is not shown as a page of ours."""
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
