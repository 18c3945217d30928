"""The tables of a finished check in DuckDB, closed to everything else.

No files, no network, one statement at a time.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.derive.vocabulary import Vocabulary
from kg.errors import CouldNotError, InputError, Problem
from kg.limits import DEFAULT
from kg.worker.cross.cross_question import Within
from kg.worker.cross.cross_tables import FOLDER, STANDARD, TABLES, columns

if TYPE_CHECKING:
    import duckdb

__all__ = ["Tables", "open_tables", "require_tables"]

#: So many rows are fetched at once; answers over all kecamatan do not fit into memory.
_BATCH = 2_000
_NUMBERS = frozenset(("baris", "jumlah_kinerja", "jumlah_indikator", "jumlah_sub_kegiatan"))
_AREAS: dict[Within, str] = {
    "kabupaten": "kabupaten",
    "provinsi": "provinsi",
    "nasional": "'nasional'",
}
_STANDARD = "indikator-baku"


class Tables:
    """The tables, and what is asked of them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(
        self, sql: str, values: Mapping[str, object] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The answer, a batch at a time.

        :raises CouldNotError: CROSS-FAILED when the query cannot be carried out.
        """
        import duckdb

        try:
            cursor = self._connection.cursor().execute(sql, dict(values or {}))
            while batch := cursor.fetchmany(_BATCH):
                yield from batch
        except duckdb.Error as error:
            raise CouldNotError(
                Problem("CROSS-FAILED", "", {"reason": str(error).partition("\n")[0]})
            ) from error


#: The table ``baku``; also the beginning of a standard that is long enough, for documents leave out
#: its end.
_STANDARDS = """
CREATE TABLE baku AS
WITH b AS (
    SELECT kunci AS baku
    FROM read_csv($path, columns = {kunci: 'VARCHAR'}, header = true, auto_detect = false)
),
frasa AS (SELECT unnest($phrases::VARCHAR[]) AS frasa),
semua AS (SELECT kunci FROM indikator UNION SELECT kunci FROM kinerja)
SELECT kunci FROM semua
WHERE kunci IN (SELECT baku FROM b)
OR (
    len(string_split(kunci, ' ')) >= $head
    AND EXISTS (
        SELECT 1 FROM b WHERE starts_with(baku, kunci || ' ')
    )
)
OR EXISTS (SELECT 1 FROM frasa WHERE contains(' ' || kunci || ' ', ' ' || frasa || ' '))
"""


def _standards(connection: duckdb.DuckDBPyConnection, path: Path, lists: Vocabulary) -> None:
    """The table ``baku``.

    Keys that the lists of the check or the list of standard indicators prescribe for everybody.
    """
    phrases: set[str] = set()
    for entry in lists.entries(_STANDARD):
        phrases.update(entry.forms)

    values = {
        "path": str(path),
        "phrases": sorted(phrases),
        "head": int(lists.threshold("nama-panjang")),
    }
    connection.execute(_STANDARDS, values)


def _read(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    table: str,
    by: Within,
) -> None:
    """One table with the areas its kecamatan belong to.

    ``lingkup`` is the area that is compared.
    """
    types: dict[str, str] = {}
    texts: list[str] = []
    for name in columns(table):
        if name in _NUMBERS:
            types[name] = "BIGINT"
        else:
            types[name] = "VARCHAR"
            texts.append(name)

    # Names of tables and areas are our own; everything that comes from a file is a parameter.
    connection.execute(
        f"CREATE TABLE {table} AS "  # ruff: ignore[hardcoded-sql-expression]
        "SELECT *, left(kecamatan, 5) AS kabupaten, left(kecamatan, 2) AS provinsi, "
        f"{_AREAS[by]} AS lingkup FROM read_csv($path, columns = $types, header = true, "
        "auto_detect = false, delim = ',', quote = '\"', escape = '\"', force_not_null = $texts)",
        {"path": str(path), "types": types, "texts": texts},
    )


def require_tables(out: Path) -> None:
    """Refuse a folder that no check of many kecamatan wrote.

    :raises InputError: CROSS-NONE.
    """
    for table in TABLES:
        path = out / FOLDER / f"{table}.csv"
        if not path.is_file():
            raise InputError(Problem("CROSS-NONE", str(out), {"reason": str(path)}))


@contextmanager
def open_tables(
    out: Path,
    by: Within,
    lists: Vocabulary,
    megabytes: int = DEFAULT.cross_megabytes,
) -> Generator[Tables]:
    """The tables that a check of many kecamatan wrote below a folder.

    :param megabytes: memory of the engine; what needs more goes to disk.
    :raises InputError: CROSS-NONE when they are not there, CROSS-ENGINE when DuckDB is not
        installed.
    """
    if importlib.util.find_spec("duckdb") is None:
        raise InputError(Problem("CROSS-ENGINE"))

    import duckdb

    with tempfile.TemporaryDirectory() as spill:
        memory = f"{megabytes}MB"
        connection = duckdb.connect(config={"memory_limit": memory, "temp_directory": spill})
        try:
            for table in TABLES:
                _read(connection, out / FOLDER / f"{table}.csv", table, by)

            _standards(connection, out / FOLDER / f"{STANDARD}.csv", lists)
            connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        except duckdb.Error as error:
            connection.close()
            raise InputError(
                Problem("CROSS-NONE", str(out), {"reason": str(error).partition("\n")[0]})
            ) from error

        try:
            yield Tables(connection)
        finally:
            connection.close()
