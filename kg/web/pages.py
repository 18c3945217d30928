"""Puts values into pages; every text is escaped, every page has the same frame, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg import __version__
from kg.assets import beside_code
from kg.errors import Lang, Problem
from kg.report.templating import templates
from kg.report.words import period_text, word
from kg.rules.rule import SEVERITIES
from kg.web.security import role_of
from kg.web.state import state_of

__all__ = ["error_page", "lang_of", "link", "page", "path_of", "words"]


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """The texts of the pages by key and language."""
    return beside_code("kg.web", "words.toml")


def lang_of(request: Request) -> Lang:
    """The language of a page: ``?lang=en`` for English, else Indonesian."""
    if request.query_params.get("lang") == "en":
        return "en"
    return "id"


def link(request: Request, path: str, **query: str) -> str:
    """An address of ours, behind the path of a proxy, in the language of this page.

    Empty values are left out.
    """
    root = str(request.scope.get("root_path", ""))
    kept = {name: value for name, value in query.items() if value}
    if lang_of(request) == "en":
        kept.setdefault("lang", "en")
    tail = ""
    if kept:
        tail = f"?{urlencode(kept)}"
    return f"{root}{quote(path, safe='/.~-_')}{tail}"


def path_of(request: Request) -> str:
    """What was asked for, below the path at which a proxy shows the workbench, without a slash in front."""
    root = str(request.scope.get("root_path", ""))
    return request.url.path.removeprefix(root).removeprefix("/")


@lru_cache(maxsize=1)
def _templates() -> Environment:
    env = templates("kg.web")
    env.globals |= {
        "version": __version__,
        "period_text": period_text,
        "word": word,
        "severities": SEVERITIES,
        "reason_text": _reason_text,
    }
    env.globals |= {"plain_text": str, "severity_text": _named("s-"), "status_text": _named("o-")}
    return env


def _reason_text(reason: str, lang: Lang) -> str:
    """Why a name was decided so, as pages say it; the registers keep it in Indonesian."""
    return words().get(f"r-{reason}", {}).get(lang, reason)


def _named(prefix: str) -> Callable[..., Callable[[str], str]]:
    """For a list of choices: how the value of a choice is called."""
    return lambda say: lambda value: say(prefix + value)


def _speaker(lang: Lang) -> Callable[..., str]:
    def say(key: str, **values: object) -> str:
        return words()[key][lang].format(**values)

    return say


def _other_language(request: Request, lang: Lang) -> str:
    query = dict(request.query_params)
    query.pop("lang", None)
    if lang == "id":
        query["lang"] = "en"
    tail = ""
    if query:
        tail = f"?{urlencode(query)}"
    return f"{request.scope.get('root_path', '')}/{quote(path_of(request))}{tail}"


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> Response:
    """The page of a template."""
    lang = lang_of(request)
    frame: Mapping[str, Any] = {
        "lang": lang,
        "say": _speaker(lang),
        "to": lambda path, **query: link(request, path, **query),
        "other_language": _other_language(request, lang),
        "role": role_of(request.scope),
        "here": f"/{path_of(request)}",
        "has_nation": state_of(request).settings.rollup is not None,
    }
    html = _templates().get_template(name).render({**frame, **values})
    return HTMLResponse(html, status)


def error_page(request: Request, problems: Sequence[Problem], status: int) -> Response:
    """What went wrong, for a person as a page, for a program as JSON or text."""
    lang = lang_of(request)
    accept = request.headers.get("accept", "")
    if "text/html" in accept:
        return page(request, "error.html", status=status, problems=problems)
    if "json" in accept:
        body = [{"code": p.code, "message": p.line(lang)} for p in problems]
        return JSONResponse({"problems": body}, status)
    text = "\n".join(problem.line(lang) for problem in problems)
    return Response(f"{text}\n", status, media_type="text/plain")
