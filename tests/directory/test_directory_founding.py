"""An organisation in minutes: the model's charter with its blanks filled, and someone to administer it."""

from datetime import date

import pytest

from garant.charter import compile_policy, load_text, shipped_text
from garant.directory import queries
from garant.directory.actions import amend_organisation
from garant.directory.errors import EmailTaken, SiretTaken, SlugTaken, SlugUnfit
from garant.directory.founding.actions import Beginning, First, create_organisation, free_slug
from garant.directory.founding.charter import Filling, filled, models
from garant.directory.models import Organisation
from garant.journal import RecordChanged

pytestmark = pytest.mark.django_db

FIRST = First("zoe@canal.example", "Zoé Blanc")


def beginning(slug="les-amis", model="ess", name="Les Amis du canal"):
    return Beginning(slug, model, Filling(name, "l’assemblée générale", date(2026, 11, 20)), public=False)


def test_it_begins_with_its_own_charter_in_force_and_one_administrator(world, journalled):
    organisation, zoe, password = create_organisation(beginning(), FIRST)
    charter = queries.charter_in_force(organisation).charter
    assert charter.blanks.organisation == "Les Amis du canal"
    assert charter.blanks.adopted_on == date(2026, 11, 20)
    assert charter.blanks.revision_months == 12
    assert (zoe.is_administrator, zoe.must_change_password) == (True, True)
    assert password is not None
    assert zoe.check_password(password)
    assert journalled()[-1] == RecordChanged(
        organisation="les-amis", person="installation", record="organisation:les-amis", change="created"
    )


def test_every_byte_but_the_head_is_the_model_s():
    text = filled("essentielle", Filling("Valmont"), charter="valmont", version=date(2026, 11, 22))
    changed = [
        (ours, theirs)
        for ours, theirs in zip(text.splitlines(), shipped_text("essentielle").splitlines(), strict=True)
        if ours != theirs
    ]
    assert [ours.partition(":")[0] for ours, _ in changed] == ["charter", "version", "blanks"]


@pytest.mark.parametrize("model", [name for name, _ in models()])
def test_each_model_holds_once_it_is_filled(model):
    text = filled(model, Filling("Valmont"), charter="valmont", version=date(2026, 11, 22))
    assert compile_policy(load_text(text, origin="charte.yaml")).organisation == "Valmont"


@pytest.mark.parametrize(
    "name", ['Le "Pré", {vert}: oui # non', "L’Âge d’or\n- a", "\\1 \\g<0>", "null", "a\u2028b"]
)
def test_what_people_type_stays_a_name(name):
    text = filled("ess", Filling(name), charter="x", version=date(2026, 11, 22))
    assert load_text(text, origin="charte.yaml").blanks.organisation == " ".join(name.split())


def test_the_demonstration_s_charters_are_no_models():
    assert not [name for name, _ in models() if name.startswith("demo-")]
    assert {"ess", "essentielle"} <= {name for name, _ in models()}


def test_nothing_stands_where_a_part_is_refused(world):
    before = Organisation.objects.count()
    with pytest.raises(EmailTaken):
        create_organisation(beginning(), First(world.chloe.email, "X"))
    with pytest.raises(SlugTaken):
        create_organisation(beginning(slug="region-essai"), FIRST)
    for slug in ("Les Amis", "amis_", "-amis", "a--b", "é", "", "a" * 51):
        with pytest.raises(SlugUnfit):
            create_organisation(beginning(slug=slug), FIRST)
    assert Organisation.objects.count() == before


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("L’Âge d’or", "l-age-d-or"),
        ("Région essai", "region-essai-2"),
        ("東京", "organisation"),
        ("x" * 80, "x" * 45),
        ("a_b -- c", "a-b-c"),
    ],
)
def test_a_short_name_is_made_of_the_name_and_is_nobody_else_s(world, slug, name):
    assert free_slug(name) == slug


def test_a_siret_is_one_organisation_s(world):
    Organisation.objects.filter(id=world.region.id).update(siret="73282932000074")
    facts = {
        "name": "D",
        "public": True,
        "agents": None,
        "inhabitants": None,
        "place": world.departement.place_word,
        "address": "",
        "contact": "",
    }
    with pytest.raises(SiretTaken):
        amend_organisation(world.claire, siret="73282932000074", **facts)
    amend_organisation(world.claire, siret="", **facts)
