"""One engine, one process: ``python -m bench.lintas_engines duckdb isi.csv`` prints seconds, memory and a digest."""

from __future__ import annotations

import csv
import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

__all__ = ["ENGINES", "Answers", "answers"]

ENGINES = ("duckdb", "polars", "pyoxigraph")
#: Groups as (wording, kecamatan) and pairs as (first, second, wordings in common).
Answers = tuple[list[tuple[str, int]], list[tuple[str, str, int]]]
_RARE, _SHARED, _ALIKE = 20, 3, 0.8
_Step = Callable[[], object]


def _duckdb(path: Path) -> tuple[_Step, _Step, _Step]:
    import duckdb

    connection = duckdb.connect()
    limits = {"rare": _RARE, "shared": _SHARED, "alike": _ALIKE}

    def load() -> object:
        return connection.execute(
            "CREATE TABLE isi AS FROM read_csv($path, all_varchar = true)", {"path": str(path)}
        )

    def groups() -> object:
        return connection.execute(
            "SELECT kunci, count(*) FROM isi WHERE starts_with(kunci, 'i ') GROUP BY kunci HAVING count(*) > 1 ORDER BY kunci"
        ).fetchall()

    def pairs() -> object:
        return connection.execute(
            """
            WITH n AS (SELECT satu, count(*) AS n FROM isi GROUP BY satu),
            langka AS (SELECT kunci FROM isi GROUP BY kunci HAVING count(*) BETWEEN 2 AND $rare),
            r AS (SELECT * FROM isi SEMI JOIN langka USING (kunci)),
            calon AS (
                SELECT x.satu AS a, y.satu AS b FROM r AS x JOIN r AS y ON x.kunci = y.kunci AND x.satu < y.satu
                GROUP BY ALL HAVING count(*) >= $shared
            )
            SELECT a, b, count(*)
            FROM calon JOIN isi AS x ON x.satu = a JOIN isi AS y ON y.satu = b AND y.kunci = x.kunci
            JOIN n AS na ON na.satu = a JOIN n AS nb ON nb.satu = b
            GROUP BY a, b HAVING count(*) >= $alike * greatest(any_value(na.n), any_value(nb.n))
            ORDER BY a, b
            """,
            limits,
        ).fetchall()

    return load, groups, pairs


def _polars(path: Path) -> tuple[_Step, _Step, _Step]:
    import polars as pl

    kept: dict[str, pl.DataFrame] = {}

    def load() -> object:
        kept["isi"] = pl.read_csv(path, infer_schema=False)
        return None

    def groups() -> object:
        own = kept["isi"].lazy().filter(pl.col("kunci").str.starts_with("i "))
        return own.group_by("kunci").len().filter(pl.col("len") > 1).sort("kunci").collect().rows()

    def pairs() -> object:
        isi = kept["isi"].lazy()
        sizes = isi.group_by("satu").agg(pl.len().alias("n"))
        rare = (
            isi.group_by("kunci").len().filter(pl.col("len").is_between(2, _RARE)).select("kunci")
        )
        kept_rare = isi.join(rare, on="kunci", how="semi")
        both = kept_rare.join(kept_rare, on="kunci").filter(pl.col("satu") < pl.col("satu_right"))
        candidates = (
            both.group_by("satu", "satu_right")
            .len()
            .filter(pl.col("len") >= _SHARED)
            .select("satu", "satu_right")
        )
        second = isi.rename({"satu": "satu_right"})
        common = (
            candidates.join(isi, on="satu")
            .join(second, on=["satu_right", "kunci"])
            .group_by("satu", "satu_right")
            .len()
        )
        sized = common.join(sizes, on="satu").join(
            sizes.rename({"satu": "satu_right"}), on="satu_right"
        )
        alike = sized.filter(pl.col("len") >= _ALIKE * pl.max_horizontal("n", "n_right"))
        return alike.select("satu", "satu_right", "len").sort("satu", "satu_right").collect().rows()

    return load, groups, pairs


_SPARQL_PAIRS = """
PREFIX : <urn:x:>
SELECT (STR(?a) AS ?first) (STR(?b) AS ?second) (COUNT(?k) AS ?n) WHERE {
  { SELECT ?a ?b WHERE {
      { SELECT ?r WHERE { ?u :kunci ?r } GROUP BY ?r HAVING (COUNT(?u) >= 2 && COUNT(?u) <= RARE) }
      ?a :kunci ?r . ?b :kunci ?r . FILTER (STR(?a) < STR(?b))
    } GROUP BY ?a ?b HAVING (COUNT(?r) >= SHARED) }
  ?a :kunci ?k . FILTER EXISTS { ?b :kunci ?k }
} GROUP BY ?a ?b
"""


def _pyoxigraph(path: Path) -> tuple[_Step, _Step, _Step]:
    from pyoxigraph import RdfFormat, Store

    store, base = Store(), "urn:x:"
    sizes: dict[str, int] = {}

    def load() -> object:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [(row["satu"], row["kunci"]) for row in csv.DictReader(file)]
        for unit, _ in rows:
            sizes[unit] = sizes.get(unit, 0) + 1
        lines = (f"<{base}{unit}> <{base}kunci> <{base}{quote(key)}> ." for unit, key in rows)
        store.bulk_load("\n".join(lines).encode(), RdfFormat.N_TRIPLES)
        return None

    def groups() -> object:
        found = store.query(
            f"SELECT ?k (COUNT(?u) AS ?n) WHERE {{ ?u <{base}kunci> ?k FILTER (STRSTARTS(STR(?k), '{base}i%20')) }} "
            "GROUP BY ?k HAVING (COUNT(?u) > 1)"
        )
        from urllib.parse import unquote

        return sorted(
            (unquote(row[0].value.removeprefix(base)), int(row[1].value)) for row in found
        )

    def pairs() -> object:
        query = _SPARQL_PAIRS.replace("RARE", str(_RARE)).replace("SHARED", str(_SHARED))
        rows = [
            (r[0].value.removeprefix(base), r[1].value.removeprefix(base), int(r[2].value))
            for r in store.query(query)
        ]
        return sorted((a, b, n) for a, b, n in rows if n >= _ALIKE * max(sizes[a], sizes[b]))

    return load, groups, pairs


_MAKE = {"duckdb": _duckdb, "polars": _polars, "pyoxigraph": _pyoxigraph}


def answers(engine: str, path: Path) -> tuple[Answers, list[float]]:
    """The answers of one engine and the CPU seconds of loading, groups and pairs."""
    found, spent = [], []
    for step in _MAKE[engine](path):
        start = time.process_time()
        found.append(step())
        spent.append(time.process_time() - start)
    return (found[1], found[2]), spent  # type: ignore[return-value]


def main() -> None:
    """Print the figures of one engine as JSON."""
    (groups, pairs), spent = answers(sys.argv[1], Path(sys.argv[2]))
    body = {
        **dict(zip(("load_s", "groups_s", "pairs_s"), spent, strict=True)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "groups": len(groups),
        "pairs": len(pairs),
        "digest": hashlib.sha256(json.dumps([groups, pairs]).encode()).hexdigest(),
    }
    print(json.dumps(body))


if __name__ == "__main__":
    main()
