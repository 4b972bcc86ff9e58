"""The organisation's own lists: who may write them, what detection makes of them, the wall between organisations."""

import uuid

import pytest
from django.test import Client

from garant.directory.errors import NotAllowed
from garant.privacy import Label, detect
from garant.protection import actions, queries
from garant.protection.errors import OwnEntryRefused, OwnEntryTwice, OwnEntryUnknown, OwnPatternsFull
from garant.protection.models import Kind, OwnEntry
from garant.web.publish import build_snapshot
from world import NOW, World

pytestmark = pytest.mark.django_db
TEXT = "Mme Anne Kervella vous répondra au 06 12 34 56 78, carte CF-004512."


def found(world: World) -> list[str]:
    return [TEXT[span.start : span.end] for span in detect(TEXT, queries.own_of(world.bruno.organisation))]


def test_what_the_dpo_writes_counts_from_the_next_text_on(world: World) -> None:
    before = found(world)
    assert {"Anne Kervella", "06 12 34 56 78"} <= set(before)
    actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne  Kervella")
    actions.add_entry(world.bruno, kind=Kind.DESK, value="+33 6 12 34 56 78")
    actions.add_entry(world.bruno, kind=Kind.PATTERN, value=r"CF-\d{6}", name="Carte", label=Label.CASE_ID)
    assert found(world) == ["CF-004512"]


def test_a_withdrawn_line_counts_no_more_and_its_value_is_gone(world: World) -> None:
    entry = actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne Kervella")
    actions.withdraw_entry(world.bruno, entry.id)
    assert "Anne Kervella" in found(world)
    assert not OwnEntry.objects.filter(value__contains="Kervella").exists()
    with pytest.raises(OwnEntryUnknown):
        actions.withdraw_entry(world.bruno, entry.id)
    actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne Kervella")


def test_a_correction_becomes_a_rule(world: World) -> None:
    actions.learn_correction(world.bruno, value="Anne Kervella", label=None)
    actions.learn_correction(world.bruno, value="vous répondra", label=Label.USERNAME)
    assert "Anne Kervella" not in found(world)
    assert "vous répondra" in found(world)


def test_another_organisation_reads_none_of_it(world: World) -> None:
    entry = actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne Kervella")
    assert queries.own_of(world.david.organisation).is_empty
    assert all(not entries for _, entries in queries.entries_visible_to(world.david))
    with pytest.raises(OwnEntryUnknown):
        actions.withdraw_entry(world.david, entry.id)
    assert set(queries.all_own()) == {world.bruno.organisation.slug}


def test_an_agent_writes_no_rule(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.learn_correction(world.alice, value="Anne Kervella", label=None)
    with pytest.raises(NotAllowed):
        queries.entries_visible_to(world.alice)


@pytest.mark.parametrize(
    ("kind", "value", "label"),
    [
        (Kind.PUBLIC_PERSON, "Kervella", None),
        (Kind.DESK, "@mairie", None),
        (Kind.ORDINARY, "a b", None),
        (Kind.KNOWN, "quelqu’un", None),
        (Kind.KNOWN, "quelqu’un", Label.SENSITIVE_HEALTH),
        (Kind.PATTERN, "(", Label.CASE_ID),
        (Kind.PATTERN, "a*", Label.CASE_ID),
    ],
)
def test_a_line_that_would_mask_all_or_nothing_is_refused(
    world: World, kind: Kind, value: str, label: Label | None
) -> None:
    with pytest.raises(OwnEntryRefused):
        actions.add_entry(world.bruno, kind=kind, value=value, name="x", label=label)
    assert not OwnEntry.objects.exists()


@pytest.mark.parametrize(
    "domain",
    [
        *("@orange.fr", "@gmail.com", "@wanadoo.fr", "@free.fr", "@sfr.fr", "@laposte.net", "@live.fr"),
        *(
            "@hotmail.fr",
            "@Hotmail.com",
            "@outlook.fr",
            "@yahoo.fr",
            "@yahoo.co.uk",
            "@icloud.com",
            "@gmx.fr",
        ),
        *("@gmx.net", "@proton.me", "@protonmail.com", "@ORANGE.FR", "@orange.fr."),
    ],
)
def test_a_domain_that_is_anybody_s_is_no_desk(world: World, domain: str) -> None:
    with pytest.raises(OwnEntryRefused) as refused:
        actions.add_entry(world.bruno, kind=Kind.DESK, value=domain)
    assert "ouvert à tout le monde" in str(refused.value.facts["reason"])


@pytest.mark.parametrize(
    "value", ["@ville-orange.fr", "@free-ville.fr", "@outlook.mairie-volx.fr", "mairie-volx@orange.fr"]
)
def test_a_domain_or_a_mailbox_of_one_s_own_is_a_desk(world: World, value: str) -> None:
    assert actions.add_entry(world.bruno, kind=Kind.DESK, value=value).value == value


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("mairie-volx.fr", "@mairie-volx.fr"),
        ("*@Mairie-Volx.fr", "@mairie-volx.fr"),
        ("@culture.mairie-volx.fr", "@culture.mairie-volx.fr"),
        ("www.mairie-volx.fr", "www.mairie-volx.fr"),
        ("04 92 00 00 00 poste 12", "04 92 00 00 00 poste 12"),
        ("+33 (0)4 92 00 00 00", "+33 (0)4 92 00 00 00"),
        ("12 place de la Mairie BP 1204 04130 Volx", "12 place de la Mairie BP 1204 04130 Volx"),
    ],
)
def test_a_domain_counts_however_it_is_written(world: World, written: str, kept: str) -> None:
    assert actions.add_entry(world.bruno, kind=Kind.DESK, value=written).value == kept


@pytest.mark.parametrize(
    "value",
    [
        *("@gmail.com, @orange.fr", "@mairie-volx.fr @volx.fr", "Accueil : accueil@mairie-volx.fr"),
        *("04 92 00 00 02 / 04 92 00 00 03", "Standard : 04 92 00 00 04", "0492000004 ou 0492000005"),
    ],
)
def test_two_coordinates_or_one_with_a_word_would_be_compared_in_vain(world: World, value: str) -> None:
    with pytest.raises(OwnEntryRefused) as refused:
        actions.add_entry(world.bruno, kind=Kind.DESK, value=value)
    assert "une seule coordonnée" in str(refused.value.facts["reason"])


@pytest.mark.parametrize("domain", ["gmail.com", "*@orange.fr"])
def test_a_domain_that_is_anybody_s_is_none_in_another_writing(world: World, domain: str) -> None:
    with pytest.raises(OwnEntryRefused):
        actions.add_entry(world.bruno, kind=Kind.DESK, value=domain)


@pytest.mark.parametrize(
    "value", ["M. Benali", "Mme. Kervella", "Anne Kervella, maire", "Anne Kervella (1re adjointe)", "A. B."]
)
def test_a_public_person_is_one_full_name(world: World, value: str) -> None:
    with pytest.raises(OwnEntryRefused):
        actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value=value)


@pytest.mark.parametrize("value", ["Mme Anne Kervella", "KERVELLA Anne", "Jean-Luc d’Hérécourt", "Y Nhi Ba"])
def test_a_full_name_may_have_its_title(world: World, value: str) -> None:
    assert actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value=value).value == value


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ("T-45821", r"T-\d{5}"),
        ("T-99999", r"T-\d{5}"),
        ("T-XXXXX", r"T-\d{5}"),
        ("2024/ASE/0147", r"\d{4}/ASE/\d{4}"),
        ("AS.2024 n#######", r"AS.\d{4} n\d{7}"),
    ],
)
def test_an_example_instead_of_a_form_is_refused_with_the_form(
    world: World, expression: str, meant: str
) -> None:
    with pytest.raises(OwnEntryRefused) as refused:
        actions.add_entry(world.bruno, kind=Kind.PATTERN, value=expression, name="x", label=Label.EMPLOYEE_ID)
    assert str(refused.value.facts["reason"]).endswith(f"par exemple {meant}.")
    assert actions.add_entry(
        world.bruno, kind=Kind.PATTERN, value=meant, name="x", label=Label.EMPLOYEE_ID
    ).value == meant  # fmt: skip


@pytest.mark.parametrize("word", ["Karima", "Martin", "rose", "Marchand", "BENALI", "Jean-Luc"])
def test_one_word_that_may_be_a_name_is_not_called_ordinary(world: World, word: str) -> None:
    with pytest.raises(OwnEntryRefused) as refused:
        actions.learn_correction(world.bruno, value=word, label=None)
    assert "un prénom ou un nom" in str(refused.value.facts["reason"])


@pytest.mark.parametrize(
    "value", ["Piscine", "Pronote", "GEDEOR", "Volx", "Dossier", "Karima Benali", "06 12 34 56 78"]
)
def test_a_word_that_is_no_name_and_a_full_name_may_be_ordinary(world: World, value: str) -> None:
    assert actions.learn_correction(world.bruno, value=value, label=None).value == value


@pytest.mark.parametrize("kind", [Kind.KNOWN, Kind.ORDINARY, Kind.PUBLIC_PERSON])
@pytest.mark.parametrize("value", ["محمد الأمين", "李小龙 王小明", "Anne 李小龙", "Иван Петров"])
def test_a_script_that_detection_does_not_read_is_refused_in_words(
    world: World, kind: Kind, value: str
) -> None:
    label = Label.PERSON if kind is Kind.KNOWN else None
    with pytest.raises(OwnEntryRefused) as refused:
        actions.add_entry(world.bruno, kind=kind, value=value, label=label)
    assert refused.value.facts["reason"] == "La détection ne lit pas encore cette écriture."
    actions.add_entry(world.bruno, kind=kind, value="Zoé Lœb", label=label)


def test_an_organisation_has_fifty_forms_of_number_at_most(world: World) -> None:
    def add(number: int) -> OwnEntry:
        return actions.add_entry(
            world.bruno, kind=Kind.PATTERN, value=rf"N{number}-\d{{6}}", name="Carte", label=Label.CASE_ID
        )

    entries = [add(number) for number in range(actions.MOST_PATTERNS)]
    with pytest.raises(OwnPatternsFull):
        add(50)
    actions.withdraw_entry(world.bruno, entries[0].id)
    add(50)
    actions.add_entry(world.bruno, kind=Kind.DESK, value="04 92 00 00 00")


def test_the_same_line_twice_is_told(world: World) -> None:
    actions.add_entry(world.bruno, kind=Kind.DESK, value="@mairie-volx.fr")
    with pytest.raises(OwnEntryTwice):
        actions.add_entry(world.bruno, kind=Kind.DESK, value=" @mairie-volx.fr ")


@pytest.mark.parametrize(
    ("kind", "first", "again"),
    [
        (Kind.DESK, "04 92 00 00 00", "+33 4.92.00.00.00"),
        (Kind.DESK, "@mairie-volx.fr", "Mairie-Volx.fr"),
        (Kind.PUBLIC_PERSON, "Élodie Kervella", "ELODIE KERVELLA"),
        (Kind.ORDINARY, "Grand Bleu", "grand-bleu"),
    ],
)
def test_the_same_line_in_another_writing_is_told_too(
    world: World, kind: Kind, first: str, again: str
) -> None:
    entry = actions.add_entry(world.bruno, kind=kind, value=first)
    with pytest.raises(OwnEntryTwice):
        actions.add_entry(world.bruno, kind=kind, value=again)
    actions.withdraw_entry(world.bruno, entry.id)
    actions.add_entry(world.bruno, kind=kind, value=again)


def test_two_domains_that_differ_by_a_sign_are_two(world: World) -> None:
    for value in ("@la-ville.fr", "@laville.fr"):
        actions.add_entry(world.bruno, kind=Kind.DESK, value=value)
    for value in (r"AB\d-\d{4}", r"AB\D-\d{4}"):
        actions.add_entry(world.bruno, kind=Kind.PATTERN, value=value, name="x", label=Label.CASE_ID)


def test_the_gateway_receives_the_lists_of_each_organisation(world: World) -> None:
    actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne Kervella")
    snapshot = build_snapshot(version=1, now=NOW)
    own = snapshot.own[world.bruno.organisation.slug]
    assert own.public_people == ("Anne Kervella",)
    assert world.david.organisation.slug not in snapshot.own


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_the_page_adds_shows_and_withdraws(world: World) -> None:
    client = signed_in(world.bruno)
    page = "/administration/detection/"
    assert client.get(page).status_code == 200
    sent = client.post(page, {"kind": "public_person", "value": "Anne Kervella", "label": ""}, follow=True)
    assert "Anne Kervella" in sent.content.decode()
    entry = OwnEntry.objects.get()
    assert client.get(f"{page}{entry.id}/retirer/").status_code == 200
    client.post(f"{page}{entry.id}/retirer/")
    assert "Anne Kervella" not in client.get(page).content.decode()
    assert client.get(f"{page}{uuid.uuid4()}/retirer/").status_code == 404


def test_a_form_of_number_is_tried_before_it_is_kept(world: World) -> None:
    client = signed_in(world.bruno)
    page = "/administration/detection/numero/"
    asked = {
        "name": "Carte famille",
        "label": "CASE_ID",
        "expression": r"CF-\d{6}",
        "sample": "CF-004512 et CF-1",
    }
    tried = client.post(page, asked | {"try": ""}).content.decode()
    assert "<mark>CF-004512</mark> et CF-1" in tried
    assert not OwnEntry.objects.exists()
    assert client.post(page, asked | {"sample": "rien", "keep": ""}).status_code == 422
    assert client.post(page, asked | {"expression": "("}).status_code == 422
    assert not OwnEntry.objects.exists()
    assert client.post(page, asked | {"keep": ""}).status_code == 302
    assert OwnEntry.objects.get().value == r"CF-\d{6}"
    assert "004512" not in OwnEntry.objects.get().value


def test_the_pages_are_closed_to_agents_and_strangers(world: World) -> None:
    for page in ("/administration/detection/", "/administration/detection/numero/"):
        assert signed_in(world.alice).get(page).status_code == 403
        assert Client().get(page).status_code == 302
