"""What narrows the list: the zone, the place, a qualification."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from garant.catalogue.models import AiSystem
from garant.catalogue.requirements import rules
from garant.catalogue.terms import ZoneChoice
from garant.directory.filling import offer

_FRANCE, _AREA = "france", "europe"


class FilterForm(forms.Form):
    """Read from the address, so that a narrowed list can be passed on, and downloaded as it is."""

    zone = forms.ChoiceField(label="Zone", required=False, choices=[("", "Toutes"), *ZoneChoice.choices])
    lieu = forms.ChoiceField(
        label="Hébergement",
        required=False,
        choices=[("", "Partout"), (_FRANCE, "En France"), (_AREA, "Dans l’Espace économique européen")],
    )
    qualification = forms.ChoiceField(label="Qualification valable", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(kind.short, kind.short) for kind in rules().kinds.values() if kind.short]
        offer(self, "qualification", [("", "Toutes et aucune"), *named])

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self.is_valid() and any(self.cleaned_data.values())

    def narrowed(self, systems: Iterable[AiSystem], held: Mapping[object, tuple[str, ...]]) -> list[AiSystem]:
        """Those that fit; all of them where the address asks for what does not exist. `held` are the qualifications."""
        found = list(systems)
        if not self.narrows:
            return found
        asked = self.cleaned_data
        return [
            system
            for system in found
            if asked["zone"] in {"", system.zone}
            and (asked["lieu"] != _FRANCE or system.country == "FR")
            and (asked["lieu"] != _AREA or system.country in rules().area)
            and (not asked["qualification"] or asked["qualification"] in held[system.pk])
        ]
