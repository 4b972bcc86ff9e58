"""The fields of a charter file, level by level; the controls have their own folder.

These models are the one description of the format: reading, error sentences and JSON Schema come from them.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from garant.charter.control import IsoDate, Text, shown
from garant.charter.lifecycle import Requirement, Stage
from garant.charter.roles import Role


def _slug(value: str) -> str:
    if re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", value) is None:
        raise PydanticCustomError("charter_id_invalid", "a slug", {"value": shown(value)})
    return value


def _address(value: str) -> str:
    # A charter is published: an address with a script in it has no place there.
    if value and re.fullmatch(r"(?:https?://|mailto:)[^\s<>\"]+|/?[\w./#-]+", value) is None:
        raise PydanticCustomError("charter_url_invalid", "an address", {"value": shown(value)})
    return value


def _blank(value: object) -> object:
    return "" if value is None else value


Slug = Annotated[
    str,
    Field(max_length=80, json_schema_extra={"pattern": "^[a-z0-9]+([-_][a-z0-9]+)*$"}),
    AfterValidator(_slug),
]
Blank = Annotated[str, BeforeValidator(_blank), Field(max_length=500)]
Prose = Annotated[str, BeforeValidator(_blank), AfterValidator(str.strip), Field(max_length=100_000)]
Address = Annotated[str, BeforeValidator(_blank), Field(max_length=2_000), AfterValidator(_address)]


class Fields(BaseModel):
    """Base of every level: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TopFields(Fields):
    charter: Slug = Field(description="Identifiant de la charte : minuscules, chiffres et tirets.")
    version: IsoDate = Field(description="Date de cette version (AAAA-MM-JJ).")
    extends: Text | None = Field(
        default=None, description="Charte dont celle-ci hérite : un identifiant fourni, ou un chemin relatif."
    )
    title: Text | None = Field(default=None, description="Titre ; hérité s’il manque.")
    introduction: Prose | None = Field(default=None, description="Introduction, en Markdown.")
    review_by: IsoDate | None = Field(default=None, description="Date de la prochaine révision.")


class BlanksFields(Fields):
    organisation: Blank | None = Field(default=None, description="Nom de l’organisation.")
    adopted_by: Blank | None = Field(default=None, description="Instance qui l’a adoptée.")
    adopted_on: IsoDate | None = Field(default=None, description="Date d’adoption.")
    revision_months: Annotated[int, Field(ge=1, le=240)] | None = Field(
        default=None, description="Rythme de révision, en mois."
    )


class AssistantFields(Fields):
    name: Text = Field(description="Nom de l’assistant de l’organisation.")


class ZonesFields(Fields):
    internal: Text | None = Field(default=None, description="Ce que l’organisation héberge.")
    sovereign: Text | None = Field(
        default=None, description="SecNumCloud, ou contrat limité à l’Union européenne."
    )
    external: Text | None = Field(default=None, description="Tout le reste.")


class ValueFields(Fields):
    title: Text
    text: Prose = ""
    clauses: tuple[Slug, ...] = Field(default=(), description="Clauses qui portent cette valeur.")


class DocumentFields(Fields):
    title: Text
    url: Address = ""


class SectionFields(Fields):
    title: Text
    text: Prose = ""


class ClauseFields(Fields):
    id: Slug = Field(description="Identifiant de la clause, unique dans la charte.")
    title: Text | None = Field(default=None, description="Titre ; à défaut, le début du texte.")
    sources: tuple[Text, ...] | None = Field(default=None, description="Identifiants des clauses d’origine.")
    text: Prose | None = Field(default=None, description="Texte de la clause, en Markdown.")
    reason: Text | None = Field(
        default=None, description="Motif écrit, si la clause est plus souple que celle dont elle hérite."
    )


class LifecycleFields(Fields):
    grace_days: Annotated[int, Field(ge=0, le=365)] = Field(
        default=30,
        description="Jours laissés pour évaluer à nouveau un usage dont le système a changé, avant de le fermer.",
    )
    reason: Text | None = Field(
        default=None, description="Motif écrit, si ce parcours exige moins que celui dont il hérite."
    )


class SheetFields(Fields):
    path: Literal["full", "short"] = Field(
        default="full", description="Fiche entière, ou cinq questions d’abord (petite organisation)."
    )


class OwnQuestionFields(Fields):
    id: Slug = Field(description="Identifiant de la question.")
    text: Text = Field(description="La question.")
    help: Prose = ""
    asked_of: tuple[Role, ...] = Field(default=(), description="Qui est le mieux placé pour y répondre.")


class StageFields(Fields):
    stage: Stage = Field(description="Étape, parmi les mots connus.")
    title: Text | None = Field(default=None, description="Nom de l’étape dans l’organisation.")
    text: Prose = ""


class MoveFields(Fields):
    to: Stage = Field(description="Étape suivante.")
    roles: tuple[Role, ...] = Field(min_length=1, description="Qui fait passer : dsi, dpo, dgs, referent…")
    requester: bool = Field(default=False, description="Et la personne qui a déposé le besoin.")
    requires: tuple[Requirement, ...] = Field(default=(), description="Ce qui doit être réuni avant.")
