"""What consultations keep about a person, for a search over what the platform stores."""

from garant.consultation.models import Contribution
from garant.directory.models import Person


class SignedContributions:
    key = "charter-contributions"
    title = "Contributions à une consultation sur la charte, sous son nom"
    kept_because = "La personne les retire elle-même tant que la consultation est ouverte ; ensuite, la synthèse répond à chacune."

    def count(self, person: Person) -> int:
        return Contribution.objects.filter(author=person).count()

    def erase(self, person: Person) -> int:
        return 0
