"""Logs without content."""

import logging


class WithoutContent(logging.Filter):
    """Keeps the place of an error and drops its words.

    The text of an exception may quote what a person wrote (a database says the value that it refused), and
    Django's own records hold the request. What stays: the code of our errors, the type of others, the lines.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = []
            trace = error.__traceback__
            while trace is not None:
                code = trace.tb_frame.f_code
                frames.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}")
                trace = trace.tb_next
            record.exc_text = "\n".join([*frames, f"  {type(error).__module__}.{type(error).__qualname__}"])
            record.exc_info = None
        return True
