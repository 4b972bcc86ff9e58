"""The formats by id: what each is called, what it is made from, and how it is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from garant.exchange.annex_viii import annex_viii_c_remarks, write_annex_viii_c
from garant.exchange.atrs import atrs_remarks, to_atrs, write_atrs
from garant.exchange.ciso_assistant import ciso_assistant_remarks, write_ciso_assistant
from garant.exchange.dpia import DpiaRecord
from garant.exchange.errors import FormatHoldsOne, FormatUnknown
from garant.exchange.etalab import etalab_remarks, write_etalab
from garant.exchange.jsonfile import json_bytes
from garant.exchange.nl_register import nl_register_remarks, to_nl_register, write_nl_register
from garant.exchange.own_json import write_json
from garant.exchange.pia import to_pia, write_pia
from garant.exchange.pia_check import check_pia
from garant.exchange.processing import cnil_remarks, madis_remarks, write_cnil_register, write_madis
from garant.exchange.record import CharterRecord, ProcessingRecord, UseRecord
from garant.exchange.remark import Remark
from garant.exchange.service import in_registers

_JSON: Final = "application/json"
_CSV: Final = "text/csv; charset=utf-8"
_YAML: Final = "application/yaml"

Record = UseRecord | DpiaRecord | ProcessingRecord | CharterRecord


def _always(_record: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file. `write` makes it from one record of `record_kind`, `write_all` from several."""

    id: str
    french: str
    record_kind: type[Record]
    suffix: str  # with its dot
    content_type: str
    write: Callable[[Any], bytes]
    many: Callable[[Sequence[Any]], bytes] | None = None
    remarks: Callable[[Any], tuple[Remark, ...]] = lambda _record: ()
    accepts: Callable[[Any], bool] = _always  # False: `write` refuses the record, and so does `write_all`

    def write_all(self, records: Iterable[Record]) -> bytes:
        """One file of several records; FormatHoldsOne where the format holds a single one."""
        kept = list(records)
        if self.many is not None:
            return self.many(kept)
        if len(kept) != 1:
            raise FormatHoldsOne(format=self.id, count=len(kept))
        return self.write(kept[0])


def format_of(id_: str) -> Format:
    """The format of an id, or FormatUnknown with those that exist."""
    found = FORMATS.get(id_)
    if found is None:
        raise FormatUnknown(format=id_[:40], known=", ".join(FORMATS))
    return found


def _table(write: Callable[[Iterable[Any]], bytes]) -> Callable[[Any], bytes]:
    return lambda record: write([record])


def _listed(to: Callable[[Any], dict[str, Any]]) -> Callable[[Sequence[Any]], bytes]:
    return lambda records: json_bytes([to(record) for record in records])


def _pia_remarks(record: DpiaRecord) -> tuple[Remark, ...]:
    gaps = tuple(
        Remark("exchange_field_missing", f"{question.id} {question.subject}")
        for question in record.unanswered
    )
    return (*check_pia(to_pia(record)), *gaps)


_ALL: Final = (
    Format(
        "pia",
        "Analyse d’impact, outil PIA de la CNIL",
        DpiaRecord,
        ".json",
        _JSON,
        write_pia,
        remarks=_pia_remarks,
    ),
    Format(
        "annex-viii-c",
        "Déclaration à la base de l’Union (RIA, annexe VIII, section C)",
        UseRecord,
        ".json",
        _JSON,
        write_annex_viii_c,
        remarks=annex_viii_c_remarks,
    ),
    Format(
        "etalab",
        "Inventaire des algorithmes (CRPA, article L312-1-3)",
        UseRecord,
        ".csv",
        _CSV,
        _table(write_etalab),
        write_etalab,
        etalab_remarks,
        in_registers,
    ),
    Format(
        "atrs",
        "Registre britannique des algorithmes (ATRS 4.0)",
        UseRecord,
        ".json",
        _JSON,
        write_atrs,
        _listed(to_atrs),
        atrs_remarks,
        in_registers,
    ),
    Format(
        "nl-register",
        "Registre néerlandais des algorithmes (norme 1.0)",
        UseRecord,
        ".json",
        _JSON,
        write_nl_register,
        _listed(to_nl_register),
        nl_register_remarks,
        in_registers,
    ),
    Format(
        "ciso-assistant",
        "Charte en référentiel CISO Assistant",
        CharterRecord,
        ".yaml",
        _YAML,
        write_ciso_assistant,
        remarks=ciso_assistant_remarks,
    ),
    Format(
        "madis",
        "Registre des traitements, noms de Madis",
        ProcessingRecord,
        ".csv",
        _CSV,
        _table(write_madis),
        write_madis,
        madis_remarks,
    ),
    Format(
        "cnil-register",
        "Registre des traitements, modèle simplifié de la CNIL",
        ProcessingRecord,
        ".csv",
        _CSV,
        _table(write_cnil_register),
        write_cnil_register,
        cnil_remarks,
    ),
    Format(
        "json",
        "Tous les faits d’un usage (garant-use/1)",
        UseRecord,
        ".json",
        _JSON,
        _table(write_json),
        write_json,
    ),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({each.id: each for each in _ALL})
