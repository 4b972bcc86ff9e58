"""Forms of the notifications."""

from django import forms


class PreferenceForm(forms.Form):
    digest = forms.BooleanField(
        label="M’écrire au plus une fois par jour ouvré quand quelque chose m’attend",
        required=False,
        help_text="Le message donne des nombres et jamais le contenu.",
    )
