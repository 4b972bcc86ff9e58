"""What a trial is before it starts, and what it needs to."""

from datetime import date, timedelta

import pytest
from tests.trials.conftest import AFTER, BEFORE, DURING, START, USE, prepared

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordMoved
from garant.trials import actions, queries
from garant.trials.errors import (
    ChangedMeanwhile,
    DatesInvalid,
    Frozen,
    NotReady,
    PlanChanged,
    PlanEmpty,
    StepSkipped,
    SubjectInvalid,
    SystemUnknown,
    TrialIncomplete,
    WordsMissing,
)
from garant.trials.models import Case, Criterion, Trial
from world import join

pytestmark = pytest.mark.django_db

OTHERS = sorted(set(Role) - {Role.DSI, Role.REFERENT})


@pytest.mark.parametrize("role", [Role.DSI, Role.REFERENT])
def test_dsi_and_referents_open_a_trial(world, journalled, role):
    person = join(world.departement, "manager", "Maud Roy", role)
    trial = prepared(person)
    assert (trial.number, trial.state, trial.systems) == (1, "prepared", ["iris"])
    entry = journalled()[-1]
    assert isinstance(entry, RecordMoved)
    assert (entry.record, entry.after, entry.use) == (
        f"trial:{trial.id}",
        "prepared",
        USE.removeprefix("use:"),
    )
    assert prepared(person).number == 2


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_opens_one(world, signed_in, role):
    person = join(world.departement, "other", "Omar Blanc", role)
    with pytest.raises(NotAllowed):
        prepared(person)
    assert signed_in(person).get("/essais/nouveau/").status_code == 403
    assert not Trial.objects.exists()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"purpose": " "}, TrialIncomplete),
        ({"direction": ""}, TrialIncomplete),
        ({"ends_on": date(2026, 11, 22)}, DatesInvalid),
        ({"systems": ["iris", "nulle-part"]}, SystemUnknown),
        ({"systems": ["chat"]}, SystemUnknown),  # of the Région
    ],
)
def test_a_trial_that_does_not_hold_is_refused(world, changes, error):
    denis = join(world.departement, "denis", "Denis Faure", Role.DSI)
    with pytest.raises(error):
        prepared(denis, **changes)
    prepared(denis, ends_on=date(2026, 11, 23))  # one day is a trial


@pytest.mark.parametrize("subject", ["", "use:", "use:x", USE.removeprefix("use:"), "vendor:1"])
def test_a_trial_is_of_a_use(world, subject):
    denis = join(world.departement, "denis", "Denis Faure", Role.DSI)
    common = {
        "purpose": "x",
        "direction": "x",
        "starts_on": date(2026, 11, 23),
        "ends_on": date(2026, 11, 23),
    }
    with pytest.raises(SubjectInvalid):
        actions.open_trial(denis, subject, "Essai", **common)


def test_what_it_said_stays_readable_and_two_at_once_are_told_apart(space):
    card = {
        "title": "Aide",
        "purpose": "Autre objet.",
        "direction": "Enfance",
        "starts_on": date(2026, 11, 23),
        "ends_on": date(2026, 12, 4),
        "systems": ["iris"],
    }
    space.trial.refresh_from_db()
    seen = space.trial.revision
    actions.amend_trial(space.denis, space.id, **card, revision=seen, reason="Précision", now=BEFORE)
    with pytest.raises(ChangedMeanwhile):
        actions.amend_trial(space.rita, space.id, **card, revision=seen, now=BEFORE)
    last = versions_of(space.denis, f"trial:{space.id}")[0]
    assert last.reason == "Précision"
    assert {change.field for change in last.changes} == {"Titre", "Objet", "Direction métier"}


def test_it_starts_on_its_first_day_and_not_before(space, journalled):
    eve = START - timedelta(hours=8, seconds=1)  # 23:59:59 the day before, in Paris
    with pytest.raises(NotReady) as refused:
        actions.start_trial(space.denis, space.id, now=eve)
    assert "23 novembre 2026" in refused.value.facts["what"]
    actions.start_trial(space.denis, space.id, now=eve + timedelta(seconds=1))
    assert (journalled()[-1].before, journalled()[-1].after) == ("prepared", "running")


def test_it_starts_on_its_last_day_and_not_after(space):
    with pytest.raises(NotReady):
        actions.start_trial(space.denis, space.id, now=AFTER)
    actions.start_trial(space.denis, space.id, now=AFTER - timedelta(seconds=1))


def test_everything_that_is_missing_is_told_at_once(world):
    denis = join(world.departement, "denis", "Denis Faure", Role.DSI)
    trial = prepared(denis, systems=[])
    actions.add_data(denis, trial.id, name="Jeu", origin="x", place="x", personal=True, now=BEFORE)
    codes = [each.code for each in queries.missing_to_start(trial, today=date(2026, 11, 20))]
    assert codes == [
        "participants",
        "systems",
        "criteria",
        "cases",
        "plan",
        "early",
        "consent-text",
        "concerned",
    ]
    with pytest.raises(NotReady):
        actions.start_trial(denis, trial.id, now=START)
    trial.refresh_from_db()
    assert trial.state == "prepared"


def test_a_system_that_closed_meanwhile_stops_the_start(space):
    Trial.objects.update(systems=["iris", "retire"])
    with pytest.raises(NotReady) as refused:
        space.start()
    assert "retire" in refused.value.facts["what"]


def test_a_participant_whose_account_is_closed_is_nobody(space):
    space.alice.is_active = False
    space.alice.save()
    with pytest.raises(NotReady):
        space.start()


def test_the_plan_is_agreed_by_the_business_direction_alone_and_as_it_was_read(space, signed_in):
    actions.add_criterion(space.denis, space.id, sentence="Rapide.", threshold="5 s", now=BEFORE)
    space.trial.refresh_from_db()
    assert space.trial.plan_agreed_at is None  # another plan, another agreement
    for person in (space.denis, space.alice, space.world.bruno, space.ines, space.sam):
        with pytest.raises(NotAllowed):
            actions.agree_plan(person, space.id, now=BEFORE)
        assert signed_in(person).post(f"/essais/{space.id}/plan/accepter/").status_code == 403
    with pytest.raises(PlanChanged):
        actions.agree_plan(space.rita, space.id, revision=space.trial.revision - 1, now=BEFORE)
    with pytest.raises(NotReady):
        space.start()
    actions.agree_plan(space.rita, space.id, revision=space.trial.revision, now=BEFORE)
    assert space.start().state == "running"


def test_an_empty_plan_is_not_agreed(world):
    rita = join(world.departement, "rita", "Rita Garnier", Role.REFERENT)
    trial = prepared(rita)
    with pytest.raises(PlanEmpty):
        actions.agree_plan(rita, trial.id, now=BEFORE)


def test_once_started_nothing_set_before_changes(space):
    space.start()
    case = Case.objects.get()
    card = {
        "title": "x",
        "purpose": "x",
        "direction": "x",
        "starts_on": date(2026, 11, 23),
        "ends_on": date(2027, 1, 1),
    }
    refused = [
        lambda: actions.amend_trial(space.denis, space.id, **card, now=DURING),
        lambda: actions.add_criterion(space.denis, space.id, sentence="x", threshold="x", now=DURING),
        lambda: actions.drop_criterion(space.denis, space.criterion.id, now=DURING),
        lambda: actions.add_case(space.denis, space.id, given="x", expected="x", now=DURING),
        lambda: actions.drop_case(space.denis, case.id, now=DURING),
        lambda: actions.agree_plan(space.rita, space.id, now=DURING),
        lambda: actions.add_data(
            space.denis, space.id, name="x", origin="x", place="x", personal=False, now=DURING
        ),
        lambda: actions.write_consent_text(space.denis, space.id, text="x", now=DURING),
    ]
    for change in refused:
        with pytest.raises(Frozen):
            change()
    assert (Criterion.objects.count(), Case.objects.count()) == (1, 1)


def test_words_that_are_asked_for_are_never_empty(space):
    with pytest.raises(WordsMissing):
        actions.add_criterion(space.denis, space.id, sentence=" ", threshold="x", now=BEFORE)
    with pytest.raises(WordsMissing):
        actions.add_case(space.denis, space.id, given="x", expected=" ", now=BEFORE)
    with pytest.raises(WordsMissing):
        actions.add_data(space.denis, space.id, name="x", origin="", place="x", personal=False, now=BEFORE)
    with pytest.raises(WordsMissing):
        actions.write_consent_text(space.denis, space.id, text="\n", now=BEFORE)


def test_a_case_serves_a_criterion_of_its_own_trial(space):
    other = prepared(space.denis)
    with pytest.raises(NotFound):
        actions.add_case(
            space.denis, other.id, given="x", expected="x", criterion=space.criterion.id, now=BEFORE
        )


def test_criteria_are_read_in_the_order_in_which_they_were_set(space):
    for number in range(2, 12):
        actions.add_criterion(space.denis, space.id, sentence=f"n° {number}", threshold="x", now=BEFORE)
    assert [each.key for each in space.trial.criteria.all()][-2:] == ["C10", "C11"]


def test_participants_come_and_go_and_are_colleagues(space):
    actions.add_participant(space.denis, space.id, person=space.world.bruno.id, now=BEFORE)
    actions.add_participant(space.denis, space.id, person=space.world.bruno.id, now=BEFORE)
    assert space.trial.participants.filter(removed_at=None).count() == 2
    actions.remove_participant(space.denis, space.id, person=space.world.bruno.id, now=BEFORE)
    for nobody in (space.world.bruno.id, space.world.claire.id):
        with pytest.raises(NotFound):
            actions.remove_participant(space.denis, space.id, person=nobody, now=BEFORE)
    with pytest.raises(NotFound):
        actions.add_participant(space.denis, space.id, person=space.world.chloe.id, now=BEFORE)
    with pytest.raises(StepSkipped):
        actions.add_participant(
            space.denis, space.id, person=space.world.bruno.id, now=AFTER
        ) if space.start() else None


@pytest.mark.parametrize("who", ["alice", "bruno", "claire", "ines", "sam"])
def test_who_does_not_manage_prepares_nothing(space, signed_in, who):
    person = getattr(space, who, None) or getattr(space.world, who)
    case = Case.objects.get()
    for refused in (
        lambda: actions.add_criterion(person, space.id, sentence="x", threshold="x", now=BEFORE),
        lambda: actions.add_case(person, space.id, given="x", expected="x", now=BEFORE),
        lambda: actions.add_data(
            person, space.id, name="x", origin="x", place="x", personal=False, now=BEFORE
        ),
        lambda: actions.add_participant(person, space.id, person=person.id, now=BEFORE),
        lambda: actions.write_consent_text(person, space.id, text="x", now=BEFORE),
        lambda: actions.start_trial(person, space.id, now=START),
        lambda: actions.abandon_trial(person, space.id, reason="x", now=BEFORE),
    ):
        with pytest.raises(NotAllowed):
            refused()
    client = signed_in(person)
    for address in (
        f"{space.id}/criteres",
        f"{space.id}/cas",
        f"{space.id}/donnees",
        f"{space.id}/personnes",
        f"{space.id}/modifier",
        f"{space.id}/commencer",
        f"cas/{case.id}/retirer",
    ):
        assert client.post(f"/essais/{address}/").status_code == 403


def test_managers_elsewhere_find_nothing(space, signed_in):
    elise = join(space.world.region, "elise", "Élise Roy", Role.DSI, Role.REFERENT)
    for refused in (
        lambda: actions.add_criterion(elise, space.id, sentence="x", threshold="x", now=BEFORE),
        lambda: actions.drop_criterion(elise, space.criterion.id, now=BEFORE),
        lambda: actions.agree_plan(elise, space.id, now=BEFORE),
        lambda: actions.start_trial(elise, space.id, now=START),
        lambda: queries.trial_visible_to(elise, space.id),
    ):
        with pytest.raises(NotFound):
            refused()
    client = signed_in(elise)
    for address in (
        f"{space.id}/",
        f"{space.id}/criteres/",
        f"{space.id}/modifier/",
        f"{space.id}/consentement/",
    ):
        assert client.get(f"/essais/{address}").status_code == 404
    assert queries.trials_visible_to(elise) == []
    assert queries.trials_of(space.world.region, USE) == []


def test_the_trial_is_read_by_its_people_and_by_the_roles_that_watch(space, signed_in):
    for reader in (space.denis, space.rita, space.alice, space.world.bruno, space.sam, space.ines):
        assert "Aide aux dossiers" in signed_in(reader).get(f"/essais/{space.id}/").content.decode()
        assert queries.trials_visible_to(reader) == [space.trial]
    for other in (space.world.claire, space.world.chloe, space.world.david):
        assert signed_in(other).get(f"/essais/{space.id}/").status_code == 404
        assert queries.trials_visible_to(other) == []


def test_a_trial_is_prepared_by_the_pages(world, signed_in):
    rita = join(world.departement, "rita", "Rita Garnier", Role.REFERENT)
    client = signed_in(rita)
    assert client.get(f"/essais/nouveau/?usage={USE.removeprefix('use:')}").status_code == 200
    sent = {
        "subject": USE, "prolongs": "", "title": "Essai", "purpose": "Voir.", "direction": "Enfance", "partners": "",
        "starts_on": "2026-11-23", "ends_on": "2026-11-20", "systems": ["iris"],
    }  # fmt: skip
    assert client.post("/essais/nouveau/", sent).status_code == 400
    answer = client.post("/essais/nouveau/", {**sent, "ends_on": "2026-12-04"})
    address = answer["location"]
    assert "Avant de commencer, il manque" in client.get(address).content.decode()
    assert client.post(f"{address}criteres/", {"sentence": "Juste.", "threshold": "90 %"}).status_code == 302
    criterion = Criterion.objects.get()
    assert client.get(f"{address}cas/").status_code == 200
    assert (
        client.post(
            f"{address}cas/", {"given": "a", "expected": "b", "criterion": str(criterion.id)}
        ).status_code
        == 302
    )
    assert client.post(f"{address}personnes/", {"person": str(world.alice.id)}).status_code == 302
    assert (
        client.post(
            f"{address}donnees/", {"name": "Jeu", "origin": "Nous", "place": "Ici", "personal": "no"}
        ).status_code
        == 302
    )
    revision = Trial.objects.get().revision
    assert client.post(f"{address}plan/accepter/", {"revision": revision}).status_code == 302
    page = client.get(address).content.decode()
    assert "Accepté par la direction métier" in page
    assert "Alice Martin" in page
    for step in ("modifier", "consentement", "abandonner"):
        assert client.get(f"{address}{step}/").status_code == 200
