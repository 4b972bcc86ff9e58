"""Nothing that a person wrote reaches a log."""

import io
import logging

import pytest
from django.conf import settings
from django.db import IntegrityError

from garant.registers.actions import close_incident, report_incident
from garant.web.logs import WithoutContent

SECRET = "Zébulonne Dupont-Martinez"


@pytest.fixture
def log():
    """Everything that is logged, at any level, through our own filter."""
    sink = io.StringIO()
    handler = logging.StreamHandler(sink)
    handler.addFilter(WithoutContent())
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    loggers = [
        root,
        *(logging.getLogger(name) for name in ("django", "django.request", "django.security", "garant")),
    ]
    levels = [each.level for each in loggers]
    root.addHandler(handler)
    for each in loggers:
        each.setLevel(logging.INFO)
    yield sink
    root.removeHandler(handler)
    for each, level in zip(loggers, levels, strict=True):
        each.setLevel(level)


def raising(error):
    try:
        raise error
    except type(error):
        logging.getLogger("garant.essai").exception("something failed")


@pytest.mark.parametrize(
    "error", [ValueError(SECRET), IntegrityError(f"value {SECRET} too long"), KeyError(SECRET)]
)
def test_an_error_is_told_by_its_type_and_its_place_not_by_its_words(log, error):
    raising(error)
    said = log.getvalue()
    assert SECRET not in said
    assert type(error).__qualname__ in said
    assert "test_web_logs.py" in said


def test_the_cause_of_an_error_is_silent_too(log):
    outer = RuntimeError("outer")
    outer.__cause__ = ValueError(SECRET)
    try:
        raise outer
    except RuntimeError:
        logging.getLogger("garant.essai").exception("something failed")
    assert SECRET not in log.getvalue()
    assert "RuntimeError" in log.getvalue()


@pytest.mark.django_db
def test_a_whole_report_leaves_no_word_in_the_log_nor_in_the_journal(world, signed_in, log):
    alice = signed_in(world.alice)
    alice.post("/incidents/nouveau/", {"category": "wrong", "description": SECRET})
    alice.post("/incidents/nouveau/", {"category": SECRET, "description": SECRET})
    alice.post("/compte/cles/", {"label": SECRET})
    incident = report_incident(world.alice, category="wrong", description=SECRET)
    close_incident(world.bruno, incident.id, resolution=SECRET)
    alice.get(f"/incidents/{incident.id}/")
    assert SECRET not in log.getvalue()
    for file in (settings.GARANT_STATE / "journal").rglob("*.jsonl"):
        assert "bulonne" not in file.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_a_view_that_fails_on_a_text_does_not_log_the_text(world, signed_in, log, monkeypatch):
    from garant.registers import views

    def broken(*args, **kwargs):
        raise ValueError(kwargs["description"])

    monkeypatch.setattr(views.actions, "report_incident", broken)
    alice = signed_in(world.alice)
    alice.raise_request_exception = False
    answer = alice.post("/incidents/nouveau/", {"category": "wrong", "description": SECRET})
    assert answer.status_code == 500
    assert "ValueError" in log.getvalue()
    assert SECRET not in log.getvalue()
