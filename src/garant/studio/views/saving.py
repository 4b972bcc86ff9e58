"""One way to save an edit of a draft: locked, refused with what was typed kept, told when someone else was faster."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, QueryDict

from garant.catalogue.compliance import today_of
from garant.charter import CharterInvalid
from garant.directory.access import actor_of
from garant.directory.filling import refuse, tell
from garant.directory.models import Organisation
from garant.studio import queries
from garant.studio.actions import save_draft
from garant.studio.diff import Hunk, hunks
from garant.studio.errors import DraftChangedMeanwhile, DraftClosed
from garant.studio.models import Draft
from garant.studio.reading import Reading, read
from garant.studio.terms import Step
from garant.words import GarantError


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of an edit. `theirs` is what somebody else saved since the form was drawn."""

    draft: Draft
    saved: bool
    theirs: tuple[Hunk, ...] = ()

    @property
    def status(self) -> int:
        return 409 if self.theirs else 400


def attempt(
    request: HttpRequest,
    draft: Draft,
    form: forms.Form,
    edit: Callable[[Reading], str],
    step: Step,
    *,
    whole: bool = False,
) -> Attempt:
    """Apply `edit` to the draft as the form knew it. Whatever refuses it stands above the form, and the values stay.

    An edit that would break a charter that holds is refused, but for one of the `whole` text: there one sees the
    errors, and may save an unfinished page.
    """
    if not form.is_valid():
        return Attempt(draft, saved=False)
    actor = actor_of(request)
    try:
        _check_fresh(draft, form.cleaned_data["revision"])
        reading = reading_of(draft)
        text = edit(reading)
        if not whole:
            check_sound(draft, reading, text)
        save_draft(actor, draft.id, text=text, read=draft.revision, step=step)
    except DraftChangedMeanwhile as error:
        refuse(form, error)
        fresh = queries.draft_visible_to(actor, draft.id)
        renew(form, fresh)
        return Attempt(fresh, saved=False, theirs=since(fresh, form.cleaned_data["drawn"]))
    except CharterInvalid as invalid:
        for problem in invalid.problems:
            form.add_error(
                None, f"{problem.file}, ligne {problem.line} : {problem.sentence} {problem.advice}"
            )
    except GarantError as error:
        tell(form, error)
    else:
        return Attempt(draft, saved=True)
    return Attempt(draft, saved=False)


def _check_fresh(draft: Draft, revision: int) -> None:
    """Before the edit is even tried: on another text it might mean something else."""
    if not draft.is_open:
        raise DraftClosed
    if revision != draft.revision:
        raise DraftChangedMeanwhile


def check_sound(draft: Draft, reading: Reading, text: str) -> None:
    """Raises CharterInvalid where the text has errors that the one before had not."""
    after = read_for(draft.organisation, text)
    if after.errors and not reading.errors:
        raise CharterInvalid(after.errors)


def reading_of(draft: Draft) -> Reading:
    """The draft's text, read on the organisation's day."""
    return read_for(draft.organisation, draft.text)


def read_for(organisation: Organisation, text: str) -> Reading:
    """Any text, read on the organisation's day."""
    return read(text, today=today_of(organisation))


def drawn_from(draft: Draft, form_value: object) -> Reading:
    """The text that the fields of a sent form were filled from: what differs from it is what the person changed."""
    number = int(form_value) if isinstance(form_value, str) and form_value.isdigit() else draft.revision
    if number == draft.revision:
        return reading_of(draft)
    return read_for(draft.organisation, queries.revision_of(draft, number).text)


def since(draft: Draft, number: int) -> tuple[Hunk, ...]:
    """What was saved between that revision and the last one."""
    return hunks(queries.revision_of(draft, number).text, draft.text)


def renew(form: forms.Form, draft: Draft) -> None:
    """The next click replaces the revision that its author has now been shown."""
    carry(form, revision=draft.revision)


def carry(form: forms.Form, **numbers: int) -> None:
    """Change what a sent form carries, for the page that shows it again."""
    sent = form.data
    assert isinstance(sent, QueryDict)
    carried = sent.copy()
    for name, number in numbers.items():
        carried[name] = str(number)
    form.data = carried


def hidden(draft: Draft) -> dict[str, int]:
    """What each form of a draft carries."""
    return {"revision": draft.revision, "drawn": draft.revision}
