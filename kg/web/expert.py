"""The page for people who write SPARQL.

A field, the questions of the catalogue as examples, the answer as a table.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, Problem
from kg.questions.expert import check_query
from kg.questions.question import catalogue
from kg.web.pages import page
from kg.web.refusal import status_of
from kg.web.state import state_of
from kg.web.tasks import Expert

__all__ = ["expert"]

_JSON = "application/sparql-results+json"
_FIRST = """PREFIX kin: <https://w3id.org/kinerja/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?outcome ?rumusan WHERE {
  ?outcome a kin:Outcome ; rdfs:label ?rumusan .
}
LIMIT 20
"""


def _query(request: Request) -> str:
    """The query that was typed, else the example that was chosen, else a first one."""
    typed = request.query_params.get("query", "")
    wanted = request.query_params.get("contoh", "")
    example = next((q.query for q in catalogue() if q.id == wanted), _FIRST)
    return typed or example


def _table(body: bytes, most: int) -> tuple[list[str], list[list[str]], int]:
    """Columns, rows and the number of all rows, from results in JSON."""
    answer = json.loads(body)
    if "boolean" in answer:
        return ["ASK"], [[str(answer["boolean"]).lower()]], 1
    columns = answer["head"]["vars"]
    bindings = answer["results"]["bindings"]
    rows = []
    for b in bindings[:most]:
        rows.append([b.get(name, {}).get("value", "") for name in columns])
    return columns, rows, len(bindings)


async def expert(request: Request) -> Response:
    """The field, and the answer to what was typed.

    A query that is not understood is told at its place.
    """
    state = state_of(request)
    limits = state.settings.limits
    query = _query(request)
    values: dict[str, Any] = {"columns": None, "rows": [], "count": 0, "refused": None}
    if request.query_params.get("query"):
        try:
            check_query(query, limits)
            task = Expert(query, str(request.url.replace(query="")), (), (), _JSON)
            found = await state.experts.run(task, limits.expert_seconds, request.receive)
            columns, rows, count = _table(found[1], limits.answer_rows)
            values |= {"columns": columns, "rows": rows, "count": count}
        except KgError as error:
            values["refused"] = _told(error)
    return page(
        request,
        "expert.html",
        query=query,
        examples=catalogue(),
        seconds=limits.expert_seconds,
        **values,
    )


def _told(error: KgError) -> list[Problem]:
    """A fault of the query belongs on the page; a fault of the server is told as such."""
    if status_of(error) not in {400, 406, 504}:
        raise error
    return error.problems
