"""``kg serve``"""

from __future__ import annotations

import gc
import importlib.util
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import LangOption, Store, handled, note
from kg.cli.limited import Megabytes, Seconds, allow
from kg.errors import CouldNotError, InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.geojson import Outline, read_outlines
from kg.report.words import word

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["serve"]

#: The packages of the extra; they are asked for by name, so that none is loaded in vain.
_NEEDED = ("starlette", "uvicorn", "python_multipart")


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one."""
    if ":" in host:
        family = socket.AF_INET6
    else:
        family = socket.AF_INET
    # Named as TCP: only then asyncio sends small answers at once, not after 40 ms (Nagle).
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        values = {"found": str(port), "reason": error.strerror or str(error)}
        raise CouldNotError(Problem("SERVE-PORT", host, values)) from error

    return listener


def _with(
    question_seconds: float, expert_seconds: float, unit_seconds: float, unit_megabytes: int
) -> Limits:
    """The limits of the workbench, whose readers and checks are processes of their own."""
    return replace(
        DEFAULT,
        question_seconds=question_seconds,
        expert_seconds=expert_seconds,
        web_check_seconds=unit_seconds,
        web_megabytes=unit_megabytes,
    )


def _outlines(path: Path | None) -> tuple[Outline, ...]:
    """The user's map; empty where none is given."""
    if path is None:
        return ()
    return read_outlines(path)


def _run(workbench: Starlette, root_path: str, listener: socket.socket) -> None:
    """Serve until somebody ends it."""
    import uvicorn  # an extra, and half a second

    from kg.web.logs import be_discreet

    config = uvicorn.Config(
        workbench,
        root_path=root_path,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    be_discreet()
    gc.set_threshold(DEFAULT.containers)  # what lives long must give back what it does not need
    uvicorn.Server(config).run(sockets=[listener])


@handled
def serve(
    store: Store = Path("kinerja.store"),
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: a free one.")] = 8000,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", help="A further name by which browsers may call this server."),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", help="File with the token that people sign in with."),
    ] = None,
    proxy_header: Annotated[
        str, typer.Option("--proxy-header", help="Header in which a trusted proxy names the user.")
    ] = "",
    trusted_proxy: Annotated[
        str, typer.Option("--trusted-proxy", help="Address of that proxy.")
    ] = "",
    reviewers: Annotated[
        list[str] | None,
        typer.Option("--reviewer", help="User of the proxy who may keep, waive and decide."),
    ] = None,
    root_path: Annotated[
        str, typer.Option("--root-path", help="Path under which a proxy shows the workbench.")
    ] = "",
    recap: Annotated[Path | None, typer.Option("--rekap")] = None,
    outlines: Annotated[Path | None, typer.Option("--peta")] = None,
    waivers: Annotated[
        Path, typer.Option("--waivers", help="Register of waivers that pages read and add to.")
    ] = Path("pengecualian.toml"),
    responses: Annotated[
        Path, typer.Option("--responses", help="Register of answers that pages read and add to.")
    ] = Path("tanggapan.csv"),
    readonly: Annotated[bool, typer.Option("--readonly", help="Nothing is ever written.")] = False,
    no_upload: Annotated[bool, typer.Option("--no-upload", help="No files are taken.")] = False,
    readers: Annotated[
        int, typer.Option("--workers", min=1, help="Processes that answer questions.")
    ] = 2,
    question_seconds: Annotated[
        float, typer.Option("--question-seconds", min=0.1, help="Longest time for a question.")
    ] = DEFAULT.question_seconds,
    expert_seconds: Annotated[
        float, typer.Option("--expert-seconds", min=0.1, help="Longest time for a free query.")
    ] = DEFAULT.expert_seconds,
    unit_seconds: Seconds = DEFAULT.web_check_seconds,
    unit_megabytes: Megabytes = DEFAULT.web_megabytes,
    lang: LangOption = "id",
) -> None:
    """Open the workbench: check files, look at trees and findings, ask questions, SPARQL at /sparql.

    Listens on this machine alone unless a token file or a trusted proxy is given.

    Example:
        kg serve --store kinerja.store --port 8000
    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise InputError(Problem("SERVE-EXTRA", ""))

    allow(0)  # the server runs on; what it does for people is held to the limits elsewhere

    from kg.web.app import application
    from kg.web.settings import LOOPBACK, WebSettings, read_token

    settings = WebSettings(
        store=store,
        host=host,
        port=port,
        hosts=LOOPBACK | {host, *(names or ())},
        token=read_token(token_file) if token_file else "",
        proxy_header=proxy_header,
        proxy_address=trusted_proxy,
        reviewers=frozenset(reviewers or ()),
        root_path=root_path.rstrip("/"),
        rollup=recap,
        outlines=_outlines(outlines),
        waivers=waivers,
        responses=responses,
        readonly=readonly,
        uploads=not no_upload,
        readers=readers,
        limits=_with(question_seconds, expert_seconds, unit_seconds, unit_megabytes),
    )
    with _bound(host, port) as listener:
        address = f"http://{host}:{listener.getsockname()[1]}{settings.root_path}/"
        note(f"{word('serving', lang)} {address}")
        _run(application(settings), settings.root_path, listener)
