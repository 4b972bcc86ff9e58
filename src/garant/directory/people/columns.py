"""The columns of a file of people, and what an export writes of each."""

from collections.abc import Iterable, Mapping

from garant.directory.kinds import Kind, Role
from garant.directory.models import Person
from garant.tables import Column, to_csv, to_ods

EMAIL = Column(key="email", title="Adresse électronique", required=True, longest=254)
NAME = Column(key="full_name", title="Prénom et nom", required=True, longest=150)
KIND = Column(key="kind", title="Qualité", kind="choice", choices=tuple(Kind.choices))
ROLES = Column(key="roles", title="Rôles", kind="list", choices=tuple(Role.choices))
COLUMNS = (EMAIL, NAME, KIND, ROLES)
_ACCOUNT = Column(
    key="account", title="Compte", kind="choice", choices=(("open", "actif"), ("closed", "fermé"))
)
EXPORTED = (*COLUMNS, _ACCOUNT)
# An export says whether the account is open; an import closes none, and reads nothing of it.
IGNORED = (_ACCOUNT.title,)

_EXAMPLES = (
    {"email": "prenom.nom@exemple.fr", "full_name": "Prénom Nom", "kind": Kind.AGENT.value, "roles": ()},
    {
        "email": "dpo@exemple.fr",
        "full_name": "Prénom Nom",
        "kind": Kind.AGENT.value,
        "roles": (Role.DPO.value, Role.LEGAL.value),
    },
)
_TYPES = {"csv": "text/csv; charset=utf-8", "ods": "application/vnd.oasis.opendocument.spreadsheet"}
FORMATS = frozenset(_TYPES)


def row_of(person: Person) -> Mapping[str, object]:
    """One person as a row of the export."""
    return {
        "email": person.email,
        "full_name": person.full_name,
        "kind": person.kind,
        "roles": tuple(role.value for role in Role if role in person.roles),
        "account": "open" if person.is_active else "closed",
    }


def exported(people: Iterable[Person], form: str) -> tuple[bytes, str]:
    """The file and its media type; `form` is one of FORMATS."""
    return _written(EXPORTED, [row_of(person) for person in people], form)


def template(form: str) -> tuple[bytes, str]:
    """A file to fill in: the titles, and two lines that show what is expected."""
    return _written(COLUMNS, _EXAMPLES, form)


def _written(
    columns: tuple[Column, ...], rows: Iterable[Mapping[str, object]], form: str
) -> tuple[bytes, str]:
    return to_csv(columns, rows) if form == "csv" else to_ods(columns, rows, "Personnes"), _TYPES[form]
