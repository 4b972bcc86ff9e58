"""Forms of the directory: they check shapes; the actions check rights."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from stdnum.fr.siret import compact, is_valid

from garant.deadlines import Place
from garant.directory.filling import offer
from garant.directory.kinds import Kind, Role
from garant.directory.models import Organisation, Person
from garant.directory.versions import beginning_of

LARGEST_CHARTER = 1_000_000  # bytes; the longest reference charter is under 60,000


class SignInForm(forms.Form):
    email = forms.EmailField(
        label="Adresse électronique",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label="Mot de passe",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class LinkForm(forms.Form):
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class OrganisationForm(forms.Form):
    name = forms.CharField(label="Nom", max_length=200)
    public = forms.TypedChoiceField(
        label="Statut",
        choices=[
            ("yes", "Personne publique (collectivité, établissement)"),
            ("no", "Association ou autre personne privée"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="Les bases légales permises et certains devoirs en dépendent.",
    )
    agents = forms.IntegerField(
        label="Agents ou salariés, en équivalent temps plein",
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text="À partir de 50, la loi demande de publier les règles des principaux algorithmes. Vide : inconnu.",
    )
    inhabitants = forms.IntegerField(label="Habitants", min_value=0, max_value=100_000_000, required=False)
    place = forms.TypedChoiceField(
        label="Territoire",
        choices=[(place.value, place.french) for place in Place],
        coerce=Place,
        help_text="Les jours fériés et l’heure des délais en dépendent.",
    )
    siret = forms.CharField(label="SIRET", max_length=20, required=False)
    address = forms.CharField(label="Adresse", max_length=300, required=False)
    contact = forms.EmailField(label="Adresse électronique de contact", required=False)

    def clean_siret(self) -> str:
        written = compact(str(self.cleaned_data["siret"]))
        if written and not is_valid(written):
            raise forms.ValidationError(
                "Ce numéro SIRET n’est pas valide : il a 14 chiffres et une clé de contrôle."
            )
        return written


class KeyForm(forms.Form):
    label = forms.CharField(
        label="Usage de la clé",
        max_length=80,
        help_text="Par exemple : « tableur du service » ou « outil de la direction ».",
    )


class PasswordForm(forms.Form):
    current = forms.CharField(
        label="Mot de passe actuel",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Nouveau mot de passe",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="12 caractères au moins, ni courant, ni proche de votre nom ou de votre adresse, pas seulement des chiffres.",
    )
    again = forms.CharField(
        label="Nouveau mot de passe, une seconde fois",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not person.has_usable_password():
            # Who came by a link or by another directory has none yet: there is nothing to ask for.
            del self.fields["current"]

    def clean_current(self) -> str:
        if not self.person.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError("Ce n’est pas votre mot de passe actuel.")
        return str(self.cleaned_data["current"])

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.person)
        return str(self.cleaned_data["new"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "new" in data and data.get("again") is not None and data["new"] != data["again"]:
            self.add_error("again", "Les deux saisies diffèrent : tapez deux fois le même mot de passe.")
        if "new" in data and data.get("current") == data["new"]:
            self.add_error("new", "C’est votre mot de passe actuel : choisissez-en un autre.")
        return data


class PersonForm(forms.Form):
    full_name = forms.CharField(label="Prénom et nom", max_length=150)
    kind = forms.ChoiceField(label="Qualité", choices=Kind.choices)
    roles = forms.MultipleChoiceField(
        label="Rôles",
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucun rôle pour la plupart des personnes.",
    )

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])

    def clean_roles(self) -> list[Role]:
        return [Role(role) for role in self.cleaned_data["roles"]]


class NewPersonForm(PersonForm):
    email = forms.EmailField(label="Adresse électronique", max_length=254)
    field_order = ("email", "full_name", "kind", "roles")


class AmendPersonForm(PersonForm):
    active = forms.BooleanField(
        label="Peut se connecter",
        required=False,
        help_text="Décochez au départ de la personne : ses clés se ferment aussi.",
    )


class PeopleFileForm(forms.Form):
    file = forms.FileField(
        label="Fichier CSV ou ODS",
        help_text="10 Mo au plus. La première ligne porte les titres des colonnes : partez du modèle.",
        error_messages={
            "required": "Choisissez un fichier de 10 Mo au plus.",
            "empty": "Ce fichier est vide.",
        },
    )


class PeopleAccessForm(forms.Form):
    """How the people of an import get in for the first time."""

    access = forms.ChoiceField(
        label="Comment ces personnes se connecteront la première fois",
        widget=forms.RadioSelect,
        initial="passwords",
    )

    def __init__(self, *args: Any, mail: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("passwords", "Par un mot de passe initial, affiché une fois, que vous remettez à chacune")
        ]
        if mail:
            choices.append(("mail", "Par un message qui les invite à demander un lien, sans mot de passe"))
        offer(self, "access", choices)


class CharterFileForm(forms.Form):
    file = forms.FileField(
        label="Fichier de la charte",
        help_text="Un fichier YAML (.yaml ou .yml), en UTF-8, de 1 Mo au plus.",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,application/yaml,text/yaml"}),
        error_messages={"empty": "Ce fichier est vide."},
    )

    def clean_file(self) -> str:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_CHARTER:
            raise forms.ValidationError("Ce fichier est trop lourd pour une charte : 1 Mo au plus.")
        try:
            text = str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                "Ce fichier n’est pas du texte en UTF-8. Ouvrez-le dans un éditeur de texte et enregistrez-le en UTF-8."
            ) from error
        if not text.strip():
            raise forms.ValidationError("Ce fichier est vide.")
        return text


class VoteForm(forms.Form):
    """From which day a version holds, and the vote behind it. All of it may stay empty."""

    in_force_on = forms.DateField(
        label="Entrée en vigueur le",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Vide : tout de suite. Un jour à venir : ce jour-là, à 0 h.",
    )
    voted_by = forms.CharField(
        label="Votée par",
        max_length=200,
        required=False,
        help_text="Par exemple : « l’assemblée générale » ou « le conseil municipal ».",
    )
    voted_on = forms.DateField(
        label="Votée le", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    deliberation = forms.CharField(
        label="Numéro de la délibération ou de la résolution", max_length=100, required=False
    )

    def begins(self, organisation: Organisation, *, now: datetime) -> datetime | None:
        """The first moment of the day that was chosen; None for today, or where none was."""
        day = self.cleaned_data["in_force_on"]
        today = now.astimezone(organisation.place_word.zone).date()
        return None if day is None or day == today else beginning_of(day, organisation)

    def vote(self) -> dict[str, Any]:
        """What the action wants to know of the vote."""
        return {name: self.cleaned_data[name] for name in ("voted_by", "voted_on", "deliberation")}


class CharterInForceForm(VoteForm):
    """The second step: the version that the text was compared with. The text itself waits in the session."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
