"""Who fills a form without an account: a person takes a moment, and leaves empty the field that they don't see.

No puzzle, no script, no cookie, no third party. How often is `garant.directory.throttle`.
"""

from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from django import forms
from django.core import signing

LEAST = timedelta(seconds=3)  # nobody reads a form, writes and sends it faster
LONGEST = timedelta(hours=24)  # a form left open overnight still goes through
_SKEW = timedelta(minutes=5)  # between the clocks of two servers
_SALT = "garant.form-shown"


class Pace(Enum):
    """How long a form was open."""

    HUMAN = auto()
    TOO_FAST = auto()
    STALE = auto()  # past its day, or its token is not ours, or another form's


def issue(form: str, *, now: datetime) -> str:
    """A token that says when this form was shown. `form` binds it to one form of one organisation."""
    return signing.dumps(now.timestamp(), salt=f"{_SALT}:{form}")


def pace(token: str, form: str, *, now: datetime) -> Pace:
    try:
        shown = datetime.fromtimestamp(signing.loads(token, salt=f"{_SALT}:{form}"), UTC)
    except signing.BadSignature:
        return Pace.STALE
    if now - shown > LONGEST or shown > now + _SKEW:
        return Pace.STALE
    return Pace.TOO_FAST if now - shown < LEAST else Pace.HUMAN


def kept(token: str, form: str, *, now: datetime) -> str:
    """The token of a form that comes back: the same one while it holds, so that the wait is not begun anew."""
    return issue(form, now=now) if pace(token, form, now=now) is Pace.STALE else token


def trapped(value: str) -> bool:
    """Whether the field that people don't see was filled."""
    return bool(value.strip())


class ForPeople(forms.Form):
    """A form with the trap and the token among its fields."""

    website = forms.CharField(label="Ne remplissez pas cette ligne", required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def drawn(self, now: datetime) -> "ForPeople":
        """The form, about to be shown."""
        token = kept(self.data.get("opened", ""), self._name(), now=now)
        if self.is_bound:
            self.data = {name: self.data[name] for name in self.data} | {"opened": token}
        else:
            self.fields["opened"].initial = token
        return self

    def by_a_person(self, now: datetime) -> bool:
        """Whether a valid form came back as a person sends one."""
        said = self.cleaned_data
        return not trapped(said["website"]) and pace(said["opened"], self._name(), now=now) is Pace.HUMAN

    @classmethod
    def _name(cls) -> str:
        return cls.__name__
