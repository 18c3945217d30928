"""Which of the forms on offer a client wants most."""

from __future__ import annotations

from collections.abc import Sequence

from kg.web.refusal import RefusedError

__all__ = ["preferred"]

_EXACT, _GROUP, _ANY = 3, 2, 1


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().casefold() != "q":
            continue
        try:
            return float(value)
        except ValueError:
            return 0.0
    return 1.0


def _closeness(wanted: str, offer: str) -> int:
    """How exactly a media range names a type; 0 when it does not."""
    if wanted == offer:
        return _EXACT
    if wanted.endswith("/*") and offer.startswith(wanted[:-1]):
        return _GROUP
    return _ANY if wanted == "*/*" else 0


def _wishes(accept: str) -> dict[str, float]:
    wishes = {}
    for part in accept.split(","):
        wanted, *parameters = part.split(";")
        wishes[wanted.strip().casefold()] = _quality(parameters)
    return wishes


def preferred(accept: str, offers: Sequence[str]) -> str:
    """The offer that an ``Accept`` header asks for (RFC 9110, 12.5.1); without one, the first.

    >>> preferred("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'

    :raises RefusedError: 406 with the offers, when none is acceptable.
    """
    if not accept.strip():
        return offers[0]
    wishes = _wishes(accept)
    ranked = []
    for place, offer in enumerate(offers):
        hits = []
        for wanted, q in wishes.items():
            hits.append((_closeness(wanted, offer), q))
        closest, quality = max(hits)  # the most exact range decides about an offer
        if closest and quality > 0:
            ranked.append((quality, closest, -place, offer))
    if not ranked:
        raise RefusedError(406, "SERVE-ACCEPT", {"offers": ", ".join(offers)})
    return max(ranked)[-1]
