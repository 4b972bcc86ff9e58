"""What the assistant holds of a person is counted and deleted with the rest, when they ask for it."""

import pytest

from garant.assistant.models import Conversation
from garant.assistant.stored import Conversations
from garant.journal import ConversationDeleted
from garant.registers.rights.stores import all_stores

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(world):
    from django.utils import timezone

    now = timezone.now()
    return Conversation.objects.create(
        owner=world.alice,
        organisation=world.departement,
        title_sealed=b"x",
        system="iris",
        created_at=now,
        updated_at=now,
    )


def test_a_search_for_a_person_goes_through_their_conversations():
    assert "conversations" in [store.key for store in all_stores()]


def test_they_are_counted_and_deleted_for_this_person_alone(world, conversation, journalled):
    store = Conversations()
    assert (store.count(world.alice), store.count(world.bruno)) == (1, 0)
    assert store.erase(world.bruno) == 0
    assert store.erase(world.alice) == 1
    assert store.count(world.alice) == 0
    assert isinstance(journalled()[-1], ConversationDeleted)
