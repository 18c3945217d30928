"""A request that is answered with a no: status, reason, and a way out."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import KgError, Problem

__all__ = ["Failed", "RefusedError", "status_of"]

#: What an error of the rooms below means to somebody who asks over HTTP; anything else of the input
#: is a bad request.
_STATUS = {
    "ASK-QUESTION": 404,
    "STORE-BUSY": 503,
    "READ-SIZE": 413,
}
#: The exit code of what the machine could not do, which is no fault of who asks.
_COULD_NOT = 3


class RefusedError(KgError):
    """A problem with the status that HTTP has for it."""

    def __init__(
        self,
        status: int,
        code: str,
        values: dict[str, str] | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        self.status = status
        super().__init__(list(problems) or Problem(code, "", values or {}))


@dataclass(frozen=True)
class Failed:
    """An error as a value: what a reader process sends when a task ends with one."""

    status: int
    problems: tuple[Problem, ...]

    @classmethod
    def by(cls, error: KgError) -> Failed:
        """What there is to tell of an error."""
        return cls(status_of(error), tuple(error.problems))

    def error(self) -> RefusedError:
        """The error again, on the side of the request."""
        return RefusedError(self.status, self.problems[0].code, problems=self.problems)


def status_of(error: KgError) -> int:
    """The status for an error.

    Of a refusal its own, 400 for input, 503 for what could not be carried out.

    >>> from kg.errors import InputError
    >>> status_of(InputError(Problem("ASK-QUESTION", "", {"found": "Q99", "near": "-"})))
    404
    """
    if isinstance(error, RefusedError):
        return error.status
    usual = 400
    if error.exit_code == _COULD_NOT:
        usual = 503
    return _STATUS.get(error.problems[0].code, usual)
