"""JSON files: ours, written readable and UTF-8; those of others, read within limits and refused clearly."""

import json
from typing import Any

from garant.exchange.errors import ExchangeFileNotJson, ExchangeFileTooDeep, ExchangeFileTooLarge

_MEBIBYTE = 1024 * 1024


def json_bytes(content: object) -> bytes:
    """Readable in a review: indented, accents as they are, a line end at the end. Never NaN.

    Half a character (a lone surrogate, that only another program could have made) becomes "?".
    """
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", errors="replace")


def read_json(content: bytes, *, limit_mebibytes: int) -> Any:
    """What the file holds, as a JavaScript tool reads it: NaN passes, and a number of many digits is rounded."""
    if len(content) > limit_mebibytes * _MEBIBYTE:
        raise ExchangeFileTooLarge(limit=limit_mebibytes)
    try:
        return json.loads(content.decode("utf-8-sig"), parse_int=_number)
    except UnicodeDecodeError as error:
        raise ExchangeFileNotJson(line=content.count(b"\n", 0, error.start) + 1) from error
    except json.JSONDecodeError as error:
        raise ExchangeFileNotJson(line=error.lineno) from error
    except RecursionError as error:
        raise ExchangeFileTooDeep(limit="quelques centaines de") from error


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < 18 else float(digits)
