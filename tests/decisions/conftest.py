"""A treatment that helps to decide, in the Département: Bruno (DPO) declares, Alice decides, Paul is of the legal desk,
Inès audits, Zoé is another agent."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from garant.decisions import actions
from garant.decisions.facts import DataItem, Facts, Parameter
from garant.decisions.models import Decision, Treatment
from garant.decisions.sealed import Applied, Content
from garant.directory.kinds import Role
from garant.directory.models import Person
from world import World, join

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)

FACTS = Facts(
    title="Attribution de l’aide à la mobilité",
    purpose="Classer les demandes d’aide à la mobilité selon le besoin.",
    degree="element",
    mode="Il propose un rang ; l’instructrice le lit avant d’étudier le dossier.",
    operations="Le traitement additionne les points de chaque critère, puis compare le total au seuil.",
    decider="Cheffe du service mobilité",
    retention_days=365,
    data=(DataItem("Revenu fiscal", "Avis d’impôt fourni"), DataItem("Distance", "Adresse déclarée")),
    parameters=(Parameter("Ressources", "60 %"), Parameter("Éloignement", "40 %")),
    contact="mobilite@departement-essai.example",
)
AUTOMATED = replace(FACTS, degree="alone", mastered=True)
CONTENT = Content(
    concerned="Dossier 4417 de Zélie Bonnafous",
    data=("11 240 euros", "38 km"),
    parameters=(Applied("54 points", "60 %"), Applied("32 points", "40 %")),
    proposed="Rang 12, favorable",
    reasoning="Le revenu a baissé depuis l’avis d’impôt ; je suis la proposition.",
    result="Aide accordée, 90 euros par mois",
)


@dataclass
class Space:
    world: World
    paul: Person
    ines: Person
    zoe: Person
    treatment: Treatment

    @property
    def alice(self) -> Person:
        return self.world.alice

    @property
    def bruno(self) -> Person:
        return self.world.bruno

    def draft(self, content: Content = CONTENT) -> Decision:
        return actions.record_decision(self.alice, self.treatment.id, content, decided_on=TODAY, now=NOW)

    def complete(self) -> Decision:
        made = self.draft()
        return actions.complete_decision(
            self.alice, made.id, mention_carried=True, revision=made.revision, now=NOW
        )

    def declared(self, facts: Facts) -> Treatment:
        return actions.declare_treatment(self.bruno, facts, now=NOW)


@pytest.fixture
def space(world) -> Space:
    return Space(
        world,
        paul=join(world.departement, "paul", "Paul Isnard", Role.LEGAL),
        ines=join(world.departement, "ines", "Inès Lambert", Role.AUDITOR),
        zoe=join(world.departement, "zoe", "Zoé Blanc"),
        treatment=actions.declare_treatment(world.bruno, FACTS, now=NOW),
    )
