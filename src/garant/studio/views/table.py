"""The class × zone table of a draft: each cell a choice, and what the choices would change before they are saved."""

import uuid
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from garant.charter import GridCell, grid, zone_adjective
from garant.directory.access import actor_of
from garant.directory.comparison import Difference, difference
from garant.directory.filling import offer, refuse
from garant.studio import cells, queries
from garant.studio.errors import DraftUnreadable
from garant.studio.forms import GridForm
from garant.studio.models import Draft
from garant.studio.reading import Reading, own_clauses
from garant.studio.terms import Step
from garant.studio.views.drafts import editors
from garant.studio.views.saving import attempt, drawn_from, hidden, read_for, reading_of
from garant.words import Action, DataClass, GarantError, Zone


@dataclass(frozen=True, slots=True)
class Choice:
    """One cell: what it says in the draft, and what is chosen."""

    name: str
    zone: Zone
    cell: GridCell
    chosen: str  # the value of an Action; empty where the zone is closed

    @property
    def zone_french(self) -> str:
        return zone_adjective(self.zone)

    @property
    def closed(self) -> bool:
        return not self.chosen


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def table(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    found = queries.draft_visible_to(actor_of(request), draft)
    drawn = drawn_from(found, request.POST.get("drawn"))
    if drawn.policy is None:
        raise DraftUnreadable
    form = GridForm(request.POST or None, initial=hidden(found))
    offer(
        form,
        "into",
        [
            ("", "La clause qui décide aujourd’hui"),
            *(
                (str(each.get("id")), str(each.get("title") or each.get("id")))
                for _, each in own_clauses(drawn.data)
            ),
        ],
    )
    wanted = _wanted(request, drawn)
    preview: Difference | None = None
    done = None
    if request.method == "POST" and request.POST.get("act") == "preview":
        preview = _preview(found, form, wanted)
    elif request.method == "POST":
        into = str(request.POST.get("into") or "")
        done = attempt(
            request, found, form, lambda reading: cells.amended(reading, wanted, into=into), Step.GRID
        )
        if done.saved:
            messages.success(request, "Le tableau est enregistré dans les règles du brouillon.")
            return redirect(found)
    page = {
        "draft": done.draft if done else found,
        "form": form,
        "rows": _rows(drawn, wanted),
        "zones": [zone_adjective(zone) for zone in Zone],
        "actions": [(each.value, each.french) for each in Action],
        "preview": preview,
        "theirs": done.theirs if done else (),
    }
    status = done.status if done else 400 if form.errors else 200
    return render(request, "studio/table.html", page, status=status)


def _wanted(request: HttpRequest, drawn: Reading) -> dict[cells.Cell, Action]:
    """The cells that the person changed: those that differ from the text that the table was drawn from."""
    words = {each.value: each for each in Action}
    found = {}
    for (data, zone), action in cells.open_cells(drawn).items():
        said = words.get(request.POST.get(_name(data, zone), ""))
        if said is not None and said is not action:
            found[data, zone] = said
    return found


def _preview(draft: Draft, form: forms.Form, wanted: dict[cells.Cell, Action]) -> Difference | None:
    if not form.is_valid():
        return None
    before = reading_of(draft)
    try:
        text = cells.amended(before, wanted, into=form.cleaned_data["into"])
    except GarantError as error:
        refuse(form, error)
        return None
    after = read_for(draft.organisation, text)
    if before.charter is None or after.charter is None:
        for problem in after.errors:
            form.add_error(None, f"Ligne {problem.line} : {problem.sentence} {problem.advice}")
        return None
    return difference(before.charter, after.charter)


def _rows(drawn: Reading, wanted: dict[cells.Cell, Action]) -> list[tuple[DataClass, list[Choice]]]:
    assert drawn.policy is not None
    held = cells.open_cells(drawn)
    rows = []
    for row in grid(drawn.policy):
        choices = []
        for zone, cell in zip(Zone, row.cells, strict=True):
            action = wanted.get((row.data, zone), held.get((row.data, zone)))
            chosen = action.value if action is not None else ""
            choices.append(Choice(_name(row.data, zone), zone, cell, chosen))
        rows.append((row.data, choices))
    return rows


def _name(data: DataClass, zone: Zone) -> str:
    return f"{data.value}-{zone.value}"
