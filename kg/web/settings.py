"""How the workbench was started."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.geojson import Outline

__all__ = ["LOOPBACK", "WebSettings", "read_token"]

#: The names by which this machine speaks to itself; every other host needs a token or a proxy that
#: signs people in.
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
#: A shorter token could be guessed by trying.
_SHORTEST_TOKEN = 32


@dataclass(frozen=True)
class WebSettings:
    """The options of ``kg serve``.

    ``token`` is the secret of the token file, empty for none. ``proxy_header`` names the header in
    which a trusted proxy at ``proxy_address`` says who signed in. ``root_path`` is the path under
    which a proxy shows the workbench. ``waivers`` and ``responses`` are the registers that every
    check of a stored unit is read with, as far as they exist.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: frozenset[str] = LOOPBACK
    token: str = ""
    proxy_header: str = ""
    proxy_address: str = ""
    reviewers: frozenset[str] = frozenset()
    root_path: str = ""
    readonly: bool = False
    uploads: bool = True
    readers: int = 2
    waivers: Path = Path("pengecualian.toml")
    responses: Path = Path("tanggapan.csv")
    rollup: Path | None = None
    outlines: tuple[Outline, ...] = ()
    limits: Limits = field(default=DEFAULT)

    def __post_init__(self) -> None:
        """Refuse to listen to a network without asking who comes.

        :raises InputError: SERVE-HOST for a host that others reach, without token file or trusted
            proxy.
        """
        guarded = bool(self.token) or bool(self.proxy_header and self.proxy_address)
        if self.host not in LOOPBACK and not guarded:
            raise InputError(Problem("SERVE-HOST", self.host))


def read_token(path: Path) -> str:
    """The secret of a token file: one line of at least 32 characters.

    :raises InputError: SERVE-TOKEN when it cannot be read or is too short to be a secret.
    """
    try:
        token = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem("SERVE-TOKEN", str(path), {"reason": str(error)})) from error
    if len(token) < _SHORTEST_TOKEN or len(token.split()) != 1:
        reason = f"< {_SHORTEST_TOKEN}"
        raise InputError(Problem("SERVE-TOKEN", str(path), {"reason": reason}))
    return token
