"""A retained answer proposes a processing record, a DPIA and a card: shown first, in empty places alone, by a person."""

import pytest
from tests.lifecycle.lifecycle_world import NEED
from tests.procurement.procurement_world import AFTER, BEFORE, NOW, ORIGIN, complete_answer, outline

from garant.catalogue.actions import add_vendor
from garant.catalogue.market import VendorFacts
from garant.catalogue.models import AiSystem
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordChanged
from garant.lifecycle.actions.feeding import feed_from_answer
from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.errors import FeedChangedMeanwhile, FeedNothingChosen, FeedTargetUnknown
from garant.lifecycle.feeding.declared import places
from garant.lifecycle.feeding.proposing import propose
from garant.lifecycle.feeding.targets import (
    ASSESSMENT,
    CARD,
    NEW,
    RECORD,
    SYSTEM,
    opened_target,
    targets_of,
)
from garant.procurement import actions as procurement
from garant.procurement.errors import NothingRetained
from garant.procurement.models import Consultation
from garant.procurement.queries import retained_answer
from garant.procurement.questions import bank
from garant.registers.assessments.shelf import DPIA
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.actions import add, amend
from garant.registers.shelf.models import Record
from garant.tables import Column
from world import join

DECLARED = {
    "modeles": {"text": "Mistral Small, pour les résumés."},
    "origine": {"choices": ["open"], "text": "Apache 2.0"},
    "entrainement": {"choices": ["no"]},
    "pays": {"choices": ["FR"]},
    "hebergeur": {"text": "OVH,\nRoubaix"},
    "sous-traitants": {"text": "Scaleway (FR), sauvegardes"},
    "conservation": {"number": 30},
    "securite": {"text": "Filtrage des instructions."},
    "classe": {"choices": ["high"], "text": "Annexe III, 5 a."},
    "role": {"choices": ["provider"]},
    "article-28": {"choices": ["accepted"]},
}
VENDOR = "Bonne IA"

pytestmark = pytest.mark.django_db


@pytest.fixture
def denis(world):
    return join(world.departement, "denis", "Denis Faure", Role.DSI)


def retained(denis, **more):
    """A tender whose every question was answered, and whose answer is retained."""
    made = procurement.prepare_consultation(denis, outline(), now=NOW)
    questions = bank().questions
    made = procurement.choose_questions(
        denis,
        made.id,
        weights={each.id: 1 for each in questions},
        eliminating=set(),
        revision=made.revision,
        now=NOW,
    )
    made = procurement.publish_consultation(denis, made.id, revision=made.revision, now=NOW)
    invited, token = procurement.invite_vendor(denis, made.id, vendor=VENDOR, now=NOW)
    given = {**complete_answer(questions), **DECLARED, **more}
    procurement.submit_answer(token, given, revision=0, origin=ORIGIN, now=BEFORE)
    opened = procurement.open_answers(denis, made.id, now=AFTER)
    procurement.retain_answer(
        denis, opened.id, invited.id, reason="La meilleure.", revision=opened.revision, now=AFTER
    )
    return opened


@pytest.fixture
def market(denis):
    return retained(denis)


def proposed(actor, market, what, target=NEW):
    there = opened_target(actor, what, retained_answer(actor, market.id), target)
    return propose(there.columns, there.present, there.declared, target=there.name, revision=there.revision)


def fed(actor, market, what, target=NEW, keys=None):
    proposal = proposed(actor, market, what, target)
    chosen = [fill.key for fill in proposal.fills] if keys is None else keys
    return feed_from_answer(actor, market.id, what, target, keys=chosen, mark=proposal.mark)


def test_the_record_is_shown_then_written_by_a_person(world, denis, market, signed_in, journalled):
    dsi = signed_in(denis)
    assert f"/marches/{market.id}/preparer/traitement/" in dsi.get(f"/marches/{market.id}/suites/").text
    page = dsi.get(f"/marches/{market.id}/preparer/traitement/")
    assert page.status_code == 200
    for shown in ("Titulaire du marché", "Scaleway (FR)", "30 jours", "2026-SI-014", "18 décembre 2026"):
        assert shown in page.text.replace("\u00a0", " ")
    assert not Record.objects.exists()  # shown, not written
    mark = page.text.partition('name="mark" value="')[2].partition('"')[0]
    fields = {"cible": "new", "mark": mark, "champs": ["purposes", "contractors", "retention"]}
    answer = dsi.post(f"/marches/{market.id}/preparer/traitement/", fields)
    record = Record.objects.get()
    assert answer["location"] == record.get_absolute_url()
    assert (record.state, record.subject, record.title) == ("draft", market.record, market.title)
    assert set(record.values) == {"purposes", "contractors", "retention"}
    assert record.values["contractors"][0] == "Titulaire du marché : Bonne IA"
    assert record.values["contractors"][1] == "Hébergeur : OVH, ; Roubaix"
    entry = journalled()[-1]
    assert isinstance(entry, RecordChanged)
    assert (entry.change, entry.record) == ("created", f"processing:{record.id}")
    (version,) = versions_of(world.bruno, f"processing:{record.id}")
    assert version.reason.startswith("Réponse de Bonne IA au marché « Logiciel des places en crèche »")


def test_what_nobody_declared_stays_empty(denis, market):
    keys = {fill.key for fill in proposed(denis, market, RECORD).fills}
    assert not keys & {"legal_basis", "data_categories", "sensitive_data", "person_categories", "transfers"}
    gauges = {column.key for column in DPIA.columns if column.key.startswith("g")}
    assert not {fill.key for fill in proposed(denis, market, ASSESSMENT).fills} & gauges


def test_a_country_outside_the_economic_area_is_a_transfer_to_justify(denis):
    market = retained(denis, pays={"choices": ["US"]})
    fills = {fill.key: fill.text for fill in proposed(denis, market, RECORD).fills}
    assert fills["transfers"].startswith("États-Unis")
    assert "garantie et échéance à préciser" in fills["transfers"]


def test_filling_twice_changes_nothing(world, denis, market, signed_in):
    fed(world.bruno, market, RECORD)
    record = Record.objects.get()
    (first, *_) = targets_of(world.bruno, RECORD, retained_answer(world.bruno, market.id))
    assert first.name == f"record:{record.id}"
    again = proposed(world.bruno, market, RECORD, first.name)
    assert (again.fills, again.differences) == ((), ())
    with pytest.raises(FeedNothingChosen):
        feed_from_answer(world.bruno, market.id, RECORD, first.name, keys=["retention"], mark=again.mark)
    with pytest.raises(FeedTargetUnknown):  # the tender has its record
        feed_from_answer(world.bruno, market.id, RECORD, NEW, keys=["retention"], mark=again.mark)
    page = signed_in(world.bruno).get(f"/marches/{market.id}/preparer/traitement/").text
    assert "rien à écrire" in page
    assert Record.objects.get().revision == record.revision
    assert len(versions_of(world.bruno, f"processing:{record.id}")) == 1


def test_what_a_person_wrote_stays_and_the_difference_is_shown(world, denis, market, signed_in):
    mine = add(
        world.bruno, PROCESSING, title="Crèche", values={"purposes": "Attribuer", "retention": "Un an."}
    )
    target = f"record:{mine.id}"
    page = signed_in(world.bruno).get(f"/marches/{market.id}/preparer/traitement/", {"cible": target}).text
    assert "Là où la fiche dit autre chose" in page
    assert "Un an." in page
    proposal = proposed(world.bruno, market, RECORD, target)
    assert {each.title for each in proposal.differences} == {"Finalité principale", "Durées de conservation"}
    fed(world.bruno, market, RECORD, target, keys=["retention", "security", "purposes"])
    mine.refresh_from_db()
    assert (mine.values["purposes"], mine.values["retention"]) == ("Attribuer", "Un an.")
    assert "Filtrage des instructions." in mine.values["security"]
    last = versions_of(world.bruno, f"processing:{mine.id}")[0]
    assert (last.by, last.reason[:19]) == (world.bruno.full_name, "Réponse de Bonne IA")


def test_a_person_s_words_around_the_declared_ones_are_no_difference():
    column = Column(key="text", title="Texte")
    declared = {"text": "Pays : France"}

    def differs(present):
        return len(propose([column], {"text": present}, declared, target="x", revision=0).differences)

    assert differs("D’après le candidat, pays : France ; vérifié.") == 0
    assert differs("Pays : Franceville") == 1
    many = Column(key="text", title="Liste", kind="list")
    assert propose([many], {"text": ("b", "A")}, {"text": ["a"]}, target="x", revision=0).same == ("Liste",)


def test_where_the_record_changed_meanwhile_nothing_is_written(world, denis, market, signed_in):
    mine = add(world.bruno, PROCESSING, title="Crèche", values={"purposes": "Attribuer"})
    target, proposal = f"record:{mine.id}", proposed(world.bruno, market, RECORD, f"record:{mine.id}")
    amend(world.bruno, PROCESSING, mine.id, title="Crèche", values={"security": "La nôtre."}, revision=1)
    with pytest.raises(FeedChangedMeanwhile):
        feed_from_answer(world.bruno, market.id, RECORD, target, keys=["security"], mark=proposal.mark)
    fields = {"cible": target, "mark": proposal.mark, "champs": ["retention"]}
    page = signed_in(world.bruno).post(f"/marches/{market.id}/preparer/traitement/", fields)
    assert page.status_code == 409
    assert 'value="retention" checked' in page.text
    assert 'value="software" checked' not in page.text  # what was unticked stays so
    assert Record.objects.get().values["security"] == "La nôtre."


def test_the_dpia_is_drafted_under_the_questions_of_the_cnil_s_tool(world, denis, market):
    fed(denis, market, ASSESSMENT)
    values = Record.objects.get(shelf="aipd").values
    assert values["q112"].splitlines()[0] == "Sous-traitant : Bonne IA"
    assert "Annexe III, 5 a." in values["q113"]
    assert values["q215"] == "Durée de conservation chez le prestataire : 30 jours"
    assert values["q324"][0] == "Sécurité propre à l’IA : Filtrage des instructions."
    assert "à vérifier" in values["sheet_unknown"][0]
    (target, *_) = targets_of(world.bruno, ASSESSMENT, retained_answer(world.bruno, market.id))
    assert proposed(world.bruno, market, ASSESSMENT, target.name).fills == ()
    # The vendor's own person is quoted, never ours.
    assert "Rôle au sens du règlement sur l’IA : « Nous sommes fournisseur" in values["q112"]


def test_a_new_record_of_a_use_begins_with_its_sheet(world, denis, market):
    use = submit_need(world.alice, NEED)
    fed(denis, market, RECORD, use.subject, keys=["retention"])
    record = Record.objects.get()
    assert (record.subject, record.title) == (use.subject, use.title)
    assert record.values["manager"] == NEED["department"]
    assert record.values["purposes"] == NEED["what"]  # the need's own words, not the tender's
    assert "30 jours" in record.values["retention"]
    names = [each.name for each in targets_of(denis, RECORD, retained_answer(denis, market.id))]
    assert names == [NEW]  # the use has its record now, which the DPO alone amends


def test_no_record_of_another_matter_is_shown_before_it_is_chosen(world, denis, market, signed_in):
    submit_need(world.alice, NEED)
    fed(denis, market, RECORD)
    dsi = signed_in(denis)
    page = dsi.get(f"/marches/{market.id}/preparer/traitement/")
    assert "le DPO la complète" in page.text
    assert "Choisissez…" in page.text
    assert 'name="mark"' not in page.text  # nothing to confirm: no use was chosen
    assert "n’est de ce fournisseur" in dsi.get(f"/marches/{market.id}/preparer/systeme/").text
    assert dsi.get(f"/marches/{market.id}/preparer/traitement/", {"cible": NEW}).status_code == 404


def test_the_card_of_a_system_is_completed_and_keeps_what_it_said(world, denis, market, signed_in):
    page = f"/marches/{market.id}/preparer/systeme/?cible=system:service-externe"
    assert "reportez-y d’abord la réponse" in signed_in(denis).get(page).text
    assert "vendor" not in {
        fill.key for fill in proposed(denis, market, SYSTEM, "system:service-externe").fills
    }
    procurement.feed_catalogue(denis, market.id, country="FR")
    system = AiSystem.objects.get(organisation=world.departement, slug="service-externe")
    AiSystem.objects.filter(pk=system.pk).update(licence="", card="", training="unknown", vendor=None)
    system.refresh_from_db()
    target = "system:service-externe"
    proposal = proposed(denis, market, SYSTEM, target)
    assert {fill.key for fill in proposal.fills} == {"vendor", "contract", "licence", "training", "card"}
    assert "Hébergeur" in {each.title for each in proposal.differences}
    fed(denis, market, SYSTEM, target)
    done = AiSystem.objects.get(pk=system.pk)
    assert (done.vendor.name, done.contract.reference) == (VENDOR, "2026-SI-014")
    assert (done.licence, done.training) == ("Apache 2.0", "no")
    assert "- Modèle : Mistral Small" in done.card
    assert (done.host, done.country, done.revision) == (system.host, system.country, system.revision + 1)
    assert proposed(denis, market, SYSTEM, target).fills == ()
    assert versions_of(denis, "system:service-externe")[0].reason.startswith("Réponse de Bonne IA")


def test_a_card_of_another_vendor_takes_no_contract_of_this_one(world, denis, market):
    procurement.feed_catalogue(denis, market.id, country="FR")
    target = "system:service-externe"
    fed(denis, market, SYSTEM, target, keys=["vendor"])
    assert "contract" in {fill.key for fill in proposed(denis, market, SYSTEM, target).fills}
    other = add_vendor(denis, facts=VendorFacts(name="Autre SA", country="FR"))
    AiSystem.objects.filter(organisation=world.departement, slug="service-externe").update(vendor=other)
    proposal = proposed(denis, market, SYSTEM, target)
    assert "contract" not in {fill.key for fill in proposal.fills}
    assert "Fournisseur" in {each.title for each in proposal.differences}


@pytest.mark.parametrize(("choice", "filled"), [("no", "no"), ("opt-out", None)])
def test_an_option_to_untick_is_no_promise_not_to_train(world, denis, choice, filled):
    market = retained(denis, entrainement={"choices": [choice]})
    AiSystem.objects.filter(organisation=world.departement, slug="service-externe").update(training="unknown")
    fills = {fill.key: fill.value for fill in proposed(denis, market, SYSTEM, "system:service-externe").fills}
    assert fills.get("training") == filled


def test_every_place_and_every_fact_of_the_file_exist():
    facts = {feed.key for question in bank().questions for feed in question.feeds}
    columns = {"processing": PROCESSING.columns, "dpia": DPIA.columns, "card": CARD}
    for name, known in columns.items():
        assert set(places(name)) <= {column.key for column in known}
        assert {key for keys in places(name).values() for key in keys} <= facts


def test_the_walls(world, denis, market, client, signed_in):
    auditor = join(world.departement, "agathe", "Agathe Noël", Role.AUDITOR)
    legal = join(world.departement, "lina", "Lina Roy", Role.LEGAL)
    address = f"/marches/{market.id}/preparer/"
    for person, whats, status in [
        (world.alice, ("traitement", "aipd", "systeme"), 403),
        (auditor, ("traitement", "aipd", "systeme"), 403),
        (
            world.claire,
            ("traitement", "aipd"),
            403,
        ),  # an administrator keeps the catalogue, not the registers
        (legal, ("systeme",), 403),
        (world.david, ("traitement", "aipd"), 404),
        (denis, ("autre",), 404),
    ]:
        visitor = signed_in(person)
        for what in whats:
            assert visitor.get(f"{address}{what}/").status_code == status
            assert visitor.post(f"{address}{what}/", {"cible": NEW}).status_code == status
    assert client.get(f"{address}traitement/").status_code == 302
    assert signed_in(legal).get(f"{address}traitement/").status_code == 200
    elsewhere = add(world.david, PROCESSING, title="Ailleurs", values={"purposes": "Autre"})
    with pytest.raises(FeedTargetUnknown):
        proposed(world.bruno, market, RECORD, f"record:{elsewhere.id}")
    mine = add(world.bruno, PROCESSING, title="Crèche", values={"purposes": "Attribuer"})
    with pytest.raises(FeedTargetUnknown):  # the register is the DPO's: others draft, they amend nothing
        proposed(denis, market, RECORD, f"record:{mine.id}")
    with pytest.raises(NotAllowed):
        feed_from_answer(world.alice, market.id, RECORD, NEW, keys=["retention"], mark="")
    with pytest.raises((NotAllowed, NotFound)):
        feed_from_answer(world.david, market.id, RECORD, NEW, keys=["retention"], mark="")


def test_before_an_answer_is_retained_there_is_nothing_to_prepare(denis, market, signed_in):
    Consultation.objects.update(retained=None)
    with pytest.raises(NothingRetained):
        retained_answer(denis, market.id)
    assert signed_in(denis).get(f"/marches/{market.id}/preparer/traitement/").status_code == 409
