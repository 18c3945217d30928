"""How every page of ours is made from its template: escaped, nothing hidden in it, nothing let in from outside."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.report.compiled import CompiledTemplates
from kg.safe_text import visible

__all__ = ["inline", "policy", "templates"]

_FOLDER = "templates"


def _shown(value: Any) -> Any:
    """What a template prints: our own markup as it is, a text with its hidden characters written out.

    >>> _shown("a\u202eb"), _shown(3)
    ('a⟨U+202E⟩b', 3)
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


@cache
def templates(package: str) -> Environment:
    """The templates of a package, one set in a process; a name that is not given is an error."""
    return Environment(
        loader=PackageLoader(package, _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        bytecode_cache=CompiledTemplates(package, _FOLDER),
    )


def inline(package: str, name: str) -> Markup:
    """A style or script that lies beside the templates; our own text, which holds no closing tag."""
    file = resources.files(package).joinpath(_FOLDER, name)
    return Markup(file.read_text(encoding="utf-8"))  # ruff: ignore[unsafe-markup-use] - a file of the package, nothing from outside


def _digest(text: str) -> str:
    raw = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(raw).decode()}'"


def policy(style: str, script: str) -> str:
    """A content security policy: this style and this script by their digests, pictures of the page, nothing else.

    >>> policy("", "").startswith("default-src 'none'; style-src 'sha256-47DEQpj8HBSa")
    True
    """
    allowed = f"style-src {_digest(style)}; script-src {_digest(script)}; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
