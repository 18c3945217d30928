"""One error for whatever the library of a store raises."""

from __future__ import annotations

from types import TracebackType

from kg.errors import CouldNotError, KgError, Problem

__all__ = ["Asking"]


class Asking:
    """While a store is asked: whatever its library raises becomes URL-FAILED.

    That something is not there stays what it is.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # The libraries have no common error but Exception: botocore's and aiohttp's are no OSError.
        if isinstance(error, Exception) and not isinstance(error, (KgError, FileNotFoundError)):
            lines = str(error).strip().splitlines() or [type(error).__name__]
            raise CouldNotError(
                Problem("URL-FAILED", self._url, {"reason": lines[0][:300]})
            ) from error
