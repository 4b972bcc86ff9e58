"""The index of the registers: what this person may open, and how much stands there."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from garant.directory.access import actor_of
from garant.directory.models import Person
from garant.registers.queries import open_incidents_count
from garant.registers.rights import queries as rights
from garant.registers.shelf.queries import may_open, reads_all, records_visible_to
from garant.registers.shelf.shelf import Shelf
from garant.registers.shelves import SHELVES


@dataclass(frozen=True, slots=True)
class Line:
    """One register of the index. `waiting` of them are in the first state of the register."""

    shelf: Shelf
    number: int
    waiting: int
    waiting_label: str
    all: bool  # whether this person reads the whole register, or what is theirs and what is published


def lines_for(actor: Person) -> list[Line]:
    """The registers of rows that this person may open."""
    found: list[Line] = []
    for shelf in SHELVES.values():
        if not may_open(actor, shelf):
            continue
        records = records_visible_to(actor, shelf)
        waiting = records.filter(state=shelf.first).count()
        found.append(Line(shelf, records.count(), waiting, shelf.states[0].label, reads_all(actor, shelf)))
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "lines": lines_for(actor),
        "incidents_waiting": open_incidents_count(actor),
        "sees_rights": rights.sees_register(actor),
        "rights_waiting": rights.waiting_count(actor),
    }
    return render(request, "registers/shelf/index.html", context)
