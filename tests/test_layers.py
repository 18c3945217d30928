"""The program keeps the shape that docs/adr describes."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import kg
from bench.arrows import arrows, upward
from bench.lines import chained, complexity, nested
from kg.errors import sentences
from kg.rules.registry import rules

ROOT = Path(kg.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
#: Bottom to top; a module may import its own layer and those belo.
LAYERS = [
    {"__init__", "errors", "limits", "assets", "files", "safe_text", "suggest"},
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


def _layer(module: str) -> str:
    """``kg.read.gate`` is in the layer ``read``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")


def _imported(node: ast.AST) -> list[str]:
    """What of the package a statement imports."""
    if isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
    elif isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    else:
        names = []
    return [name for name in names if name.startswith("kg")]


def _is_code(node: ast.AST) -> bool:
    """Whether it is a text that looks like the code of an error."""
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    word = node.value
    return word.isupper() and "-" in word.strip("-") and word.replace("-", "").isalnum()


def _is_broad(node: ast.AST) -> bool:
    """Whether it is a handler of whatever comes."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    handled = node.type
    broad = isinstance(handled, ast.Name) and handled.id in {"Exception", "BaseException"}
    return handled is None or broad


def _is_pasted(node: ast.AST) -> bool:
    """Whether it puts a query that is formatted on the spot."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return False
    asks = node.func.attr in {"query", "update"}
    return asks and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))


@dataclass(frozen=True)
class Told:
    """What the tests ask of a module, out of one walk through it; numbers are those of lines."""

    imports: list[str]
    documented: bool
    lines: int
    lengths: dict[str, int]
    branches: dict[str, int]
    folded: list[object]
    broad: list[int]
    pasted: list[int]
    codes: set[str]


@cache
def _told(path: Path) -> Told:
    """A module, read once: several hundred of them are asked the same."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    told = Told([], bool(ast.get_docstring(tree)), text.count("\n"), {}, {}, [], [], [], set())
    told.folded.extend([*chained(tree), *nested(tree)])
    for node in ast.walk(tree):
        told.imports.extend(_imported(node))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            told.lengths[f"{node.name}:{node.lineno}"] = _body_lines(node)
            told.branches[f"{node.name}:{node.lineno}"] = complexity(node)
        if _is_broad(node):
            told.broad.append(node.lineno)  # type: ignore[attr-defined]
        if _is_pasted(node):
            told.pasted.append(node.lineno)  # type: ignore[attr-defined]
        if _is_code(node):
            told.codes.add(node.value)  # type: ignore[attr-defined]
    return told


FOLDERS = sorted({path.parent for path in FILES})


def _modules(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.py"))


def _place(folder: Path) -> str:
    return str(folder.relative_to(ROOT.parent))


@pytest.mark.parametrize("folder", FOLDERS, ids=_place)
def test_imports_point_down(folder: Path) -> None:
    """Never up, and never across from one top module of a layer to another."""
    for path in _modules(folder):
        if path == ROOT / "__init__.py":
            continue  # the door of the package names what is inside, and loads it when it is asked for
        here = _layer(_module(path))
        for imported in _told(path).imports:
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


@pytest.mark.parametrize("folder", FOLDERS, ids=_place)
def test_files_and_functions_stay_small(folder: Path) -> None:
    """No file above 300 lines, no function above 40, every module says what it is for."""
    for path in _modules(folder):
        told = _told(path)
        assert told.documented, f"{_module(path)} has no docstring"
        assert told.lines <= 300, _module(path)
        for name, lines in told.lengths.items():
            assert lines <= 40, f"{_module(path)} {name}"


@pytest.mark.parametrize("folder", FOLDERS, ids=_place)
def test_a_function_decides_few_things(folder: Path) -> None:
    """At most ten ways through it, each ``and`` and ``or`` counted, which ruff does not count."""
    for path in _modules(folder):
        for name, ways in _told(path).branches.items():
            assert ways <= 10, f"{_module(path)} {name}: {ways}"


@pytest.mark.parametrize("folder", FOLDERS, ids=_place)
def test_one_line_holds_one_thought(folder: Path) -> None:
    """No conditional expression inside another, at most one ``for`` in a comprehension and none nested."""
    for path in _modules(folder):
        assert _told(path).folded == [], _module(path)


def test_no_broad_except() -> None:
    """A handler names what it handles; one place ends whatever nobody expected, and says so."""
    last = ROOT / "cli" / "app.py"
    assert last.read_text(encoding="utf-8").count("except Exception") == 1
    assert _told(last).broad
    for path in FILES:
        assert path == last or not _told(path).broad, path


def test_queries_are_never_pasted_together_from_values() -> None:
    """Outside of the store and the engines no text is formatted into a query call."""
    for path in FILES:
        assert not _told(path).pasted, (path, _told(path).pasted)


def _codes() -> set[str]:
    return {code for path in FILES for code in _told(path).codes}


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


#: Classes whose name is found twice: a layout has other columns, lines and readings than the form.
TWICE = {
    "Column", "Context", "Entry", "Held", "Line", "Meaning", "Reading", "Wanted", "Words",
}  # fmt: skip


def test_a_class_is_found_once() -> None:
    """Whoever searches for the name of a class finds the one that is meant."""
    places: dict[str, list[Path]] = {}
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(path)
    twice = {name: paths for name, paths in places.items() if len(paths) > 1}
    assert len(places) > 300
    assert set(twice) == TWICE
    assert all(len(paths) == 2 for paths in twice.values())
