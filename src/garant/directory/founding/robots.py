"""Who fills a public form: a person takes a moment, and leaves what they don't see empty. No puzzle, no third party."""

from datetime import datetime, timedelta

from django import forms
from django.core import signing

_SALT = "garant.form-opened"
LEAST = timedelta(seconds=3)
MOST = timedelta(hours=12)


class ForPeople(forms.Form):
    """A form with a trap and a clock. `now` is when it is drawn, or when it came back."""

    website = forms.CharField(label="Ne remplissez pas cette ligne", required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def look(self, now: datetime) -> "ForPeople":
        """Set the clock of a form that is about to be drawn."""
        self.fields["opened"].initial = opened_at(now)
        return self

    def by_a_person(self, now: datetime) -> bool:
        """Whether a valid form came back as a person sends one. A page left open too long is drawn again."""
        if self.cleaned_data["website"]:
            return False
        try:
            opened = datetime.fromtimestamp(
                signing.loads(self.cleaned_data["opened"], salt=_SALT), tz=now.tzinfo
            )
        except signing.BadSignature:
            return False
        return LEAST <= now - opened <= MOST


def opened_at(moment: datetime) -> str:
    """The clock of a form that was drawn at this moment, signed."""
    return signing.dumps(moment.timestamp(), salt=_SALT)
