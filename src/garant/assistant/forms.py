"""Forms of the assistant: they check shapes; the actions check rights."""

from django import forms

from garant.registers.terms import Category


class ReportForm(forms.Form):
    category = forms.ChoiceField(
        label="Que s’est-il passé ?", choices=Category.choices, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label="Décrivez-le en quelques mots",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Le DPO et le RSSI liront ces mots, pas votre conversation. "
        "N’y recopiez aucune donnée sur une personne si ce n’est pas utile.",
    )
