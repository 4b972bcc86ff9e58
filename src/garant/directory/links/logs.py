"""A link's secret stands in its address, and Django names the address of a request that failed."""

import logging
import re

_IN_PATH = re.compile(r"(/connexion/lien/)[^/\s'\"]+")


class WithoutToken(logging.Filter):
    """Keeps the page and drops the secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = _IN_PATH.sub(r"\1…", record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(
                _IN_PATH.sub(r"\1…", each) if isinstance(each, str) else each for each in record.args
            )
        return True
