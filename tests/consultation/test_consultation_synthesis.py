"""After the last day each contribution gets its answer, and the synthesis is published for good."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.consultation.conftest import AFTER, NOW

from garant.consultation import actions, figures, papers, queries
from garant.consultation.counting import consultations_on_charter
from garant.consultation.errors import (
    AnswersMissing,
    ConsultationStillOpen,
    NothingChosen,
    ReasonMissing,
    SynthesisNotPublished,
    SynthesisPublished,
)
from garant.consultation.models import Contribution, Reaction
from garant.consultation.terms import Kind, Opinion, State, Verdict, Way
from garant.consultation.voices import digest, voice_of
from garant.directory.errors import NotAllowed, NotFound
from garant.history.queries import versions_of
from garant.notifications.queries import notices_of
from garant.paper import written
from garant.publication.queries import tally_of
from world import join

pytestmark = pytest.mark.django_db


def say(voice, found, text="Trop vague.", **more):
    given = {"kind": Kind.COMMENT, "clause": "relecture", "now": NOW, **more}
    return actions.contribute(voice, found.id, text=text, **given)


def answer(world, found, *items, verdict=Verdict.ACCEPTED, reason="Ajouté au texte."):
    return actions.answer(
        world.claire,
        found.id,
        contributions=[item.id for item in items],
        verdict=verdict,
        reason=reason,
        now=AFTER,
    )


def publish(world, found):
    return actions.publish(world.claire, found.id, conclusion="Merci à tous.", now=AFTER)


@pytest.fixture
def discussed(world, opened):
    """Three contributions, a workshop, two reactions."""
    found = opened()
    first = say(voice_of(world.alice), found)
    say(voice_of(world.bruno), found, "Une autre rédaction.", kind=Kind.AMENDMENT, reason="Plus clair.")
    room = actions.hold_workshop(
        world.claire, found.id, place="Accueil", held_on=NOW.date(), participants=12, now=NOW
    )
    actions.note(world.claire, room.id, kind=Kind.COMMENT, text="=Former d’abord.", now=NOW)
    for person in (world.bruno, world.claire):
        actions.react(voice_of(person), found.id, opinion=Opinion.AGREE, contribution=first.id, now=NOW)
    return found


def test_nothing_is_answered_before_the_last_day_is_over(world, opened):
    found = opened()
    item = say(voice_of(world.alice), found)
    with pytest.raises(ConsultationStillOpen):
        actions.answer(
            world.claire, found.id, contributions=[item.id], verdict=Verdict.REFUSED, reason="x", now=NOW
        )
    with pytest.raises(ConsultationStillOpen):
        actions.publish(world.claire, found.id, now=NOW)
    assert answer(world, found, item) == 1


def test_an_answer_is_about_something_and_says_why(world, discussed):
    items = list(discussed.contributions.all())
    with pytest.raises(NothingChosen):
        answer(world, discussed)
    with pytest.raises(ReasonMissing):
        answer(world, discussed, *items, reason=" ")
    with pytest.raises(NotAllowed):
        actions.answer(
            world.alice,
            discussed.id,
            contributions=[items[0].id],
            verdict=Verdict.PARTLY,
            reason="x",
            now=AFTER,
        )
    other = actions.hide(world.claire, items[0].id, reason="Double.", now=NOW)
    with pytest.raises(NotFound):
        answer(world, discussed, other)
    assert answer(world, discussed, *items[1:]) == 2


def test_what_an_answer_replaces_stays_in_the_history(world, discussed):
    item = discussed.contributions.first()
    answer(world, discussed, item)
    answer(world, discussed, item, verdict=Verdict.PARTLY, reason="Repris autrement.")
    past = versions_of(world.claire, item.record)
    assert [each.values["Suite donnée"] for each in past] == ["Retenue en partie", "Retenue"]


def test_the_synthesis_waits_for_each_answer_then_changes_no_more(world, discussed):
    items = list(discussed.contributions.all())
    answer(world, discussed, *items[:2])
    with pytest.raises(AnswersMissing) as missing:
        publish(world, discussed)
    assert missing.value.facts == {"left": 1}
    answer(world, discussed, items[2], verdict=Verdict.REFUSED, reason="Relève du plan de formation.")
    found = publish(world, discussed)
    assert found.state_on(AFTER.date()) is State.PUBLISHED
    with pytest.raises(SynthesisPublished):
        answer(world, discussed, *items)
    with pytest.raises(SynthesisPublished):
        actions.summarise(world.claire, found.id, clause="", text="x", now=AFTER)


def test_a_hidden_contribution_needs_no_answer(world, opened):
    found = opened()
    actions.hide(world.claire, say(voice_of(world.alice), found).id, reason="Insulte.", now=NOW)
    assert publish(world, found).published_at == AFTER


def test_those_who_wrote_are_told_and_nobody_is_where_it_was_anonymous(world, opened):
    for anonymous, told in ((False, 1), (True, 0)):
        found = opened(anonymous=anonymous)
        answer(world, found, say(voice_of(world.alice), found))
        publish(world, found)
        lines = [line.sentence for line in notices_of(world.alice) if "synthèse" in line.sentence]
        assert len(lines) == 1  # of the named one, said once
        assert sum(f"n° {found.number} " in line for line in lines) == told
    assert not [line for line in notices_of(world.bruno) if "synthèse" in line.sentence]


def test_the_publication_of_an_anonymous_one_breaks_the_last_link(world, opened):
    found = opened(anonymous=True)
    one, two = say(voice_of(world.alice), found), say(voice_of(world.alice), found, "Encore.")
    actions.react(voice_of(world.alice), found.id, opinion=Opinion.AGREE, clause="mention", now=NOW)
    before = digest(found, voice_of(world.alice))
    answer(world, found, one, two)
    found = publish(world, found)
    voices = [
        *Contribution.objects.values_list("voice", flat=True),
        *Reaction.objects.values_list("voice", flat=True),
    ]
    assert before not in voices
    assert len(set(voices)) == 3
    assert found.salt is None
    assert not queries.may_withdraw(voice_of(world.alice), Contribution.objects.get(id=one.id))
    assert found.contributors == {"account": 1, "workshop": 0, "public": 0}  # counted before


def test_people_are_counted_once_whatever_they_left(world, discussed):
    told = figures.participation_of(discussed)
    assert {way.label: (way.people, way.contributions) for way in told.ways} == {
        Way.ACCOUNT.label: (3, 2),
        Way.WORKSHOP.label: (12, 1),
    }
    assert (told.people, told.contributions, told.reactions, told.workshops) == (15, 3, 2, 1)
    assert [(each.short, each.comments, each.amendments, each.reactions) for each in told.discussed] == [
        ("Ensemble", 1, 0, 0),
        ("1.5", 1, 1, 2),
    ]


def test_a_small_number_is_not_told_of_an_anonymous_consultation_nor_the_sum_that_tells_it(world, opened):
    found = opened(anonymous=True)
    people = [join(world.departement, f"p{rank}", f"Personne {rank}") for rank in range(5)]
    for person in people[:4]:
        say(voice_of(person), found)
    told = figures.participation_of(found)
    assert (told.ways[0].people, told.people) == (None, None)
    say(voice_of(people[4]), found)
    told = figures.participation_of(found)
    assert (told.ways[0].people, told.people) == (5, 5)


def test_the_synthesis_is_read_by_its_writers_first_and_by_everyone_once_published(world, discussed):
    actions.close_consultation(world.claire, discussed.id, reason="Assez.", now=NOW)
    with pytest.raises(SynthesisNotPublished):
        queries.synthesis_for(voice_of(world.alice), discussed.id)
    assert queries.synthesis_for(voice_of(world.claire), discussed.id)
    answer(world, discussed, *discussed.contributions.all())
    publish(world, discussed)
    assert queries.synthesis_for(voice_of(world.alice), discussed.id)


def test_the_documents_say_the_same_and_name_nobody_of_the_house(world, discussed):
    actions.summarise(world.claire, discussed.id, clause="relecture", text="Relire est admis.", now=AFTER)
    answer(world, discussed, *discussed.contributions.all())
    found = publish(world, discussed)
    paper = papers.synthesis_paper(found)
    _, html = written(paper, "html")
    page = html.decode()
    for word in (
        "Merci à tous.",
        "Relire est admis.",
        "Une autre rédaction.",
        "Ajouté au texte.",
        "Accueil (12",
    ):
        assert word in page
    assert "Alice" not in page
    for suffix in ("odt", "docx"):
        assert ZipFile(BytesIO(written(paper, suffix)[1])).testzip() is None
    assert written(paper, "pdf")[1].startswith(b"%PDF")

    _, table = papers.table_of(found, "csv")
    text = table.decode("utf-8-sig")
    assert "Alice" not in text
    assert "'=Former" in text  # no formula runs in a spreadsheet
    assert len(text.strip().splitlines()) == 4


def test_the_evidence_counts_the_consultations_of_its_own_organisation(world, discussed):
    assert consultations_on_charter(world.departement) == 1
    assert tally_of(world.departement, today=AFTER.date()).registers["consultations_on_charter"] == 1
    assert tally_of(world.region, today=AFTER.date()).registers["consultations_on_charter"] == 0
