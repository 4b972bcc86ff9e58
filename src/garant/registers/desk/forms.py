"""Forms of the desk."""

from django import forms

from garant.registers.forms import LONGEST


class SearchForm(forms.Form):
    text = forms.CharField(label="Chercher dans les réponses", required=False, max_length=200)

    def words(self) -> str:
        self.full_clean()
        return str(self.cleaned_data.get("text", ""))


class AskForm(forms.Form):
    page = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    words = forms.CharField(
        label="Votre question",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Ce texte est chiffré. Le guichet juridique et le DPO le liront, l’audit peut le relire. N’y nommez personne si ce n’est pas utile.",
    )


class AnswerForm(forms.Form):
    after = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label="Réponse", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}))


class EntryForm(forms.Form):
    question = forms.CharField(
        label="Question",
        max_length=300,
        help_text="Dans des mots qui valent pour tous et ne nomment personne.",
    )
    answer = forms.CharField(
        label="Réponse",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Toute l’organisation la lira. Vous pouvez la mettre en forme en Markdown.",
    )


class AmendEntryForm(EntryForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
