"""The plain questions by which a small organisation begins."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from garant.deadlines import Place
from garant.directory.kinds import Kind
from garant.directory.models import Person
from garant.directory.visitors import ForPeople

# What an organisation says that it is → the charter that it starts from, and the kind of who administers it.
_KINDS = {
    "association": ("ess", False, Kind.VOLUNTEER),
    "commune": ("essentielle", True, Kind.AGENT),
    "autre": ("essentielle", False, Kind.AGENT),
}


class CreateForm(ForPeople):
    name = forms.CharField(label="Nom de l’organisation", max_length=150)
    what = forms.ChoiceField(
        label="Type d’organisation",
        choices=[
            ("association", "Une association, ou une structure de l’économie sociale et solidaire"),
            ("commune", "Une commune, ou un petit établissement public"),
            ("autre", "Une autre organisation"),
        ],
        widget=forms.RadioSelect,
        help_text="Une association part de la charte de l’économie sociale et solidaire ; les autres, d’une charte d’une page. Vous pourrez tout changer.",
    )
    place = forms.TypedChoiceField(
        label="Territoire",
        choices=[(place.value, place.french) for place in Place],
        coerce=Place,
        help_text="Les jours fériés et l’heure des délais en dépendent.",
    )
    adopted_by = forms.CharField(
        label="Qui adopte la charte",
        max_length=200,
        required=False,
        help_text="Par exemple : « le conseil d’administration ». Laissez vide si elle n’est pas encore adoptée.",
    )
    contact = forms.EmailField(
        label="Adresse électronique de contact de l’organisation", max_length=254, required=False
    )
    full_name = forms.CharField(
        label="Vos prénom et nom",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Vous administrerez Garant dans cette organisation.",
    )
    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text="Elle vous servira à vous connecter.",
    )
    password = forms.CharField(
        label="Mot de passe",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="12 caractères au moins, ni courant, ni proche de votre nom ou de votre adresse, pas seulement des chiffres.",
    )

    field_order = (
        "name",
        "what",
        "place",
        "adopted_by",
        "contact",
        "full_name",
        "email",
        "password",
        "website",
        "opened",
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            someone = Person(email=data.get("email", ""), full_name=data.get("full_name", ""))
            try:
                validate_password(data["password"], someone)
            except ValidationError as error:
                self.add_error("password", error)
        return data

    @property
    def model(self) -> str:
        """The shipped charter that it starts from."""
        return _KINDS[self.cleaned_data["what"]][0]

    @property
    def public(self) -> bool:
        return _KINDS[self.cleaned_data["what"]][1]

    @property
    def kind(self) -> Kind:
        return _KINDS[self.cleaned_data["what"]][2]
