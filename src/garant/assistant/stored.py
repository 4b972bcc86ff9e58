"""What the assistant holds of a person, for a request about their data: counted, deleted, never opened."""

from garant.assistant.actions import delete_every_conversation
from garant.assistant.queries import conversations_count
from garant.directory.models import Person


class Conversations:
    """A store of `garant.registers.rights.stores`."""

    key = "conversations"
    title = "Conversations avec l’assistant"
    kept_because = ""

    def count(self, person: Person) -> int:
        return conversations_count(person)

    def erase(self, person: Person) -> int:
        return delete_every_conversation(person)
