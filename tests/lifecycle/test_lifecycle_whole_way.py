"""From a need to its maintenance and back to an evaluation: each step by the right person, each gate with its proof."""

from datetime import timedelta

import pytest
from tests.lifecycle.lifecycle_world import (
    NOW,
    TODAY,
    accepted,
    cast_of,
    fresh,
    generalised,
    in_pilot,
    in_qualification,
    move,
    submitted,
    tried,
)

from garant.catalogue.actions import change_version
from garant.catalogue.versions import Pinned
from garant.charter import Stage
from garant.directory.errors import NotAllowed
from garant.directory.models import Organisation
from garant.journal import UseMoved
from garant.lifecycle.actions.following import follow
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.errors import GateClosed, MoveNotDrawn, ReasonMissing, UseChangedMeanwhile
from garant.lifecycle.models import Passage
from garant.lifecycle.queries import has_access

NEXT = Pinned(model="petit-modele-2", host="Nous-mêmes")

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(world):
    return cast_of(world)


def test_a_need_becomes_a_use_in_service_by_the_right_people_only(cast, journalled):
    use = generalised(cast)

    assert use.stage_word is Stage.GENERALISED
    told = [entry.after for entry in journalled() if isinstance(entry, UseMoved)]
    assert told == [
        "need",
        "qualification",
        "arbitration",
        "development",
        "evaluation",
        "pilot",
        "generalised",
    ]
    passages = list(Passage.objects.filter(use=use))
    assert [each.after for each in passages] == told
    assert all(each.reason and each.version == "2026-11-01" for each in passages)
    assert has_access(cast.agent, use)


def test_a_stage_cannot_be_skipped(cast):
    use = submitted(cast)
    for stage in (Stage.DEVELOPMENT, Stage.PILOT, Stage.GENERALISED):
        with pytest.raises(MoveNotDrawn):
            move(cast.dgs, use, stage)
    assert fresh(use).stage_word is Stage.NEED


def test_the_gate_says_what_is_missing(cast):
    use = submitted(cast, why_ai="")
    with pytest.raises(GateClosed) as closed:
        move(cast.referent, use, Stage.QUALIFICATION)
    assert "Pourquoi une IA" in str(closed.value.facts["missing"])
    assert fresh(use).stage_word is Stage.NEED


@pytest.mark.parametrize("name", ["agent", "dpo", "dgs"])
def test_only_the_roles_of_the_charter_take_a_way(cast, name):
    use = submitted(cast)
    with pytest.raises(NotAllowed):
        move(getattr(cast, name), use, Stage.QUALIFICATION)


def test_a_move_needs_its_reason(cast):
    with pytest.raises(ReasonMissing):
        move(cast.referent, submitted(cast), Stage.QUALIFICATION, reason="  ")


def test_of_two_people_at_once_the_second_is_told(cast):
    from garant.lifecycle.actions.moving import move_use

    use = submitted(cast)
    seen = use.revision
    move_use(cast.referent, use.id, Stage.QUALIFICATION, reason="Bon besoin.", revision=seen, now=NOW)
    with pytest.raises(UseChangedMeanwhile):
        move_use(cast.dsi, use.id, Stage.ABANDONED, reason="Non.", revision=seen, now=NOW)
    assert fresh(use).stage_word is Stage.QUALIFICATION


def test_the_requester_may_give_up_and_nobody_goes_on_after_it(cast):
    use = move(cast.agent, submitted(cast), Stage.ABANDONED, reason="Un modèle de document suffit.")
    with pytest.raises(MoveNotDrawn):
        move(cast.referent, use, Stage.QUALIFICATION)


def test_nothing_is_piloted_without_the_certificate_and_a_conclusive_trial(cast):
    from tests.lifecycle.lifecycle_world import in_evaluation

    use = in_evaluation(cast)
    with pytest.raises(GateClosed) as closed:
        move(cast.dsi, use, Stage.PILOT)
    assert "certificat" in str(closed.value.facts["missing"])
    tried(cast, use, verdict="not-conclusive")
    with pytest.raises(GateClosed) as closed:
        move(cast.dsi, use, Stage.PILOT)
    assert "n’est pas concluante" in str(closed.value.facts["missing"])


def test_a_pilot_is_generalised_once_its_people_are_trained(cast):
    use = in_pilot(cast)
    assert not has_access(cast.agent, use)
    with pytest.raises(GateClosed) as closed:
        move(cast.dgs, use, Stage.GENERALISED)
    assert "attestation de formation" in str(closed.value.facts["missing"])


def test_another_version_of_the_model_asks_for_another_evaluation(cast, journalled):
    use = generalised(cast)
    assert follow(now=NOW) == 0
    later = NOW + timedelta(days=40)
    change_version(cast.dsi, "iris", pinned=NEXT, reason="Nouvelle version de l’éditeur.", now=later)

    assert follow(now=later) == 1
    flagged = fresh(use)
    assert flagged.re_evaluate_by == later + timedelta(days=30)
    assert "petit-modele-2" in flagged.re_evaluate_why
    assert follow(now=later) == 0  # said once
    assert journalled()[-1].after == "to-re-evaluate"


def test_the_evaluation_of_the_former_version_no_longer_counts(cast):
    use = generalised(cast)
    later = NOW + timedelta(days=40)
    change_version(cast.dsi, "iris", pinned=NEXT, reason="Nouvelle version.", now=later)
    follow(now=later)

    move(cast.dsi, use, Stage.EVALUATION, reason="Le modèle a changé.", now=later)
    with pytest.raises(GateClosed) as closed:
        move(cast.dgs, use, Stage.GENERALISED, now=later)
    assert "depuis le changement du système" in str(closed.value.facts["missing"])

    tried(cast, fresh(use), now=later + timedelta(hours=1))
    again = move(cast.dgs, use, Stage.GENERALISED, now=later + timedelta(days=1))
    assert (again.to_re_evaluate_since, again.re_evaluate_by) == (None, None)


def test_an_accepted_use_goes_on_with_the_decision_as_its_reason(cast):
    use = accepted(cast)
    assert use.stage_word is Stage.DEVELOPMENT
    assert Passage.objects.filter(use=use).last().reason == "Utile et simple."


def test_a_legal_basis_that_closed_after_the_answer_is_said_to_be_closed(cast):
    use = in_qualification(cast)
    use.answers = {"rgpd.personal_data": "yes", "rgpd.legal_basis": "legitimate_interest"}
    use.save(update_fields=["answers"])
    codes = {flag.code for flag in Dossier(fresh(use), TODAY).assessment.flags}
    assert "legitimate_interest_closed" in codes
    Organisation.objects.filter(id=use.organisation_id).update(public=False)
    codes = {flag.code for flag in Dossier(fresh(use), TODAY).assessment.flags}
    assert "legitimate_interest_closed" not in codes
