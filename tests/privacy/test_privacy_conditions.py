"""Where something cheap is asked before a pattern is tried: whatever the pattern matches, it lets through."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import name_context, name_whole
from garant.privacy.detectors import phone

ASCII = st.characters(max_codepoint=126)
OF_ROLES = [
    "_ROLE_AFTER", "_VOICE_AFTER", "_LISTED_AFTER", "_VOICE_BEFORE", "_PRESIDENT_AFTER", "_BARE_PRESIDENT", "_ROLE_JUST_BEFORE",
    "_ROLE_FAR_BEFORE", "_OUR_PRESIDENT",
]  # fmt: skip
OF_PARTICLES = [
    "_UPPER_PARTICLES",
    "_CAPITAL_PARTICLES",
    "_TITLED_PARTICLES",
    "_OF_A_FIELD",
    "_AT_THE_HEAD",
]


def matched(pattern: re.Pattern[str], data: st.DataObject) -> str:
    """A text that the pattern matches, from its start or at its end as it wants."""
    text = data.draw(st.from_regex(pattern, alphabet=ASCII))
    assert pattern.search(text) is not None
    return text


@pytest.mark.parametrize("name", OF_ROLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_public_role_is_told_without_a_word_that_tells_of_roles(name: str, data: st.DataObject) -> None:
    found = getattr(name_context, name).search(matched(getattr(name_context, name), data))
    assert name_context.tells_of_roles(found[0])


@pytest.mark.parametrize("name", OF_PARTICLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_particle_ends_as_particles_do(name: str, data: st.DataObject) -> None:
    text = matched(getattr(name_whole, name), data)
    assert text[-4:].lower().endswith(name_whole._PARTICLE_ENDS)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_what_announces_another_number_than_a_telephone_is_heard(data: st.DataObject) -> None:
    assert phone._is_another_number(matched(phone._NOT_PHONE, data))


@pytest.mark.parametrize("before", ["mon telephone : ", "au ", "facture au dos, appeler le tel "])
def test_what_announces_none_is_not(before: str) -> None:
    assert not phone._is_another_number(before)


@pytest.mark.parametrize("text", ["la salle des fetes", "elle viendra lundi"])
def test_an_ordinary_text_tells_of_no_role(text: str) -> None:
    assert not name_context.tells_of_roles(text)
