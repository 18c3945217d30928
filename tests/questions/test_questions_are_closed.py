"""Questions can neither write nor fetch, and a parameter is a term, never a piece of the query."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg.errors import InputError
from kg.questions.question import load_question
from kg.store.base import bind
from kg.store.embedded import memory_store
from tests.cli.test_command_line import run

HEAD = """#+ id = "Q99"
#+ title = { id = "x", en = "x" }
#+ question = { id = "x", en = "x" }
#+ columns = ["a"]
#+ empty_means = { id = "x", en = "x" }
"""


def _question(folder: Path, text: str, name: str = "Q99-uji.rq") -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    load_question(path)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a WHERE { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "SELECT ?a WHERE { { SELECT ?a WHERE { service silent <http://127.0.0.1:9/> { ?a ?b ?c } } } }",
        "SELECT ?a FROM <file:///etc/hostname> WHERE { ?a ?b ?c }",
        "LOAD <http://127.0.0.1:9/>",
        "INSERT DATA { <http://e/a> <http://e/b> 1 }",
        "DELETE WHERE { ?a ?b ?c }",
        "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }",
    ],
)
def test_forbidden_words_are_refused_when_the_file_is_read(tmp_path: Path, query: str) -> None:
    """A question that reaches out or writes does not become part of the catalogue."""
    with pytest.raises(InputError) as caught:
        _question(tmp_path, HEAD + query)
    assert caught.value.problems[0].code == "QUERY-WORD"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (HEAD.replace("columns", "colums"), "Q99-uji.rq"),
        (HEAD.replace('id = "Q99"', 'id = "Q98"'), "Q99-uji.rq"),
        (HEAD + "#+ limit = 5\n", "Q99-uji.rq"),
        (HEAD + '#+ [params.x]\n#+ type = "date"\n', "Q99-uji.rq"),
        (HEAD.replace("{ id", "id"), "Q99-uji.rq"),
        (HEAD + '#+ derived = "ya"\n', "Q99-uji.rq"),
    ],
    ids=["misspelt", "id", "unknown", "type", "syntax", "kind"],
)
def test_a_slip_in_the_head_shows(tmp_path: Path, text: str, name: str) -> None:
    """Unknown, missing or malformed head keys are errors."""
    with pytest.raises(InputError) as caught:
        _question(tmp_path, text + "SELECT ?a WHERE { ?a ?b ?c }", name)
    assert caught.value.problems[0].code == "QUERY-HEAD"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), st.text(max_size=10))
def test_a_bound_text_is_compared_never_run(value: str, other: str) -> None:
    """Whatever the text, exactly the statement with that text is found."""
    store = memory_store()
    words = {value, other.encode("utf-8", "ignore").decode().replace("\n", " ").replace("\r", " ")}
    lines = [
        f"<http://e/{n}> <http://e/p> {Literal(text)} ." for n, text in enumerate(sorted(words))
    ]
    store.add("\n".join(lines).encode())
    rows = store.select(
        bind("SELECT ?s ?v WHERE { ?s <http://e/p> ?v }", {"v": Literal(value)}), []
    ).rows
    assert [row[1] for row in rows] == [Literal(value)]


@pytest.mark.parametrize(
    "value",
    [
        'x" } } ; DROP ALL ; #',
        "O1> } UNION { ?a ?b ?c . <",
        "?s",
        "*",
        "{outcome}",
        "\\",
        "'; SELECT *",
    ],
)
def test_hostile_parameters_find_nothing(value: str, five: Path) -> None:
    """They name no outcome, so they are answered like any unknown name."""
    result = run("ask", "Q01", "--store", str(five), "--set", f"outcome={value}")
    assert result.exit_code == 2
    assert "ASK-NONE" in result.stderr


def test_signs_that_turn_the_line_round_are_no_name() -> None:
    """They are named by their number, and nothing is looked for."""
    result = run("ask", "--contoh", "Q01", "--set", "outcome=O1\u202e")
    assert result.exit_code == 2
    assert "READ-CHAR" in result.stderr and "U+202E" in result.stderr
