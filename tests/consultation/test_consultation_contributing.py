"""What people write and think of a draft charter: by clause, under their name or without, until the last day."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.consultation.conftest import AFTER, LAST, NOW

from garant.charter import CharterInvalid
from garant.consultation import actions, queries
from garant.consultation.errors import (
    AmendmentUnchanged,
    AmendmentWithoutClause,
    ConsultationNotOpen,
    ContributionEmpty,
    ContributionHidden,
    ContributionTooLong,
    LastDayPast,
    ReasonMissing,
    WorkshopInvalid,
)
from garant.consultation.models import Contribution, Reaction
from garant.consultation.stored import SignedContributions
from garant.consultation.terms import Kind, Opinion, State
from garant.consultation.voices import Voice, digest, voice_of
from garant.consultation.wording import changes
from garant.directory.errors import NotAllowed, NotFound, PersonInactive
from garant.directory.kinds import Role
from garant.journal import RecordChanged
from garant.notifications.queries import notices_of
from world import CHARTER_DEPARTEMENT, join

pytestmark = pytest.mark.django_db


def say(voice, found, text="Trop vague.", *, clause="relecture", kind=Kind.COMMENT, now=NOW, **more):
    return actions.contribute(voice, found.id, kind=kind, text=text, clause=clause, now=now, **more)


# ---------------------------------------------------------------- opening


def test_a_consultation_freezes_the_text_and_tells_everyone_but_who_opened_it(world, opened, journalled):
    found = opened()
    assert [part.id for part in found.clauses][:2] == ["systemes", "donnees"]
    assert found.clauses_by_id["donnees"].controls
    assert "Consultation n° 1" in notices_of(world.alice)[0].sentence
    assert notices_of(world.claire) == []
    assert notices_of(world.chloe) == []
    entry = journalled()[-1]
    assert (entry.record, entry.person, entry.change) == (found.record, str(world.claire.id), "created")


def test_an_agent_opens_none_and_the_communication_does(world, opened):
    given = {"title": "T", "text": CHARTER_DEPARTEMENT, "presentation": "P", "closes_on": LAST, "now": NOW}
    with pytest.raises(NotAllowed):
        actions.open_consultation(world.alice, anonymous=False, **given)
    gaelle = join(world.departement, "gaelle", "Gaëlle Roux", Role.COMMUNICATION)
    assert actions.open_consultation(gaelle, anonymous=False, **given).number == 1


def test_a_text_that_is_no_charter_is_refused_and_so_is_a_day_that_is_past(world):
    given = {"title": "T", "presentation": "P", "anonymous": False, "now": AFTER}
    with pytest.raises(CharterInvalid):
        actions.open_consultation(world.claire, text="charter: x", closes_on=AFTER.date(), **given)
    with pytest.raises(LastDayPast):
        actions.open_consultation(world.claire, text=CHARTER_DEPARTEMENT, closes_on=LAST, **given)


def test_the_last_day_is_the_organisation_s_own_and_lasts_until_its_midnight(world, opened):
    found = opened()
    evening = datetime(2026, 12, 4, 22, 30, tzinfo=UTC)  # half past eleven in Paris
    say(voice_of(world.alice), found, now=evening)
    with pytest.raises(ConsultationNotOpen):
        say(voice_of(world.alice), found, now=datetime(2026, 12, 4, 23, 30, tzinfo=UTC))


def test_it_ends_sooner_only_with_a_reason(world, opened):
    found = opened()
    with pytest.raises(ReasonMissing):
        actions.close_consultation(world.claire, found.id, reason=" ", now=NOW)
    closed = actions.close_consultation(world.claire, found.id, reason="Texte retiré.", now=NOW)
    assert closed.state_on(NOW.date()) is State.CLOSED
    with pytest.raises(ConsultationNotOpen):
        say(voice_of(world.alice), found)


# ---------------------------------------------------------------- contributing


def test_an_amendment_is_shown_word_by_word_and_the_same_wording_is_none(world, opened):
    found = opened()
    wording = found.clauses_by_id["relecture"].text
    said = say(
        voice_of(world.alice), found, wording.replace("On relit.", "On relit toujours."), kind=Kind.AMENDMENT
    )
    (item,) = queries.items_of(voice_of(world.bruno), found, "relecture")
    assert item.who == "Alice Martin"
    assert "".join(piece.text for piece in item.pieces if piece.added).strip() == "toujours"
    assert "".join(piece.text for piece in item.pieces if not piece.removed) == said.text
    with pytest.raises(AmendmentUnchanged):
        say(voice_of(world.bruno), found, f"  {wording}\n", kind=Kind.AMENDMENT)
    with pytest.raises(AmendmentWithoutClause):
        say(voice_of(world.bruno), found, "Autre chose", clause="", kind=Kind.AMENDMENT)


def test_two_words_replaced_read_as_one_change():
    pieces = changes("Le maire signe seul la lettre.", "Le maire relit toujours la lettre.")
    assert [(piece.text, piece.removed, piece.added) for piece in pieces] == [
        ("Le maire ", False, False),
        ("signe seul", True, False),
        ("relit toujours", False, True),
        (" la lettre.", False, False),
    ]


@pytest.mark.parametrize(
    ("text", "error"), [(" ", ContributionEmpty), ("x" * 4_001, ContributionTooLong)], ids=["empty", "long"]
)
def test_what_cannot_be_read_is_refused(world, opened, text, error):
    with pytest.raises(error):
        say(voice_of(world.alice), opened(), text)


def test_a_clause_that_is_not_there_is_not_found_and_the_whole_is(world, opened):
    found = opened()
    with pytest.raises(NotFound):
        say(voice_of(world.alice), found, clause="nulle-part")
    assert say(voice_of(world.alice), found, clause="").clause == ""


def test_one_reaction_for_each_person_which_changes_and_is_taken_back(world, opened):
    found = opened()
    item = say(voice_of(world.alice), found)

    def react(person, opinion):
        actions.react(voice_of(person), found.id, opinion=opinion, contribution=item.id, now=NOW)
        (read,) = queries.items_of(voice_of(person), found, "relecture")
        return [(choice.number, choice.mine) for choice in read.choices]

    assert react(world.bruno, Opinion.AGREE) == [(1, True), (0, False), (0, False)]
    assert react(world.bruno, Opinion.CLARIFY) == [(0, False), (0, False), (1, True)]
    assert react(world.alice, Opinion.CLARIFY) == [(0, False), (0, False), (2, True)]
    assert react(world.alice, Opinion.CLARIFY) == [(0, False), (0, False), (1, False)]
    actions.react(voice_of(world.bruno), found.id, opinion=Opinion.AGREE, clause="relecture", now=NOW)
    assert Reaction.objects.count() == 2  # a clause is another thing than a contribution


def test_an_author_withdraws_their_own_words_and_nobody_else_does(world, opened):
    found = opened()
    item = say(voice_of(world.alice), found)
    actions.react(voice_of(world.bruno), found.id, opinion=Opinion.AGREE, contribution=item.id, now=NOW)
    for other in (world.bruno, world.claire):
        with pytest.raises(NotFound):
            actions.withdraw(voice_of(other), item.id, now=NOW)
    with pytest.raises(ConsultationNotOpen):
        actions.withdraw(voice_of(world.alice), item.id, now=AFTER)
    actions.withdraw(voice_of(world.alice), item.id, now=NOW)
    assert (Contribution.objects.count(), Reaction.objects.count()) == (0, 0)


def test_a_closed_account_says_nothing(world, opened):
    found = opened()
    world.alice.is_active = False
    with pytest.raises(PersonInactive):
        say(voice_of(world.alice), found)


# ---------------------------------------------------------------- anonymity


def test_an_anonymous_consultation_keeps_nobody_in_its_rows_nor_in_the_journal(world, opened, journalled):
    found = opened(anonymous=True)
    item = say(voice_of(world.alice), found, signature="Alice")
    actions.react(voice_of(world.alice), found.id, opinion=Opinion.AGREE, contribution=item.id, now=NOW)
    rows = [*Contribution.objects.values(), *Reaction.objects.values()]
    kept = " ".join(str(value) for row in rows for value in row.values())
    for word in (str(world.alice.id), world.alice.id.hex, "Alice", "09:00"):
        assert word not in kept
    entries = [each for each in journalled()[1:] if isinstance(each, RecordChanged)]
    assert {(each.person, each.record) for each in entries} == {("anonymous", found.record)}
    (seen,) = queries.items_of(voice_of(world.claire), found, "relecture")
    assert seen.who == "Une personne de l’organisation"
    (own,) = queries.items_of(voice_of(world.alice), found, "relecture")
    assert (seen.may_withdraw, own.may_withdraw) == (False, True)


def test_a_named_consultation_does_keep_its_authors(world, opened, journalled):
    found = opened()
    item = say(voice_of(world.alice), found)
    assert journalled()[-1].person == str(world.alice.id)
    assert item.author == world.alice
    say(voice_of(world.alice), opened(anonymous=True))
    assert SignedContributions().count(world.alice) == 1  # what is anonymous is found by nobody


def test_one_person_has_two_digests_in_two_consultations(world, opened):
    one, two = opened(anonymous=True), opened(anonymous=True)
    alice = voice_of(world.alice)
    assert digest(one, alice) == digest(one, voice_of(world.alice))
    assert digest(one, alice) != digest(two, alice)
    assert digest(one, alice) != digest(one, voice_of(world.bruno))
    one.salt = None
    assert digest(one, alice) == ""


# ---------------------------------------------------------------- walls


def test_another_organisation_finds_nothing(world, opened):
    found = opened()
    item = say(voice_of(world.alice), found)
    elise = join(world.region, "elise", "Élise Roy", *Role)
    for attempt in (
        lambda: queries.consultation_for(voice_of(elise), found.id),
        lambda: say(voice_of(elise), found),
        lambda: actions.react(voice_of(elise), found.id, opinion=Opinion.AGREE, clause="relecture", now=NOW),
        lambda: actions.hide(elise, item.id, reason="x", now=NOW),
        lambda: actions.close_consultation(elise, found.id, reason="x", now=NOW),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert queries.consultations_of(elise) == []


def test_a_visitor_finds_what_is_public_and_nothing_else(world, opened):
    visitor = Voice(world.departement, token="une-visiteuse")
    inner, outer = opened(), opened(public=True)
    with pytest.raises(NotFound):
        queries.consultation_for(visitor, inner.id)
    item = say(visitor, outer, signature="Association des parents")
    assert item.author is None
    assert [each.consultation for each in queries.public_consultations(world.departement)] == [outer]
    assert queries.may_withdraw(visitor, item)
    assert not queries.may_withdraw(replace(visitor, token="un-autre"), item)
    assert not queries.may_withdraw(replace(visitor, token=""), item)


def test_the_last_consultation_is_listed_first(world, opened):
    first, second = opened(), opened()
    listed = queries.consultations_of(world.alice, now=NOW)
    assert [each.consultation for each in listed] == [second, first]


def test_a_name_is_read_within_the_house_only(world, opened):
    found = opened(public=True)
    say(voice_of(world.alice), found)
    (inside,) = queries.items_of(voice_of(world.bruno), found, "relecture")
    (outside,) = queries.items_of(Voice(world.departement), found, "relecture")
    assert (inside.who, outside.who) == ("Alice Martin", "Une personne de l’organisation")


def test_a_long_list_asks_the_database_no_more_than_a_short_one(world, opened, django_assert_num_queries):
    found = opened()
    for rank in range(6):
        say(voice_of(world.alice), found, f"Remarque {rank}.")
    with django_assert_num_queries(4):  # contributions, reactions, one’s own, one’s roles
        items = queries.items_of(voice_of(world.bruno), found, "relecture")
        assert [item.answer for item in items] == [None] * 6


# ---------------------------------------------------------------- moderation, workshops


def test_what_is_hidden_says_why_and_only_moderators_read_it(world, opened):
    found = opened()
    item = say(voice_of(world.alice), found, "Des mots déplacés.")
    with pytest.raises(NotAllowed):
        actions.hide(world.alice, item.id, reason="Propos sur une personne.", now=NOW)
    with pytest.raises(ReasonMissing):
        actions.hide(world.claire, item.id, reason="", now=NOW)
    actions.hide(world.claire, item.id, reason="Propos sur une personne.", now=NOW)
    (read,) = queries.items_of(voice_of(world.alice), found, "relecture")
    assert read.text == ""
    assert read.contribution.hidden_because == "Propos sur une personne."
    (moderated,) = queries.items_of(voice_of(world.claire), found, "relecture")
    assert moderated.text == "Des mots déplacés."
    with pytest.raises(ContributionHidden):
        actions.react(voice_of(world.bruno), found.id, opinion=Opinion.AGREE, contribution=item.id, now=NOW)


def test_a_room_speaks_through_who_types_and_its_people_are_only_counted(world, opened):
    found = opened()
    made = actions.hold_workshop(
        world.claire,
        found.id,
        place="Maison des lycées",
        held_on=NOW.date(),
        participants=14,
        facilitator=world.alice.id,
        now=NOW,
    )
    said = actions.note(world.alice, made.id, kind=Kind.COMMENT, text="Former d’abord.", now=NOW)
    actions.note(world.alice, made.id, kind=Kind.COMMENT, text="Et les élus.", clause="relecture", now=NOW)
    actions.recount(world.alice, made.id, participants=16, now=NOW)
    (item,) = queries.items_of(voice_of(world.bruno), found, "")
    assert item.who == "Atelier du 20 novembre 2026, Maison des lycées (16 participants)"
    assert (said.author, said.voice) == (None, "")
    assert queries.may_withdraw(voice_of(world.alice), said)
    assert not queries.may_withdraw(voice_of(world.claire), said)


def test_nobody_types_for_a_room_that_is_not_theirs(world, opened):
    found = opened()
    given = {"place": "Salle", "held_on": NOW.date(), "now": NOW}
    made = actions.hold_workshop(world.claire, found.id, participants=3, **given)
    gael = join(world.departement, "gael", "Gaël Roux")
    for person in (gael, world.chloe):
        with pytest.raises(NotFound):
            actions.note(person, made.id, kind=Kind.COMMENT, text="x", now=NOW)
    with pytest.raises(WorkshopInvalid):
        actions.hold_workshop(world.claire, found.id, participants=0, **given)
    with pytest.raises(NotFound):
        actions.hold_workshop(world.claire, found.id, participants=3, facilitator=uuid.UUID(int=0), **given)
