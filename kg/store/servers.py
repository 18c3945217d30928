"""Which servers are known to answer a question otherwise than SPARQL 1.1 has it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import msgspec

from kg.errors import Problem

__all__ = ["doubt"]


@dataclass(frozen=True)
class _Server:
    """How the header of a server begins, and the questions that it answers otherwise."""

    name: str
    wrong: tuple[str, ...]
    unordered: tuple[str, ...]


@dataclass(frozen=True)
class _Servers:
    server: tuple[_Server, ...]


@lru_cache(maxsize=1)
def _known() -> tuple[_Server, ...]:
    text = resources.files("kg.store").joinpath("servers.toml").read_bytes()
    return msgspec.toml.decode(text, type=_Servers).server


def doubt(address: str, named: str, question: str) -> Problem | None:
    """What there is to say about an answer of the server that calls itself ``named``.

    >>> doubt("http://h/sparql", "Virtuoso/07.20.3229 (Linux)", "Q01").code
    'REMOTE-WRONG'
    >>> doubt("http://h/query", "oxigraph/0.5.13", "Q06") is None
    True
    """
    for server in _known():
        if not named.casefold().startswith(server.name):
            continue
        values = {"server": named.partition(" ")[0], "question": question}
        if question in server.wrong:
            return Problem("REMOTE-WRONG", address, values)
        if question in server.unordered:
            return Problem("REMOTE-UNORDERED", address, values)
    return None
