"""What is declared of a treatment: by whom, in versions, without a hole."""

from dataclasses import replace

import pytest
from tests.decisions.conftest import FACTS, NOW, TODAY

from garant.decisions import actions, queries
from garant.decisions.errors import TreatmentChangedMeanwhile, TreatmentClosed, TreatmentIncomplete
from garant.decisions.models import Treatment
from garant.directory.errors import NotAllowed
from garant.directory.kinds import Role
from garant.journal import RecordChanged
from world import join

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Aide au permis",
    "purpose": "Classer les demandes.",
    "degree": "element",
    "mode": "Il propose un rang.",
    "categories": "Âge | pièce d’identité\nRessources | avis d’impôt",
    "parameters": "Âge | 30 %\nRessources",
    "operations": "Il additionne des points.",
    "decider": "Chef de service",
    "retention_days": "400",
}


def test_a_declared_treatment_is_read_by_everybody_of_the_house_and_by_nobody_else(space, signed_in):
    page = signed_in(space.alice).get(space.treatment.get_absolute_url())
    assert FACTS.title in page.content.decode()
    assert "60 %" in page.content.decode()
    assert signed_in(space.world.david).get(space.treatment.get_absolute_url()).status_code == 404


def test_the_form_declares_what_was_typed(space, signed_in):
    rita = join(space.world.departement, "rita", "Rita Garnier", Role.REFERENT)
    answer = signed_in(rita).post("/decisions/traitements/nouveau/", TYPED)
    made = Treatment.objects.get(title="Aide au permis")
    assert answer.status_code == 302
    assert answer["location"] == made.get_absolute_url()
    facts = queries.version_of(rita, made.id).facts
    assert [(each.name, each.source) for each in facts.data] == [
        ("Âge", "pièce d’identité"),
        ("Ressources", "avis d’impôt"),
    ]
    assert [(each.name, each.weight) for each in facts.parameters] == [("Âge", "30 %"), ("Ressources", "")]


def test_a_datum_without_its_source_is_refused_with_its_line_and_nothing_typed_is_lost(space, signed_in):
    answer = signed_in(space.bruno).post(
        "/decisions/traitements/nouveau/", TYPED | {"categories": "Âge | pièce d’identité\nRessources"}
    )
    assert answer.status_code == 400
    said = answer.content.decode()
    assert "Ligne 2" in said
    assert "Il additionne des points." in said
    assert not Treatment.objects.filter(title="Aide au permis").exists()


def test_an_agent_declares_nothing(space, signed_in):
    assert signed_in(space.alice).get("/decisions/traitements/nouveau/").status_code == 403
    with pytest.raises(NotAllowed):
        actions.declare_treatment(space.alice, FACTS)
    with pytest.raises(NotAllowed):
        actions.declare_treatment(space.ines, FACTS)  # no auditor writes


def test_what_the_person_has_a_right_to_know_is_not_left_out(space):
    with pytest.raises(TreatmentIncomplete) as refused:
        space.declared(replace(FACTS, operations=" ", data=()))
    assert refused.value.facts["what"] == "les données et leurs sources, les opérations"


def test_an_amendment_keeps_the_former_text_for_the_decisions_that_were_taken(space, signed_in):
    before = space.complete()
    actions.amend_treatment(
        space.bruno,
        space.treatment.id,
        replace(FACTS, purpose="Autre finalité."),
        after=1,
        reason="Vote",
        now=NOW,
    )
    after = space.draft()
    assert (before.version.number, after.version.number) == (1, 2)
    assert before.version.facts.purpose == FACTS.purpose
    page = signed_in(space.alice).get(f"{space.treatment.get_absolute_url()}versions/1/").content.decode()
    assert "Ce texte n’est plus le dernier" in page
    assert FACTS.purpose in page
    assert "Autre finalité" not in page


def test_two_amendments_of_the_same_version_do_not_overwrite_each_other(space, signed_in):
    actions.amend_treatment(space.bruno, space.treatment.id, replace(FACTS, purpose="Une."), after=1)
    with pytest.raises(TreatmentChangedMeanwhile):
        actions.amend_treatment(space.paul, space.treatment.id, replace(FACTS, purpose="Deux."), after=1)
    late = signed_in(space.paul).post(
        f"{space.treatment.get_absolute_url()}modifier/", TYPED | {"purpose": "Deux.", "after": "1"}
    )
    assert late.status_code == 409
    assert "Deux." in late.content.decode()


def test_an_amendment_that_says_the_same_is_no_version(space, journalled):
    assert actions.amend_treatment(space.bruno, space.treatment.id, FACTS, after=1).number == 1
    assert not [entry for entry in journalled() if getattr(entry, "change", "") == "amended"]


def test_no_decision_rests_on_a_closed_treatment(space, journalled):
    actions.close_treatment(space.bruno, space.treatment.id)
    with pytest.raises(TreatmentClosed):
        actions.record_decision(space.alice, space.treatment.id, FACTS, decided_on=TODAY)  # type: ignore[arg-type]
    with pytest.raises(TreatmentClosed):
        actions.amend_treatment(space.bruno, space.treatment.id, FACTS, after=1)
    last = journalled()[-1]
    assert isinstance(last, RecordChanged)
    assert (last.record, last.change) == (space.treatment.record, "closed")
