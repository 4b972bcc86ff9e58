"""Forms of the networks: they check shapes; the actions check rights."""

from django import forms


class InvitationForm(forms.Form):
    note = forms.CharField(
        label="Pour qui",
        max_length=200,
        required=False,
        help_text="Le nom de l’organisation que vous invitez : pour vous y retrouver dans la liste.",
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code reçu de la tête de réseau",
        max_length=60,
        help_text="Quatre groupes de cinq lettres et chiffres.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
