"""The program keeps the shape that docs/adr describes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kg
from bench.arrows import arrows, upward
from bench.lines import chained, nested
from kg.errors import sentences
from kg.rules.registry import rules

ROOT = Path(kg.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
#: Bottom to top; a module may import its own layer and those below. web and link come with later issues.
LAYERS = [
    {"__init__", "errors", "limits", "assets", "files", "safe_text"},
    {"terms"},
    {"model"},
    {"read"},
    {"store"},
    {"walk"},
    {"derive"},
    {"rules", "questions", "reason", "link"},
    {"pool"},
    {"worker"},
    {"api"},
    {"report"},
    {"web"},
    {"cli", "docs"},
    {"__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


#: Rooms with lines of several thoughts: the list only shrinks.
FOLDED = {"derive", "read"}


def _room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _layer(module: str) -> str:
    """``kg.read.gate`` is in the layer ``read``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        n.module
        for n in ast.walk(tree)
        if isinstance(n, ast.ImportFrom) and n.module and n.module.startswith("kg")
    ]
    return found + [
        a.name
        for n in ast.walk(tree)
        if isinstance(n, ast.Import)
        for a in n.names
        if a.name.startswith("kg")
    ]


@pytest.mark.parametrize("path", FILES, ids=_module)
def test_imports_point_down(path: Path) -> None:
    """Never up, and never across from one top module of a layer to another."""
    if path == ROOT / "__init__.py":
        return  # the door of the package names what is inside, and loads it when it is asked for
    here = _layer(_module(path))
    for imported in _imports(path):
        there = _layer(imported)
        assert LEVEL[there] <= LEVEL[here], f"{_module(path)} imports {imported}"
        if LEVEL[there] == LEVEL[here] and LEVEL[here] > 0:
            assert there == here, f"{_module(path)} imports its sibling {imported}"


ROOMS = sorted(path.parent for path in ROOT.glob("*/__init__.py"))


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_parts_of_a_room_import_in_one_direction(room: Path) -> None:
    """No two parts of a room need each other, over however many steps."""
    assert not upward(arrows(room))


def test_a_circle_of_parts_is_seen() -> None:
    """Over two steps, while what only leads to the circle is none of it."""
    circle = {("a", "b"), ("b", "c"), ("c", "a")}
    assert upward(circle | {("d", "a"), ("c", "e")}) == circle


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of what a function does: the options of a command and its help text do not count."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", FILES, ids=_module)
def test_files_and_functions_stay_small(path: Path) -> None:
    """No file above 300 lines, no function above 40, every module says what it is for."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module without a docstring"
    assert text.count("\n") <= 300
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert _body_lines(node) <= 40, node.name


@pytest.mark.parametrize("path", [p for p in FILES if _room(p) not in FOLDED], ids=_module)
def test_one_line_holds_one_thought(path: Path) -> None:
    """No conditional expression inside another, at most one ``for`` in a comprehension and none nested."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert chained(tree) == []
    assert nested(tree) == []


def test_no_broad_except() -> None:
    """A handler names what it handles; one place ends whatever nobody expected, and says so."""
    last = ROOT / "cli" / "app.py"
    assert last.read_text(encoding="utf-8").count("except Exception") == 1
    for path in FILES:
        if path == last:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert not (
                    isinstance(node.type, ast.Name)
                    and node.type.id in {"Exception", "BaseException"}
                ), path


def test_queries_are_never_pasted_together_from_values() -> None:
    """Outside of the store and the engines no text is formatted into a query call."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"query", "update"}
            )
            if is_call and node.args:
                assert not isinstance(node.args[0], (ast.JoinedStr, ast.BinOp)), (
                    f"{path}:{node.lineno}"
                )


def _codes() -> set[str]:
    found = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                word = node.value
                if word.isupper() and "-" in word.strip("-") and word.replace("-", "").isalnum():
                    found.add(word)
    return found


def test_every_error_code_has_a_sentence_and_every_sentence_a_use() -> None:
    """In both languages, with the same placeholders."""
    known = {"UTF-8", "JSON-LD"} | {rule.id for rule in rules()}
    assert _codes() - known == set(sentences())
    for code, texts in sentences().items():
        assert set(texts) == {"id", "en", "id_hint", "en_hint"}, code
        fields = [
            {part.partition("}")[0] for part in (texts[k] + texts[f"{k}_hint"]).split("{")[1:]}
            for k in ("id", "en")
        ]
        assert fields[0] == fields[1], code
