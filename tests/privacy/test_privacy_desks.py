"""The words of public desks, which an organisation extends."""

from garant.privacy import Label
from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detectors import address, email, phone, url_person, username
from garant.privacy.folded import fold
from garant.privacy.rules import Rules


def labels(desks: Desks, text: str) -> set[Label]:
    rooms = (address, phone, email, username, url_person)
    engine = Rules(tuple(room.detector(desks) for room in rooms))
    return {span.label for span in engine.candidates(fold(text)) if span.score >= 0.5}


def test_the_words_are_folded_and_each_list_has_some() -> None:
    for name in Desks.__dataclass_fields__:
        words = getattr(DEFAULT, name)
        assert words
        assert all(word.isascii() and word == word.lower() for word in words)


def test_an_organisation_s_own_words_make_its_desks_public() -> None:
    ours = DEFAULT.extended(
        bodies=frozenset({"octroi"}),
        counters=frozenset({"allogap"}),
        mailboxes=frozenset({"allogap"}),
        handles=frozenset({"allogap"}),
    )
    for text, label in (
        ("octroi, 12 rue Carnot, 05000 Gap", Label.ADDRESS),
        ("allogap : 04 92 53 24 11", Label.PHONE),
        ("allogap@gmail.com", Label.EMAIL),
        ("suivez @allogap_gap", Label.USERNAME),
        ("facebook.com/allogap", Label.URL_PERSON),
    ):
        assert label in labels(DEFAULT, text)
        assert label not in labels(ours, text)


def test_extending_takes_nothing_away() -> None:
    assert DEFAULT.extended(bodies=frozenset({"octroi"})).bodies > DEFAULT.bodies
