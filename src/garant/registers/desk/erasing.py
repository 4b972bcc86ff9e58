"""Deleting what someone asked the desk. A request for erasure asks for it, and journals it."""

from garant.directory.models import Person
from garant.registers.desk.models import Question


def erase_questions(person: Person) -> int:
    """Delete this person's questions with their answers; how many questions. What was published stays: it names nobody."""
    mine = Question.objects.filter(asker=person)
    number = mine.count()
    mine.delete()
    return number
