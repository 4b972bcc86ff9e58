"""The form of a pooled system's card: what the member of a network writes of it. The rest is the head's."""

from dataclasses import replace
from typing import Any

from django import forms

from garant.catalogue.card import Card
from garant.catalogue.forms.system import SystemForm
from garant.catalogue.models import AiSystem
from garant.words import DataClass, Zone

_OWN = SystemForm.base_fields


class AdoptedForm(forms.Form):
    """The same fields as those of a system of one's own, with the same help."""

    name = _OWN["name"]
    model = _OWN["model"]
    role = _OWN["role"]
    answers = _OWN["answers"]
    card = _OWN["card"]
    restrict = _OWN["restrict"]
    allowed_classes = _OWN["allowed_classes"]
    reroute_target = _OWN["reroute_target"]
    preferred = _OWN["preferred"]
    approved = _OWN["approved"]
    revision = _OWN["revision"]

    def __init__(self, *args: Any, system: AiSystem, **kwargs: Any) -> None:
        names = (
            "name",
            "model",
            "role",
            "answers",
            "card",
            "reroute_target",
            "preferred",
            "approved",
            "revision",
        )
        kwargs["initial"] = {name: getattr(system, name) for name in names} | {
            "restrict": system.allowed_classes is not None,
            "allowed_classes": system.allowed_classes or [],
        }
        super().__init__(*args, **kwargs)
        self.system = system

    def clean_reroute_target(self) -> bool:
        chosen = bool(self.cleaned_data["reroute_target"])
        if chosen and self.system.zone != Zone.INTERNAL:
            raise forms.ValidationError("Seul un système en zone interne peut recevoir ce qui est redirigé.")
        return chosen

    def value(self) -> Card:
        """The card that the form holds, once valid."""
        data = self.cleaned_data
        return replace(
            Card.of(self.system),
            name=data["name"],
            model=data["model"],
            role=data["role"].replace("\r\n", "\n").strip(),
            answers=data["answers"].strip(),
            card=data["card"].replace("\r\n", "\n"),
            allowed_classes=frozenset(map(DataClass, data["allowed_classes"])) if data["restrict"] else None,
            reroute_target=data["reroute_target"],
            preferred=data["preferred"],
            approved=data["approved"],
        )
