"""Who fills a public form: a person takes a moment, and leaves what they don't see empty. No puzzle, no third party."""

from datetime import datetime, timedelta

from django import forms
from django.core import signing

_SALT = "garant.form-opened"
LEAST = timedelta(seconds=3)
MOST = timedelta(hours=12)


class ForPeople(forms.Form):
    """A form with a trap and a clock."""

    website = forms.CharField(label="Ne remplissez pas cette ligne", required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def drawn(self, now: datetime) -> "ForPeople":
        """The form, about to be shown. One that comes back keeps its clock; where that was wrong it has a new one."""
        if not self.is_bound:
            self.fields["opened"].initial = opened_at(now)
        elif not _in_time(self.data.get("opened", ""), now):
            self.data = {name: self.data[name] for name in self.data} | {"opened": opened_at(now)}
        return self

    def by_a_person(self, now: datetime) -> bool:
        """Whether a valid form came back as a person sends one."""
        return not self.cleaned_data["website"] and _in_time(self.cleaned_data["opened"], now)


def opened_at(moment: datetime) -> str:
    """The clock of a form that was drawn at this moment, signed."""
    return signing.dumps(moment.timestamp(), salt=_SALT)


def _in_time(opened: str, now: datetime) -> bool:
    try:
        moment = datetime.fromtimestamp(signing.loads(opened, salt=_SALT), tz=now.tzinfo)
    except signing.BadSignature:
        return False
    return LEAST <= now - moment <= MOST
