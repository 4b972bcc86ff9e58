"""A draft is begun, written, compared and put in force from its pages."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.charter import compile_policy, load_text
from garant.directory import queries as directory
from garant.journal import RecordChanged
from garant.studio import actions, queries
from garant.studio.errors import DraftClosed
from garant.studio.models import Draft
from garant.studio.terms import Origin
from garant.words import Action, DataClass, Zone
from world import CHARTER_DEPARTEMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def claire(world, signed_in):
    return signed_in(world.claire)


@pytest.fixture
def draft(world):
    return actions.start_draft(
        world.claire, title="Révision", origin=Origin.VERSION, text=CHARTER_DEPARTEMENT
    )


def content(answer):
    return answer.content.decode()


def at(draft, page=""):
    return f"/studio/{draft.id}/{page}"


def carried(draft, **more):
    """What each form of a draft carries, and more."""
    draft.refresh_from_db()
    return {"revision": draft.revision, "drawn": draft.revision, **more}


def only():
    return Draft.objects.get()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"origin": "reference", "reference": "ess"}, "Salariés et bénévoles, les mêmes règles"),
        ({"origin": "version", "version": "1"}, "Aucun classement des personnes"),
        ({"origin": "parent", "parent": "https://garant.exemple.fr/o/region-essai/charte/"}, "Rien ne sort"),
        ({"origin": "blank"}, "Une première clause"),
    ],
)
def test_a_draft_begins_from_what_was_chosen_and_holds(claire, said, expected):
    answer = claire.post("/studio/nouveau/", {"title": "Révision", **said})
    assert answer.status_code == 302
    page = content(claire.get(answer["location"]))
    assert expected in page
    assert "dans le fichier" not in page  # no error


def test_a_parent_that_nobody_knows_is_said_beside_its_field(claire):
    said = {"title": "Révision", "origin": "parent", "parent": "nulle-part"}
    answer = claire.post("/studio/nouveau/", said)
    assert answer.status_code == 400
    assert "Aucune organisation de ce nom" in content(answer)


def test_a_draft_from_nothing_that_was_chosen_is_asked_again(claire):
    answer = claire.post("/studio/nouveau/", {"title": "Révision", "origin": "reference"})
    assert answer.status_code == 400
    assert "Choisissez de quoi partir." in content(answer)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("é".encode("latin-1"), "UTF-8"),
        (b"a: &a [x]\nb: [*a, *a]\n", "Ligne 1"),
        (b"a: [\n", "Ligne"),
        (b"x" * 300_000, "trop lourd"),
    ],
)
def test_a_file_that_is_no_charter_is_refused_with_its_reason(claire, file, said):
    upload = SimpleUploadedFile("charte.yaml", file)
    answer = claire.post("/studio/nouveau/", {"title": "Révision", "origin": "file", "file": upload})
    assert answer.status_code == 400
    assert said in content(answer)
    assert not Draft.objects.exists()


def test_a_file_with_errors_is_a_draft_that_shows_them_with_their_lines(claire):
    text = CHARTER_DEPARTEMENT.replace("zone: external, action: block", "zone: lune, action: block")
    upload = SimpleUploadedFile("charte.yaml", text.encode())
    answer = claire.post("/studio/nouveau/", {"title": "Révision", "origin": "file", "file": upload})
    page = content(claire.get(answer["location"]))
    assert "1 erreur dans le fichier" in page
    assert "Ligne " in page


def test_the_blanks_are_filled_in_their_places(claire, draft):
    page = content(claire.get(at(draft, "blancs/")))
    assert "Former chaque agent." in page
    said = {
        "title": "Charte d’essai du Département",
        "organisation": "Les Amis du lac",
        "adopted_by": "l’assemblée",
        "adopted_on": "2026-11-15",
        "revision_months": 24,
        "assistant": "IRIS",
        "internal": "chez nous",
        "sovereign": "chez un hébergeur qualifié",
        "external": "tout le reste",
        "owner-formation-0": "Le bureau",
        "due-formation-0": "2027-06-30",
    }
    assert claire.post(at(draft, "blancs/"), carried(draft, **said)).status_code == 302
    text = only().text
    assert (
        '{organisation: Les Amis du lac, adopted_by: "l’assemblée", adopted_on: 2026-11-15, revision_months: 24}'
        in text
    )
    assert "owner: Le bureau" in text
    assert "due: 2027-06-30" in text
    assert (
        "zones: {internal: chez nous, sovereign: chez un hébergeur qualifié, external: tout le reste}" in text
    )


def test_the_second_of_two_people_is_told_and_loses_nothing(world, claire, signed_in, draft):
    bruno = signed_in(world.bruno)
    mine = carried(draft, title="Relire", text="On relit deux fois.", controls="", reason="")
    source = claire.get(at(draft, "clauses/relecture/")).context["form"].initial["controls"]
    first = mine | {"text": "On relit trois fois.", "controls": source}
    assert claire.post(at(draft, "clauses/relecture/"), first).status_code == 302
    told = bruno.post(at(draft, "clauses/relecture/"), mine | {"controls": source})
    page = content(told)
    assert told.status_code == 409
    assert "On relit trois fois." in page  # hers
    assert "On relit deux fois." in page  # his
    assert "Claire Durand" in page
    assert "trois fois" in only().text
    again = bruno.post(
        at(draft, "clauses/relecture/"), mine | {"controls": source, "revision": only().revision}
    )
    assert again.status_code == 302
    assert "On relit deux fois." in only().text
    assert any("trois fois" in row.text for row in draft.revisions.all())


def test_two_people_on_two_clauses_both_keep_their_work(world, claire, signed_in, draft):
    bruno = signed_in(world.bruno)
    source = claire.get(at(draft, "clauses/relecture/")).context["form"].initial["controls"]
    mine = carried(draft, title="Relire", text="On relit deux fois.", controls=source, reason="")
    other = carried(draft, title="Signaler tout", text="Ce qui ne va pas se signale au DPO et au RSSI.")
    other["controls"] = claire.get(at(draft, "clauses/signaler/")).context["form"].initial["controls"]
    claire.post(at(draft, "clauses/signaler/"), other)
    bruno.post(at(draft, "clauses/relecture/"), mine)
    bruno.post(at(draft, "clauses/relecture/"), mine | {"revision": only().revision})
    assert "Signaler tout" in only().text
    assert "On relit deux fois." in only().text


def test_the_rule_s_sentence_follows_what_is_typed_and_nothing_is_saved(claire, draft):
    said = carried(draft, title="", text="", controls="- retain: {what: conversations, days: 7}\n", reason="")
    answer = claire.post(at(draft, "clauses/conservation/verifier/"), said)
    assert "7 jours" in content(answer)
    assert "days: 30" in only().text
    wrong = said | {"controls": "- retain: {what: conversations, days: x}\n"}
    assert "erreur" in content(claire.post(at(draft, "clauses/conservation/verifier/"), wrong))


def test_a_rule_that_does_not_hold_is_not_saved_and_stays_typed(claire, draft):
    said = carried(draft, title="Conserver peu", text="Oui.", controls="- retain: {what: tout}\n", reason="")
    answer = claire.post(at(draft, "clauses/conservation/"), said)
    assert answer.status_code == 400
    assert "retain: {what: tout}" in content(answer)
    assert only().revision == 1


def test_a_rule_is_added_changed_and_taken_away_by_its_form(claire, draft):
    form = at(draft, "clauses/relecture/regles/nouvelle/")
    assert "Durée de conservation" in content(claire.get(form))
    new = f"{form}?genre=retain"
    assert "Jours" in content(claire.get(new))
    assert claire.post(new, carried(draft, what="journal", days="90")).status_code == 302
    assert "          - retain: {what: journal, days: 90}" in only().text
    rule = at(draft, "clauses/relecture/regles/2/")
    assert claire.post(rule, carried(draft, what="journal", days="60")).status_code == 302
    assert "- retain: {what: journal, days: 60}" in only().text
    assert claire.post(f"{rule}retirer/", carried(draft)).status_code == 302
    assert only().text == CHARTER_DEPARTEMENT


def test_a_clause_is_added_and_taken_away(claire, draft):
    said = carried(draft, section="1", clause="sobriete", title="Sobriété", text="Peu, et bien.")
    assert claire.post(at(draft, "nouvelle-clause/"), said).status_code == 302
    assert "- id: sobriete" in only().text
    taken = claire.post(at(draft, "nouvelle-clause/"), carried(draft) | said | carried(draft))
    assert taken.status_code == 400
    assert "porte déjà l’identifiant" in content(taken)
    assert claire.post(at(draft, "clauses/sobriete/retirer/"), carried(draft)).status_code == 302
    assert only().text == CHARTER_DEPARTEMENT


def test_a_clause_that_goes_is_no_longer_named_by_the_values(claire, draft):
    assert claire.post(at(draft, "clauses/relecture/retirer/"), carried(draft)).status_code == 302
    assert "clauses: []" in only().text
    assert "dans le fichier" not in content(claire.get(at(draft)))  # no error


def cells(draft, client, **changed):
    page = client.get(at(draft, "tableau/"))
    shown = {c.name: c.chosen for _, row in page.context["rows"] for c in row if c.chosen}
    return shown | {name.replace("__", "-"): value for name, value in changed.items()}


def test_a_cell_is_previewed_then_saved(claire, draft):
    said = cells(draft, claire, personal__external="block")
    preview = claire.post(at(draft, "tableau/"), carried(draft, act="preview", into="", **said))
    assert "Plus strict" in content(preview)
    assert only().revision == 1
    assert claire.post(at(draft, "tableau/"), carried(draft, act="save", into="", **said)).status_code == 302
    assert "{data: [personal], zone: external, action: block}" in only().text


def test_two_people_on_two_cells_both_keep_their_choice(world, claire, signed_in, draft):
    bruno = signed_in(world.bruno)
    drawn = carried(draft, into="")
    hers = cells(draft, claire, personal__external="block")
    his = cells(draft, bruno, health__internal="warn")
    assert claire.post(at(draft, "tableau/"), drawn | hers).status_code == 302
    told = bruno.post(at(draft, "tableau/"), drawn | his)
    assert told.status_code == 409
    assert "Claire Durand" in content(told)
    # The other cells of his page are those of the first text: only the one that he changed is carried over.
    assert bruno.post(at(draft, "tableau/"), drawn | his | {"revision": 2}).status_code == 302
    policy = compile_policy(load_text(only().text))
    assert policy.cell(DataClass.PERSONAL, Zone.EXTERNAL).action is Action.BLOCK
    assert policy.cell(DataClass.HEALTH, Zone.INTERNAL).action is Action.WARN


def test_a_heritage_clause_gets_milder_only_with_its_reason(world, claire):
    text = "charter: ici\nversion: 2026-12-01\nextends: region-essai/region-essai\n"
    text += "sections:\n  - {title: À nous, clauses: [{id: nous, title: Nous, text: Un mot.}]}\n"
    draft = actions.start_draft(world.claire, title="Héritière", origin=Origin.PARENT, text=text)
    controls = "- approve: {zones: [internal, sovereign, external]}\n- protect: {data: [personal], zone: internal, action: allow}\n"
    said = carried(draft, title="Rien ne sort", text="Nos données restent chez nous.", controls=controls)
    refused = claire.post(at(draft, "clauses/interne/"), said)
    assert refused.status_code == 400
    assert only().revision == 1
    accepted = claire.post(at(draft, "clauses/interne/"), said | {"reason": "Un service externe est voté."})
    assert accepted.status_code == 302
    assert "reason: Un service externe est voté." in only().text


def test_a_parent_that_nobody_has_in_force_is_an_error_with_its_line(world, claire):
    text = "charter: ici\nversion: 2026-12-01\nextends: nulle-part/rien\n"
    draft = actions.start_draft(world.claire, title="Perdue", origin=Origin.PARENT, text=text)
    page = content(claire.get(at(draft)))
    assert "Ligne 3" in page
    assert "n’est la charte en vigueur d’aucune organisation" in page


def test_the_file_is_taken_out_and_brought_back(claire, draft):
    taken = claire.get(at(draft, "fichier/telecharger/"))
    assert taken.content.decode() == CHARTER_DEPARTEMENT
    back = CHARTER_DEPARTEMENT.replace("On relit.", "On relit deux fois.").replace("\n", "\r\n")
    upload = SimpleUploadedFile("charte.yaml", back.encode())
    assert claire.post(at(draft, "fichier/importer/"), carried(draft, file=upload)).status_code == 302
    assert only().text == CHARTER_DEPARTEMENT.replace("On relit.", "On relit deux fois.")
    bomb = SimpleUploadedFile("charte.yaml", b"a: &a [x]\nb: [*a, *a]\n")
    refused = claire.post(at(draft, "fichier/importer/"), carried(draft, file=bomb))
    assert refused.status_code == 400
    assert "ligne 1" in content(refused)


def test_the_changes_are_read_in_french_and_in_the_file(claire, draft, settings, tmp_path):
    settings.GARANT_STATE = tmp_path  # a journal of its own: other tests decide requests in the shared one
    edited = CHARTER_DEPARTEMENT.replace("action: pseudonymise}", "action: block}")
    claire.post(at(draft, "fichier/"), carried(draft, text=edited, act="save"))
    page = content(claire.get(at(draft, "changements/")))
    assert "Plus strict" in page
    assert "Retirée" in page
    assert "Sur les demandes des 30 derniers jours" in page
    assert "Aucun usage n’est en pilote" in page


def test_a_revision_is_read_and_taken_up_again(claire, draft):
    claire.post(at(draft, "fichier/"), carried(draft, text=CHARTER_DEPARTEMENT + "# Fin\n"))
    assert "# Fin" in content(claire.get(at(draft, "revisions/1/")))
    assert claire.post(at(draft, "revisions/1/reprendre/"), carried(draft)).status_code == 302
    assert only().text == CHARTER_DEPARTEMENT
    assert [row.number for row in queries.revisions_of(only())] == [3, 2, 1]


def test_an_administrator_puts_a_draft_in_force(world, claire, draft, journalled):
    edited = CHARTER_DEPARTEMENT.replace("action: pseudonymise}", "action: block}")
    claire.post(at(draft, "fichier/"), carried(draft, text=edited))
    said = {"revision": only().revision, "after": 1, "version": "2026-12-01", "voted_by": "l’assemblée"}
    assert claire.post(at(draft, "en-vigueur/"), said).status_code == 302
    policy = directory.policy_in_force(world.departement)
    assert policy.version == "2026-12-01"
    assert policy.cell(DataClass.PERSONAL, Zone.EXTERNAL).action is Action.BLOCK
    assert directory.charter_versions(world.departement)[0].voted_by == "l’assemblée"
    assert only().adopted_version == "2026-12-01"
    assert journalled()[-1] == RecordChanged(
        organisation="departement-essai",
        person=str(world.claire.id),
        record="charter:departement-essai/2026-12-01",
        change="created",
    )
    # Closed: it is read, and no longer written.
    closed = claire.post(at(draft, "fichier/"), carried(draft, text="x"))
    assert "clos" in content(closed)
    assert only().adopted_version == "2026-12-01"


def test_a_draft_with_errors_or_a_used_date_does_not_come_into_force(world, claire, draft):
    said = {"revision": 1, "after": 1, "version": "2026-11-01"}
    answer = claire.post(at(draft, "en-vigueur/"), said)
    assert answer.status_code == 400
    claire.post(at(draft, "fichier/"), carried(draft, text="charter: x\n"))
    said = {"revision": 2, "after": 1, "version": "2026-12-01"}
    assert claire.post(at(draft, "en-vigueur/"), said).status_code == 400
    assert directory.policy_in_force(world.departement).version == "2026-11-01"
    assert only().is_open


def test_a_draft_comes_into_force_on_its_day(world, claire, draft):
    day = (timezone.now() + timedelta(days=5)).date()
    said = {"revision": 1, "after": 1, "version": "2026-12-01", "in_force_on": day.isoformat()}
    assert claire.post(at(draft, "en-vigueur/"), said).status_code == 302
    assert directory.charter_scheduled(world.departement).begins_on == day
    assert directory.policy_in_force(world.departement).version == "2026-11-01"


def test_who_writes_and_who_decides(world, signed_in, draft):
    assert signed_in(world.alice).get("/studio/").status_code == 403
    assert signed_in(world.bruno).get(at(draft)).status_code == 200  # the DPO writes
    assert signed_in(world.bruno).get(at(draft, "en-vigueur/")).status_code == 403  # and does not decide
    assert "/studio/" in content(signed_in(world.bruno).get("/charte/"))
    assert "/studio/" not in content(signed_in(world.alice).get("/charte/"))


def test_a_draft_of_another_organisation_is_not_found(world, signed_in, draft):
    david = signed_in(world.david)
    assert david.get("/studio/").status_code == 200
    assert "Révision" not in content(david.get("/studio/"))
    for page in ("", "blancs/", "tableau/", "fichier/", "fichier/telecharger/", "changements/", "revisions/"):
        assert david.get(at(draft, page)).status_code == 404, page


def test_a_draft_is_set_aside_and_journalled_without_its_words(world, claire, draft, journalled):
    assert claire.post(at(draft, "ecarter/")).status_code == 302
    assert not only().is_open
    assert journalled()[-1].record == f"draft:{draft.id}"
    assert "Révision" not in json.dumps([str(entry) for entry in journalled()])


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "charter: [\n", "", "- x\n"])
def test_a_file_that_cannot_be_read_is_refused_where_it_would_be_dated(world, claire, text):
    draft = actions.start_draft(world.claire, title="Illisible", origin=Origin.FILE, text=text)
    answer = claire.post(at(draft, "en-vigueur/"), {"revision": 1, "after": 1, "version": "2026-12-01"})
    assert answer.status_code == 400
    assert only().is_open


def test_a_draft_that_came_into_force_meanwhile_is_not_set_aside(world, draft, monkeypatch):
    stale = queries.draft_visible_to(world.claire, draft.id)
    Draft.objects.filter(id=draft.id).update(adopted_at=timezone.now())
    monkeypatch.setattr(actions, "draft_visible_to", lambda actor, asked: stale)
    with pytest.raises(DraftClosed):
        actions.set_aside(world.claire, draft.id)
    assert only().set_aside_at is None


def test_where_a_version_bears_todays_date_the_next_free_day_is_proposed(claire, draft, world):
    today = today_of(world.departement)
    row = directory.charter_versions(world.departement)[0]
    type(row).objects.filter(pk=row.pk).update(version=today.isoformat())
    page = claire.get(at(draft, "en-vigueur/"))
    assert page.context["form"].initial["version"] == today + timedelta(days=1)


def test_where_none_does_today_is_proposed(claire, draft, world):
    row = directory.charter_versions(world.departement)[0]
    type(row).objects.filter(pk=row.pk).update(version="2020-01-01")
    page = claire.get(at(draft, "en-vigueur/"))
    assert page.context["form"].initial["version"] == today_of(world.departement)
