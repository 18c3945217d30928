"""How much one line says: the measures of design paper 05 section 6, over the package or one room of it.

Alone: ``python -m bench.lines [FOLDER …]``; with ``--worst`` also the functions that most need unfolding.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Measures", "chained", "complexity", "main", "measure", "nested"]

_ROOT = Path(__file__).parents[1]
_LONG = 100
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BRANCHES = (
    ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert,
    ast.comprehension, ast.match_case,
)  # fmt: skip


@dataclass
class Measures:
    """Counts over some files; the properties are the figures that are compared with other projects."""

    lines: int = 0
    code: int = 0
    comments: int = 0
    long: int = 0
    nodes: int = 0
    function_lines: int = 0
    comprehensions: int = 0
    nested: int = 0
    ternaries: int = 0
    chained: int = 0
    functions: int = 0
    complex: int = 0

    def add(self, other: Measures) -> None:
        """Take in what was counted in another file."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def rows(self) -> Iterator[tuple[str, float]]:
        """The figures with their names."""
        thousand = max(self.code, 1) / 1000
        yield "syntax nodes per line of a function", self.nodes / max(self.function_lines, 1)
        yield "comprehensions per 1,000 lines", self.comprehensions / thousand
        yield "nested ones per 1,000 lines", self.nested / thousand
        yield "ternaries per 1,000 lines", self.ternaries / thousand
        yield "chained ternaries, in all", self.chained
        yield "lines over 100 characters, %", 100 * self.long / max(self.lines, 1)
        yield "comments per 100 code lines", 100 * self.comments / max(self.code, 1)
        yield "functions of complexity over 10, %", 100 * self.complex / max(self.functions, 1)


def complexity(function: ast.AST) -> int:
    """McCabe complexity: one, and one for each branch; ``and``/``or`` count once per further value."""
    found = 1
    for node in ast.walk(function):
        if isinstance(node, _BRANCHES):
            found += 1
        elif isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
    return found


def nested(tree: ast.AST) -> list[int]:
    """Lines of comprehensions with more than one ``for``, or with another comprehension inside."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, _COMPREHENSIONS):
            continue
        inner = (n for n in ast.walk(node) if n is not node)
        if len(node.generators) > 1 or any(isinstance(n, _COMPREHENSIONS) for n in inner):
            found.append(node.lineno)
    return found


def chained(tree: ast.AST) -> list[int]:
    """Lines of conditional expressions that stand inside another one."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp):
            parts = (node.body, node.orelse, node.test)
            if any(isinstance(part, ast.IfExp) for part in parts):
                found.append(node.lineno)
    return found


def measure(path: Path) -> Measures:
    """The counts of one file."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    counts = Measures(lines=text.count("\n"))
    counts.long = sum(len(line) > _LONG for line in text.splitlines())
    coded = set()
    skipped = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            counts.comments += 1
        elif token.type not in skipped:
            coded.update(range(token.start[0], token.end[0] + 1))
    counts.code = len(coded)
    for node in ast.walk(tree):
        if isinstance(node, _FUNCTIONS):
            counts.functions += 1
            counts.complex += complexity(node) > 10
            counts.function_lines += (node.end_lineno or 0) - node.lineno + 1
            counts.nodes += sum(1 for _ in ast.walk(node))
        counts.comprehensions += isinstance(node, _COMPREHENSIONS)
        counts.ternaries += isinstance(node, ast.IfExp)
    counts.nested = len(nested(tree))
    counts.chained = len(chained(tree))
    return counts


def _worst(paths: list[Path]) -> Iterator[tuple[float, str]]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, _FUNCTIONS):
                lines = (node.end_lineno or 0) - node.lineno + 1
                dense = sum(1 for _ in ast.walk(node)) / lines
                place = f"{path}:{node.lineno} {node.name} complexity {complexity(node)}"
                yield dense, place


def main(words: list[str] | None = None) -> None:
    """Print the figures; more than one folder is added up."""
    words = list(words or [])
    folders = [Path(word) for word in words if not word.startswith("-")] or [_ROOT / "kg"]
    paths = []
    for folder in folders:
        paths += [folder] if folder.is_file() else sorted(folder.rglob("*.py"))
    total = Measures()
    for path in paths:
        total.add(measure(path))
    for name, value in total.rows():
        print(f"{name:44}{value:10.1f}")
    if "--worst" in words:
        for dense, place in sorted(_worst(paths), reverse=True)[:40]:
            print(f"{dense:8.1f}  {place}")


if __name__ == "__main__":
    main(sys.argv[1:])
