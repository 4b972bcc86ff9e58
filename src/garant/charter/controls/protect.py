"""protect: what happens to classes of data towards zones. The heart of the class × zone table."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import Field, model_validator

from garant.charter.control import Control, Loosening
from garant.charter.enumeration import enumerated
from garant.charter.phrases import a_system_of, zone_adjective
from garant.charter.policy import Policy, Rule
from garant.charter.tally import Evidence, Status, Tally
from garant.words import Action, DataClass, Mode, Zone, count


class Protect(Control):
    kind: ClassVar[str] = "protect"
    french: ClassVar[str] = "Protection des données"
    question: ClassVar[str] = "Combien de demandes cette règle a-t-elle décidées, et comment ?"
    aliases: ClassVar[Mapping[str, str]] = MappingProxyType({"zone": "zones"})

    data: tuple[DataClass, ...] = Field(min_length=1, description="Classes de données visées.")
    zones: tuple[Zone, ...] = Field(
        min_length=1, description="Zones visées ; `zone` est accepté pour une seule."
    )
    action: Action = Field(
        description="Du plus souple au plus strict : allow, warn, pseudonymise, reroute, block."
    )
    mode: Mode = Field(
        default=Mode.APPLY, description="apply : la règle s’applique ; observe : elle est seulement comptée."
    )

    @model_validator(mode="before")
    @classmethod
    def _one_zone(cls, given: Any) -> Any:
        if isinstance(given, dict) and "zone" in given and "zones" not in given:
            one = given["zone"]
            rest = {key: value for key, value in given.items() if key != "zone"}
            return {**rest, "zones": one if isinstance(one, list) else [one]}
        return given

    def effects(self, clause: str) -> Iterable[Rule]:
        return [
            Rule(data, zone, self.action, clause, self.mode)
            for data in dict.fromkeys(self.data)
            for zone in dict.fromkeys(self.zones)
        ]

    def sentence(self) -> str:
        where = a_system_of(self.zones)
        what = enumerated((data.french for data in dict.fromkeys(self.data)), last="ou")
        said = _SENTENCES[self.action].format(where=where, what=what)
        if self.mode is Mode.OBSERVE:
            said += " Règle en observation : elle est décidée et comptée, elle n’est pas encore appliquée."
        return said

    @property
    def nature(self) -> Status:
        return Status.ENFORCED if self.mode is Mode.APPLY else Status.FOLLOWED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        unrecognised = tuple(data for data in dict.fromkeys(self.data) if data not in tally.recognised)
        counted = tally.observed if self.mode is Mode.OBSERVE else tally.decisions
        number = counted.get((clause, self.action), 0)
        if self.mode is Mode.OBSERVE:
            singular, plural = _WOULD[self.action]
        else:
            singular, plural = _DONE[self.action]
        said = f"{count(number, singular, plural)} au titre de cette clause."
        if unrecognised:
            missing = enumerated(data.french for data in unrecognised)
            said += f" La détection ne reconnaît pas encore : {missing}."
        status = Status.DECLARED if len(unrecognised) == len(set(self.data)) else self.nature
        return Evidence(said, number, status, unrecognised)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        for zone in Zone:
            if after.approval(zone) is None:
                continue  # closed: nothing goes there, whatever the table says
            for data in DataClass:
                old, new = before.cell(data, zone), after.cell(data, zone)
                if new.action.strictness >= old.action.strictness:
                    continue
                if old.clause is None:
                    blame = [rule.clause for rule in after.rules if (rule.data, rule.zone) == (data, zone)]
                else:
                    blame = [
                        rule.clause
                        for rule in before.rules
                        if (rule.data, rule.zone, rule.mode) == (data, zone, Mode.APPLY)
                        and rule.action.strictness > new.action.strictness
                    ]
                was = "bloqué, faute de règle" if old.clause is None else old.action.french
                yield Loosening(
                    f"case « {data.french} × zone {zone_adjective(zone)} »",
                    was,
                    new.action.french,
                    tuple(dict.fromkeys(blame)),
                )


_SENTENCES = {
    Action.ALLOW: "Une demande à {where} passe si elle contient : {what}.",
    Action.WARN: "Une demande à {where} passe avec un avertissement si elle contient : {what}.",
    Action.PSEUDONYMISE: (
        "Une demande à {where} est pseudonymisée avant l’envoi, et sa réponse rétablie, si elle contient : {what}."
    ),
    Action.REROUTE: "Une demande à {where} est redirigée vers un système interne si elle contient : {what}.",
    Action.BLOCK: "Une demande à {where} est refusée si elle contient : {what}.",
}

_DONE = {
    Action.ALLOW: ("demande autorisée", "demandes autorisées"),
    Action.WARN: ("demande passée avec un avertissement", "demandes passées avec un avertissement"),
    Action.PSEUDONYMISE: ("demande pseudonymisée", "demandes pseudonymisées"),
    Action.REROUTE: ("demande redirigée", "demandes redirigées"),
    Action.BLOCK: ("demande refusée", "demandes refusées"),
}

_WOULD = {
    Action.ALLOW: ("demande aurait été autorisée", "demandes auraient été autorisées"),
    Action.WARN: ("demande aurait reçu un avertissement", "demandes auraient reçu un avertissement"),
    Action.PSEUDONYMISE: ("demande aurait été pseudonymisée", "demandes auraient été pseudonymisées"),
    Action.REROUTE: ("demande aurait été redirigée", "demandes auraient été redirigées"),
    Action.BLOCK: ("demande aurait été refusée", "demandes auraient été refusées"),
}
