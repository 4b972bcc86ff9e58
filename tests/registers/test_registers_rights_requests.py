"""Requests of people who exercise their rights: received, counted, answered; sealed, and behind walls."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from garant.directory.errors import NotAllowed, NotFound, PersonInactive
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordMoved, RecordsExported
from garant.notifications.queries import notices_of
from garant.registers.rights import actions, queries
from garant.registers.rights.errors import (
    AnswerMissing,
    ExtensionNotProvided,
    ExtensionReasonMissing,
    ExtensionTooLate,
    IdentityChecked,
    IdentityUnchecked,
    ReceivedAhead,
    RequestChangedMeanwhile,
    RequestClosed,
    RequesterMissing,
    RequestKindUnknown,
    RequestWordsMissing,
)
from garant.registers.rights.exporting import export_requests
from garant.registers.rights.forgetting import forget_words, kept_for
from garant.registers.rights.letters import letter, skeleton
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.queries import RightsWanted
from garant.registers.rights.receiving import enter_request, file_request, receive_request
from garant.registers.rights.sealed import Identity
from garant.registers.rights.terms import Kind, facts_of
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WHO = Identity("Zoé Zébulonne", "12 rue des Lilas")
WORDS = "Je veux connaître le calcul de mon allocation."

pytestmark = pytest.mark.django_db


@pytest.fixture
def legal(world):
    return join(world.departement, "lina", "Lina Roy", Role.LEGAL)


@pytest.fixture
def referent(world):
    return join(world.departement, "remi", "Rémi Gay", Role.REFERENT)


@pytest.fixture
def auditor(world):
    return join(world.departement, "aude", "Aude Blanc", Role.AUDITOR)


@pytest.fixture
def asked(world):
    return enter_request(world.bruno, kind="access", identity=WHO, words=WORDS, now=NOW)


def checked(actor, request, *, now=NOW):
    return actions.check_identity(actor, request.id, revision=0, now=now)


def test_a_citizen_s_request_is_received_with_its_deadline(world, asked, journalled):
    assert (asked.state, asked.number, asked.channel) == ("received", 1, "desk")
    assert asked.receipt.startswith("DR-2026-0001-")
    # 20 December 2026 is a Sunday: the delay of the RGPD waits for Monday.
    assert timezone.localtime(asked.due_at).date() == date(2026, 12, 21)


def test_the_journal_names_the_request_and_nobody(world, journalled):
    request = receive_request(world.departement, kind="explanation", identity=WHO, words=WORDS, now=NOW)
    assert journalled()[-1] == RecordMoved(
        organisation="departement-essai",
        person="public",
        record=f"rights-request:{request.id}",
        before="",
        after="received",
    )
    assert request.channel == "public"
    # One month of silence is counted from date to date: the CRPA does not wait for Monday.
    assert timezone.localtime(request.due_at).date() == date(2026, 12, 20)


def test_name_and_words_are_sealed_in_the_database(world, asked):
    row = RightsRequest.objects.get()
    for kept in (row.identity, row.words):
        assert "Zébulonne".encode() not in bytes(kept)
        assert b"allocation" not in bytes(kept)
    words = queries.words_of(world.bruno, asked)
    assert (words.identity, words.request) == (WHO, WORDS)


def test_those_who_answer_are_told_without_a_word_of_it(world, legal, asked):
    request = receive_request(world.departement, kind="access", identity=WHO, words=WORDS, now=NOW)
    for person in (world.bruno, legal):
        told = {line.sentence for line in notices_of(person)}
        assert told == {
            f"Demande de droits n° {number} reçue\u00a0: réponse due le 21 décembre 2026."
            for number in (1, 2)
        }
    assert request.number == 2
    assert notices_of(world.alice) == []
    assert notices_of(world.david) == []


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"kind": "inconnu"}, RequestKindUnknown),
        ({"words": "  "}, RequestWordsMissing),
        ({"identity": Identity(" ", "ici")}, RequesterMissing),
        ({"identity": Identity("Zoé", "")}, RequesterMissing),
        ({"received_at": NOW + timedelta(minutes=1)}, ReceivedAhead),
    ],
)
def test_what_is_missing_is_refused(world, more, error):
    with pytest.raises(error):
        enter_request(world.bruno, **{"kind": "access", "identity": WHO, "words": WORDS, "now": NOW, **more})
    assert not RightsRequest.objects.exists()


def test_the_delay_runs_from_the_letter_not_from_its_entry(world):
    request = enter_request(
        world.bruno,
        kind="access",
        identity=WHO,
        words=WORDS,
        received_at=NOW - timedelta(days=5),
        now=NOW,
    )
    assert timezone.localtime(request.due_at).date() == date(2026, 12, 15)


def test_nothing_is_answered_before_the_identity_is_checked(world, asked):
    with pytest.raises(IdentityUnchecked):
        actions.answer(world.bruno, asked.id, text="Voici.", revision=0)
    with pytest.raises(IdentityUnchecked):
        actions.begin(world.bruno, asked.id, revision=0)
    checked(world.bruno, asked)
    with pytest.raises(IdentityChecked):
        actions.check_identity(world.bruno, asked.id, revision=1)
    actions.begin(world.bruno, asked.id, revision=1)
    actions.answer(world.bruno, asked.id, text="Voici.", revision=2)
    assert RightsRequest.objects.get().state == "answered"


@pytest.mark.parametrize(("days", "in_time"), [(31, True), (32, False)])
def test_the_journal_says_whether_the_answer_was_in_time(world, asked, journalled, days, in_time):
    checked(world.bruno, asked)
    actions.answer(world.bruno, asked.id, text="Voici.", revision=1, now=NOW + timedelta(days=days))
    entry = journalled()[-1]
    assert isinstance(entry, RecordMoved)
    assert (entry.before, entry.after, entry.in_time) == ("checked", "answered", in_time)


def test_the_delay_is_prolonged_once_within_the_first_and_with_a_reason(world, asked):
    with pytest.raises(ExtensionReasonMissing):
        actions.extend(world.bruno, asked.id, reason=" ", revision=0, now=NOW)
    with pytest.raises(ExtensionTooLate):
        actions.extend(world.bruno, asked.id, reason="Long.", revision=0, now=NOW + timedelta(days=40))
    extended = actions.extend(world.bruno, asked.id, reason="Archives à relire.", revision=0, now=NOW)
    # Three months from the receipt: 20 February 2027 is a Saturday.
    assert timezone.localtime(extended.due_at).date() == date(2027, 2, 22)
    assert queries.words_of(world.bruno, asked).extension == "Archives à relire."
    assert not queries.may_be_extended(extended)
    with pytest.raises(ExtensionNotProvided):
        actions.extend(world.bruno, asked.id, reason="Encore.", revision=1, now=NOW)


def test_the_crpa_gives_no_extension(world):
    request = enter_request(world.bruno, kind="explanation", identity=WHO, words=WORDS, now=NOW)
    assert not queries.may_be_extended(request)
    with pytest.raises(ExtensionNotProvided):
        actions.extend(world.bruno, request.id, reason="Long.", revision=0, now=NOW)


def test_a_refusal_has_reasons_and_may_come_before_the_identity(world, asked):
    with pytest.raises(AnswerMissing):
        actions.refuse(world.bruno, asked.id, reason="  ", revision=0)
    actions.refuse(world.bruno, asked.id, reason="Identité non établie.", revision=0)
    assert RightsRequest.objects.get().state == "refused"
    for verb in (
        lambda: actions.refuse(world.bruno, asked.id, reason="Encore.", revision=1),
        lambda: actions.check_identity(world.bruno, asked.id, revision=1),
        lambda: actions.extend(world.bruno, asked.id, reason="Long.", revision=1),
    ):
        with pytest.raises(RequestClosed):
            verb()


def test_of_two_who_answer_at_once_the_second_is_told(world, legal, asked):
    checked(world.bruno, asked)
    with pytest.raises(RequestChangedMeanwhile):
        actions.answer(legal, asked.id, text="Ma réponse.", revision=0)
    assert RightsRequest.objects.get().state == "checked"


def test_each_move_is_kept(world, asked):
    checked(world.bruno, asked)
    actions.begin(world.bruno, asked.id, revision=1, now=NOW)
    assert [each.values["État"] for each in versions_of(world.bruno, asked.record)] == [
        "En cours",
        "Identité vérifiée",
    ]


# ------------------------------------------------------------------ walls


@pytest.mark.parametrize("name", ["alice", "claire", "chloe"])
def test_only_dpo_and_legal_answer(world, asked, name):
    person = getattr(world, name)
    for verb in (
        lambda: actions.check_identity(person, asked.id, revision=0),
        lambda: actions.begin(person, asked.id, revision=0),
        lambda: actions.extend(person, asked.id, reason="x", revision=0),
        lambda: actions.answer(person, asked.id, text="x", revision=0),
        lambda: actions.refuse(person, asked.id, reason="x", revision=0),
        lambda: enter_request(person, kind="access", identity=WHO, words=WORDS),
        lambda: export_requests(person, format="csv", wanted=RightsWanted()),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert queries.requests_visible_to(person) == []
    for read in (queries.request_visible_to, queries.own_request):
        with pytest.raises(NotFound):
            read(person, asked.id)
    with pytest.raises(NotFound):
        queries.words_of(person, asked)


def test_the_dpo_of_another_organisation_finds_nothing(world, asked):
    for verb in (
        lambda: actions.check_identity(world.david, asked.id, revision=0),
        lambda: actions.answer(world.david, asked.id, text="x", revision=0),
        lambda: actions.refuse(world.david, asked.id, reason="x", revision=0),
        lambda: actions.extend(world.david, asked.id, reason="x", revision=0),
        lambda: queries.words_of(world.david, asked),
        lambda: queries.erasures_of(world.david, asked),
        lambda: queries.followed_by_receipt(world.region, asked.receipt),
    ):
        with pytest.raises(NotFound):
            verb()
    assert queries.requests_visible_to(world.david) == []
    assert queries.waiting_count(world.david) == 0
    assert queries.waiting_count(world.bruno) == 1


def test_a_referent_reads_what_they_entered_and_nothing_else(world, referent, asked):
    mine = enter_request(referent, kind="erasure", identity=WHO, words=WORDS, now=NOW)
    assert queries.requests_visible_to(referent) == [mine]
    assert queries.words_of(referent, mine).request == WORDS
    with pytest.raises(NotFound):
        queries.words_of(referent, asked)
    with pytest.raises(NotAllowed):
        checked(referent, mine)


def test_audit_sees_the_dates_and_neither_name_nor_words(world, auditor, asked, signed_in):
    assert queries.requests_visible_to(auditor) == [asked]
    assert queries.requests_visible_to(auditor, RightsWanted(text="zebulonne")) == []
    with pytest.raises(NotFound):
        queries.words_of(auditor, asked)
    aude = signed_in(auditor)
    page = aude.get(asked.get_absolute_url()).content.decode()
    assert "Demande n° 1" in page
    for hidden in ("Zébulonne", "Lilas", "allocation", asked.receipt):
        assert hidden not in page
    assert aude.get(f"{asked.get_absolute_url()}courrier/").status_code == 404
    for way in ("identite", "commencer", "prolonger", "repondre", "refuser", "donnees"):
        assert aude.post(f"{asked.get_absolute_url()}{way}/", {"revision": 0}).status_code == 403
    assert b"Acc" in export_requests(auditor, format="csv", wanted=RightsWanted())


def test_whoever_holds_the_receipt_learns_where_it_stands_and_nothing_else(world, asked):
    found = queries.followed_by_receipt(world.departement, f" {asked.receipt} ")
    assert (found.kind, found.state, found.is_open) == ("Accès", "Reçue", True)
    with pytest.raises(NotFound):
        queries.followed_by_receipt(world.departement, asked.receipt[:-1])


# ------------------------------------------------------------------ finding, counting, taking away


def test_requests_are_found_without_accents(world, asked):
    other = enter_request(world.bruno, kind="erasure", identity=WHO, words="Tout effacer.", now=NOW)
    assert len(queries.requests_visible_to(world.bruno, RightsWanted(text="ZOE zebulonne"))) == 2
    assert queries.requests_visible_to(world.bruno, RightsWanted(text="calcul")) == [asked]
    assert queries.requests_visible_to(world.bruno, RightsWanted(kind="erasure")) == [other]
    assert queries.requests_visible_to(world.bruno, RightsWanted(state="answered")) == []


def test_the_counts_tell_in_time_from_late(world, asked):
    late = enter_request(world.bruno, kind="access", identity=WHO, words=WORDS, now=NOW)
    checked(world.bruno, asked)
    actions.answer(world.bruno, asked.id, text="Voici.", revision=1, now=NOW + timedelta(days=3))
    counts = queries.counts_between(
        world.departement, NOW - timedelta(1), NOW + timedelta(1), now=late.due_at + timedelta(1)
    )
    assert (counts.received, counts.in_time, counts.late) == (2, 1, 1)
    elsewhere = queries.counts_between(world.region, NOW - timedelta(1), NOW + timedelta(1), now=NOW)
    assert elsewhere.received == 0


def test_a_use_finds_the_requests_about_it(world, journalled):
    subject = f"use:{world.alice.id}"
    request = enter_request(world.bruno, kind="review", identity=WHO, words=WORDS, subject=subject, now=NOW)
    assert journalled()[-1].use == str(world.alice.id)
    checked(world.bruno, request)
    assert journalled()[-1].use == str(world.alice.id)  # the bare id, as every other entry names a use
    request.refresh_from_db()
    assert queries.requests_on(world.bruno, subject) == [request]
    assert queries.requests_on(world.david, subject) == []
    assert queries.requests_on(world.alice, subject) == []


def test_the_file_holds_dates_and_nobody(world, asked, signed_in, journalled):
    answer = signed_in(world.bruno).post("/registres/droits/export/", {"format": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert "au guichet ou par courrier" in text
    for hidden in ("Zébulonne", "Lilas", "allocation", asked.receipt):
        assert hidden not in text
    assert isinstance(journalled()[-1], RecordsExported)
    assert signed_in(world.bruno).post("/registres/droits/export/", {"format": "ods"}).content[:2] == b"PK"


# ------------------------------------------------------------------ letters


def test_each_letter_bears_what_the_law_asks(world, asked):
    first = letter(asked, queries.words_of(world.bruno, asked))
    assert "21 décembre 2026" in first
    assert "article 15" in first
    assert "identité" in first
    assert "CNIL" not in first  # nothing is refused yet
    actions.extend(world.bruno, asked.id, reason="Archives à relire.", revision=0, now=NOW)
    again = queries.request_visible_to(world.bruno, asked.id)
    second = letter(again, queries.words_of(world.bruno, again))
    for words in ("Archives à relire.", "22 février 2027", "art. 12, § 3", "CNIL"):
        assert words in second
    actions.refuse(world.bruno, asked.id, reason="Demande abusive.", revision=1, now=NOW)
    last = queries.request_visible_to(world.bruno, asked.id)
    third = letter(last, queries.words_of(world.bruno, last))
    for words in (
        "Zoé Zébulonne",
        "Demande abusive.",
        "CNIL",
        "Défenseur des droits",
        "tribunal administratif",
    ):
        assert words in third


def test_the_letter_of_the_crpa_names_the_cada_and_its_two_months(world):
    request = enter_request(world.bruno, kind="explanation", identity=WHO, words=WORDS, now=NOW)
    text = letter(request, queries.words_of(world.bruno, request))
    assert "CADA" in text
    assert "deux mois" in text
    assert "L. 311-3-1" in text
    assert "CNIL" not in text


def test_an_explanation_follows_the_four_points_of_the_decree():
    text = skeleton(Kind.EXPLANATION)
    assert [f"{number}. " in text for number in (1, 2, 3, 4, 5)] == [True, True, True, True, False]
    assert "pondération" in text
    assert skeleton(Kind.ACCESS) == ""


def test_a_late_answer_says_so(world, asked):
    checked(world.bruno, asked)
    actions.answer(world.bruno, asked.id, text="Voici.", revision=1, now=NOW + timedelta(days=40))
    found = queries.request_visible_to(world.bruno, asked.id)
    assert "après l’échéance" in letter(found, queries.words_of(world.bruno, found))


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_its_text_its_delay_and_its_appeals(world, kind):
    facts = facts_of(kind)
    assert facts.articles
    assert any("Défenseur des droits" in way for way in facts.appeals)
    assert enter_request(world.bruno, kind=kind, identity=WHO, words=WORDS, now=NOW).due_at > NOW


# ------------------------------------------------------------------ pages


def test_the_pages_carry_a_citizen_s_request_to_its_answer(world, signed_in):
    bruno = signed_in(world.bruno)
    given = {
        "kind": "explanation",
        "name": "Zoé Zébulonne",
        "contact": "12 rue des Lilas",
        "words": WORDS,
        "received_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    }
    assert bruno.get("/registres/droits/nouvelle/").status_code == 200
    assert bruno.post("/registres/droits/nouvelle/", {**given, "name": ""}).status_code == 400
    address = bruno.post("/registres/droits/nouvelle/", given)["location"]
    assert "n° 1" in bruno.get("/registres/droits/").content.decode()
    assert bruno.post(f"{address}identite/", {"revision": 0}).status_code == 302
    assert bruno.post(f"{address}identite/", {"revision": 0}).status_code == 409
    assert bruno.post(f"{address}commencer/", {"revision": 1}).status_code == 302
    assert "degré et le mode de contribution" in bruno.get(f"{address}repondre/").content.decode()
    stale = bruno.post(f"{address}repondre/", {"revision": 1, "text": "Mon texte"})
    assert stale.status_code == 409
    assert "Mon texte" in stale.content.decode()
    assert bruno.post(f"{address}repondre/", {"revision": 2, "text": "Le calcul est là."}).status_code == 302
    page = bruno.get(address).content.decode()
    assert "Le calcul est là." in page
    assert "CADA" in page
    assert "attachment" in bruno.get(f"{address}courrier/")["content-disposition"]


def test_a_late_request_shows_it(world, asked, signed_in):
    RightsRequest.objects.update(due_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert "Dépassé" in signed_in(world.bruno).get("/registres/droits/").content.decode()


def test_someone_of_the_house_asks_for_themselves(world, signed_in):
    alice = signed_in(world.alice)
    assert alice.post("/droits/", {"kind": "access", "words": ""}).status_code == 400
    address = alice.post("/droits/", {"kind": "access", "words": "Que gardez-vous ?"})["location"]
    request = RightsRequest.objects.get()
    assert (request.state, request.person, request.channel) == ("checked", world.alice, "house")
    assert "Que gardez-vous" in alice.get(address).content.decode()
    assert request.receipt in alice.get("/droits/").content.decode()
    actions.answer(world.bruno, request.id, text="Rien que vos clés.", revision=0)
    assert "Rien que vos clés." in alice.get(address).content.decode()
    assert "a reçu une réponse" in notices_of(world.alice)[0].sentence
    for other in (world.claire, world.chloe, world.bruno, world.david):
        assert signed_in(other).get(address).status_code == 404
        assert request.receipt not in signed_in(other).get("/droits/").content.decode()


def test_an_agent_does_not_open_the_register(world, asked, signed_in):
    for person in (world.alice, world.claire, world.chloe):
        browser = signed_in(person)
        assert browser.get("/registres/droits/").status_code == 403
        assert browser.get("/registres/droits/nouvelle/").status_code == 403
        assert browser.get(asked.get_absolute_url()).status_code == 404
        for way in ("identite", "commencer", "prolonger", "repondre", "refuser", "donnees"):
            assert browser.post(f"{asked.get_absolute_url()}{way}/", {"revision": 0}).status_code == 403
    david = signed_in(world.david)
    for way in ("", "courrier/", "prolonger/", "repondre/", "refuser/", "donnees/"):
        assert david.get(f"{asked.get_absolute_url()}{way}").status_code == 404


def test_a_closed_account_files_nothing(world):
    world.alice.is_active = False
    with pytest.raises(PersonInactive):
        file_request(world.alice, kind="access", words=WORDS)


def test_words_go_after_their_retention_and_the_dates_stay(world, asked, signed_in, journalled):
    actions.refuse(world.bruno, asked.id, reason="Abusif.", revision=0, now=NOW)
    assert forget_words(now=NOW + kept_for()) == 0
    assert forget_words(now=NOW + kept_for() + timedelta(days=1)) == 1
    assert journalled()[-1].erased == {"identity": 1, "words": 1, "answer": 1}
    assert forget_words(now=NOW + kept_for() + timedelta(days=2)) == 0
    again = queries.request_visible_to(world.bruno, asked.id)
    with pytest.raises(NotFound):
        queries.words_of(world.bruno, again)
    page = signed_in(world.bruno).get(asked.get_absolute_url()).content.decode()
    assert "Refusée" in page
    assert "au terme de leur conservation" in page
    assert "Zébulonne" not in page
    assert queries.requests_visible_to(world.bruno, RightsWanted(text="zebulonne")) == []
    assert len(queries.requests_visible_to(world.bruno)) == 1


def test_an_open_request_keeps_its_words_however_old(world, asked):
    assert forget_words(now=NOW + 3 * kept_for()) == 0
    assert queries.words_of(world.bruno, asked).request == WORDS


def test_someone_of_the_house_reads_that_theirs_went(world, signed_in):
    request = file_request(world.alice, kind="access", words=WORDS, now=NOW)
    actions.answer(world.bruno, request.id, text="Voici.", revision=0, now=NOW)
    forget_words(now=NOW + 2 * kept_for())
    page = signed_in(world.alice).get(f"/droits/{request.id}/")
    assert page.status_code == 200
    assert "ont été effacés" in page.content.decode()
