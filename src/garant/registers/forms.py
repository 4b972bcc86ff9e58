"""Forms of the registers."""

from django import forms

from garant.registers.terms import Category

LONGEST = 10_000  # characters


class ReportForm(forms.Form):
    category = forms.ChoiceField(label="Nature", choices=Category.choices, widget=forms.RadioSelect)
    description = forms.CharField(
        label="Ce qui ne va pas",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Avec vos mots. N’y recopiez pas de données personnelles : le DPO et le RSSI liront ce texte.",
    )


class CloseForm(forms.Form):
    resolution = forms.CharField(
        label="Suite donnée",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce qui a été constaté et fait, ou pourquoi rien n’était à faire. La personne qui a signalé la lira.",
        error_messages={"required": "Écrivez la suite donnée : un incident ne se clôt pas sans elle."},
    )
