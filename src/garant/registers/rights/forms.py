"""Forms of the requests."""

from typing import Any

from django import forms

from garant.directory.filling import offer
from garant.registers.forms import LONGEST, MomentField
from garant.registers.rights.queries import RightsWanted
from garant.registers.rights.sealed import Identity
from garant.registers.rights.stores import Found
from garant.registers.rights.terms import Kind, State, facts_of


def _asked() -> list[tuple[str, str]]:
    return [(kind.value, f"{kind.label} : {facts_of(kind).asks}") for kind in Kind]


class OwnRequestForm(forms.Form):
    """For someone of the house: who they are is known."""

    kind = forms.ChoiceField(label="Votre droit", choices=_asked, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Votre demande",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ce texte est chiffré. Le DPO et le guichet juridique le liront.",
    )


class EnterRequestForm(forms.Form):
    """For a request that came by letter or at the counter."""

    kind = forms.ChoiceField(label="Droit exercé", choices=_asked, widget=forms.RadioSelect)
    name = forms.CharField(label="Nom de la personne", max_length=150)
    contact = forms.CharField(
        label="Où lui répondre",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une adresse postale ou électronique. Le nom et l’adresse sont chiffrés.",
    )
    words = forms.CharField(
        label="Ce qui est demandé", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    received_at = MomentField(label="Reçue le", help_text="Le délai légal court depuis la réception.")
    subject = forms.RegexField(
        label="Usage d’IA concerné",
        required=False,
        regex=r"^use:[0-9a-f-]{36}$",
        help_text="L’identifiant que montre la page de l’usage, s’il y en a un.",
    )

    def given(self) -> dict[str, Any]:
        """What `enter_request` takes."""
        given = dict(self.cleaned_data)
        identity = Identity(given.pop("name"), given.pop("contact"))
        return {**given, "identity": identity}


class SearchForm(forms.Form):
    text = forms.CharField(label="Mots", required=False, max_length=200)
    kind = forms.ChoiceField(label="Droit", required=False, choices=[("", "Tous"), *Kind.choices])
    state = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *State.choices])

    def wanted(self) -> RightsWanted:
        self.full_clean()
        return RightsWanted(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class RevisionForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class RequesterForm(RevisionForm):
    """For a request that was taken over without a name."""

    name = forms.CharField(label="Nom de la personne", max_length=150)
    contact = forms.CharField(
        label="Où lui répondre",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une adresse postale ou électronique. Le nom et l’adresse sont chiffrés.",
    )

    def given(self) -> dict[str, Any]:
        """What `name_requester` takes."""
        said = self.cleaned_data
        return {"identity": Identity(said["name"], said["contact"]), "revision": said["revision"]}


class ExtendForm(RevisionForm):
    reason = forms.CharField(
        label="Pourquoi plus de temps",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La personne lira ce motif dans la lettre de prolongation.",
    )


class AnswerForm(RevisionForm):
    text = forms.CharField(
        label="Réponse",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Les mentions légales et les voies de recours s’ajoutent d’elles-mêmes à la lettre.",
    )


class RefuseForm(RevisionForm):
    reason = forms.CharField(
        label="Motifs du refus",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="En fait et en droit. Les voies de recours s’ajoutent d’elles-mêmes à la lettre.",
    )


class EraseForm(forms.Form):
    keys = forms.MultipleChoiceField(
        label="À effacer",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une ligne."},
    )

    def __init__(self, *args: Any, found: list[Found], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(
            self, "keys", [(each.key, f"{each.title} ({each.count})") for each in found if each.may_be_erased]
        )
