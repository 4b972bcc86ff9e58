"""Everything that stands about one use, gathered from the rooms below: what gates look at and pages show."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from garant.catalogue.models import AiSystem
from garant.catalogue.queries.naming import systems_named
from garant.charter import Policy, Stage
from garant.committees import queries as committees
from garant.directory.queries import policy_in_force
from garant.lifecycle.models import Case, Passage, Use
from garant.lifecycle.terms import SIGNERS
from garant.qualification import Assessment, OrganisationFacts, Sheet, assess, read_answers, sheet
from garant.registers.assessments import queries as assessments
from garant.registers.processing import queries as processing
from garant.registers.shelf.queries import Entry
from garant.trials import queries as trials

VALIDATED = "validated"  # the word of the registers, for a record that its DPO signed


@dataclass
class Dossier:
    """One use on one day. What it gathers is read once."""

    use: Use
    today: date
    under: Policy | None = None  # another charter than the one in force, to see what it would ask

    @cached_property
    def policy(self) -> Policy:
        return self.under or policy_in_force(self.use.organisation)

    @cached_property
    def facts(self) -> OrganisationFacts:
        organisation = self.use.organisation
        return OrganisationFacts(
            public=organisation.public, agents=organisation.agents, inhabitants=organisation.inhabitants
        )

    @cached_property
    def sheet(self) -> Sheet:
        return sheet(self.today, organisation=self.facts)

    @cached_property
    def answers(self) -> dict[str, object]:
        """What was answered to questions that still exist."""
        return dict(read_answers(self.sheet, self.use.answers).answers)

    @cached_property
    def set_aside(self) -> tuple[str, ...]:
        """Questions that were answered and that this version of the sheet asks no more."""
        return tuple(read_answers(self.sheet, self.use.answers).set_aside)

    @property
    def path(self) -> Literal["full", "short"]:
        """The five questions, where the charter begins with them and none of them raised a flag."""
        short = self.policy.lifecycle.short_sheet and not self.assessment.short_path_opens_full
        return "short" if short else "full"

    @cached_property
    def assessment(self) -> Assessment:
        # As given: a choice that the law has closed since must still be seen, to be said.
        return assess(
            self.use.answers,
            today=self.today,
            organisation=self.facts,
            path="short" if self.policy.lifecycle.short_sheet else "full",
        )

    @cached_property
    def digest(self) -> str:
        """Of every answer: a visa holds for the answers that were read."""
        said = json.dumps([self.use.answers, self.use.own_answers], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    @cached_property
    def visas(self) -> dict[str, object]:
        """Role → visa, for those that still hold."""
        return {
            visa.role: visa for visa in self.use.visas.select_related("person") if visa.digest == self.digest
        }

    @property
    def visas_missing(self) -> tuple[str, ...]:
        return tuple(role.label for role in SIGNERS if role.value not in self.visas)

    @cached_property
    def own_missing(self) -> tuple[str, ...]:
        """The organisation's own questions that nobody answered."""
        return tuple(
            each.text
            for each in self.policy.lifecycle.questions
            if not str(self.use.own_answers.get(each.id, "")).strip()
        )

    @cached_property
    def systems(self) -> list[AiSystem]:
        """The systems of the catalogue that it rests on."""
        slugs = [used.system for used in self.use.used.all()]
        return systems_named(self.use.organisation, slugs)

    @cached_property
    def opinions(self) -> list[committees.OpinionGiven]:
        return list(committees.opinions_on(self.use.organisation, self.use.subject))

    @cached_property
    def trials(self) -> list[trials.TrialFacts]:
        return list(trials.trials_of(self.use.organisation, self.use.subject))

    @cached_property
    def decision(self) -> Case | None:
        """The last decision of an arbitration since the use last came before one."""
        entered = Passage.objects.filter(use=self.use, after="arbitration").order_by("-at").first()
        if entered is None:
            return None
        decided = Case.objects.filter(use=self.use, at__gte=entered.at).exclude(decision="").order_by("-at")
        return decided.select_related("session", "by").first()

    def entered(self, stage: Stage) -> datetime | None:
        """When it last came to this stage; None where it never did."""
        return (
            Passage.objects.filter(use=self.use, after=stage.value)
            .order_by("-at", "-id")
            .values_list("at", flat=True)
            .first()
        )

    @cached_property
    def processing_record(self) -> Entry | None:
        return processing.processing_record_of(self.use.organisation, self.use.subject)

    @cached_property
    def dpia(self) -> Entry | None:
        return assessments.assessment_of(self.use.organisation, self.use.subject, "dpia")

    @cached_property
    def fria(self) -> Entry | None:
        return assessments.assessment_of(self.use.organisation, self.use.subject, "fria")

    @property
    def validated(self) -> frozenset[str]:
        """Which of the records and analyses somebody validated: "processing", "dpia", "fria"."""
        held = {"processing": self.processing_record, "dpia": self.dpia, "fria": self.fria}
        return frozenset(name for name, entry in held.items() if entry and entry.state.value == VALIDATED)

    @property
    def evaluated_since(self) -> datetime | None:
        """An evaluation counts from here on: the last change of a system, else the beginning."""
        return self.use.to_re_evaluate_since
