"""What the log says of a fault: its kind and where it happened, never what somebody typed or sent.

The words of an error may quote a document, and a document may name a person.
"""

from __future__ import annotations

import logging
import traceback

__all__ = ["be_discreet", "places"]

#: The logger that writes tracebacks, which hold what somebody typed.
_SERVER = "uvicorn.error"


def places(error: BaseException) -> str:
    """The kind of an error and the lines that it came through."""
    steps = traceback.extract_tb(error.__traceback__)
    lines = [f"  {step.filename}:{step.lineno} {step.name}" for step in steps]
    return "\n".join([type(error).__name__, *lines])


class _Discreet(logging.Filter):
    """Puts places where a record would quote the error itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        if record.exc_info and record.exc_info[1] is not None:
            record.msg = f"{record.getMessage().rstrip()} {places(record.exc_info[1])}"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True


def be_discreet() -> None:
    """From now on the server quotes no error."""
    logging.getLogger(_SERVER).addFilter(_Discreet())
