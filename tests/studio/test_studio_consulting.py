"""A draft put to people: frozen as it stands, by those who may consult."""

import pytest

from garant.consultation.models import Consultation
from garant.directory.kinds import Role
from garant.studio import actions
from garant.studio.terms import Origin
from world import CHARTER_DEPARTEMENT, join

SAID = {"title": "Révision", "presentation": "Dites ce que vous en pensez.", "closes_on": "2999-01-01"}

pytestmark = pytest.mark.django_db


def begun(world, text=CHARTER_DEPARTEMENT):
    return actions.start_draft(world.claire, title="Révision", origin=Origin.VERSION, text=text)


def test_the_draft_s_own_text_is_discussed_and_goes_on_apart(world, signed_in):
    draft = begun(world, CHARTER_DEPARTEMENT.replace("Une IA se trompe. On relit.", "On relit toujours."))
    answer = signed_in(world.claire).post(f"/studio/{draft.id}/consultation/", SAID)
    found = Consultation.objects.get()
    assert (answer.status_code, answer["location"]) == (302, found.get_absolute_url())
    assert (
        "On relit toujours."
        in signed_in(world.alice).get(f"{found.get_absolute_url()}clauses/relecture/").content.decode()
    )


def test_a_draft_with_errors_is_not_put_to_anyone_and_what_was_typed_stays(world, signed_in):
    draft = begun(world, "title: Rien d’autre")
    answer = signed_in(world.claire).post(f"/studio/{draft.id}/consultation/", SAID)
    assert answer.status_code == 400
    assert "Dites ce que vous en pensez." in answer.content.decode()
    assert not Consultation.objects.exists()


def test_who_may_not_consult_has_neither_the_button_nor_the_page(world, signed_in):
    draft = begun(world)
    paul = signed_in(join(world.departement, "paul", "Paul Isnard", Role.LEGAL))
    assert "Ouvrir une consultation" not in paul.get(f"/studio/{draft.id}/").content.decode()
    assert paul.post(f"/studio/{draft.id}/consultation/", SAID).status_code == 403
    assert "Ouvrir une consultation" in signed_in(world.claire).get(f"/studio/{draft.id}/").content.decode()
