"""Listings that are written while they are read, never held.

CSV always, Parquet where pyarrow is installed.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from kg.errors import CouldNotError, Problem
from kg.report.forms.as_csv import shielded
from kg.worker.nation.shelf import own_file

__all__ = ["CsvSink", "Output", "ParquetRows", "ParquetSink", "parquet_available", "shielded_cells"]

#: Rows of a group of a Parquet file.
ROWS = 20_000
_Row = Iterable[str | int | None]
_shielded = lru_cache(maxsize=20_000)(shielded)


def shielded_cells(row: _Row) -> list[str]:
    """The cells of a row as a listing has them: no cell is a formula."""
    return ["" if value is None else _shielded(str(value)) for value in row]


def _failed(path: Path, error: OSError) -> CouldNotError:
    return CouldNotError(Problem("USE-OUTPUT", str(path), {"reason": error.strerror or str(error)}))


def _beside(path: Path) -> Path:
    return path.with_name(own_file(path))


class _Whole:
    """A file that is written piece by piece beside its place, and comes there after ``close`` or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[Any]

    def close(self) -> None:
        """Put the whole file in its place."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            _beside(self.path).replace(self.path)
        except OSError as error:
            raise _failed(self.path, error) from error

    def drop(self) -> None:
        """Take away what was written so far."""
        with suppress(OSError):
            self._file.close()
        _beside(self.path).unlink(missing_ok=True)


class Output(_Whole):
    """A file of bytes, with its size and digest."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        #: How many bytes it has so far.
        self.size = 0
        self._digest = hashlib.sha256()
        try:
            self._file = _beside(path).open("wb")
        except OSError as error:
            raise _failed(path, error) from error

    @property
    def sha256(self) -> str:
        """The digest of what was written so far, as :func:`kg.report.nation.shards.of_pieces` has it."""
        return self._digest.hexdigest()

    def add(self, data: bytes, digest: str = "") -> None:
        """Some more bytes; a piece with a ``digest`` of its own counts by that."""
        try:
            self._file.write(data)
        except OSError as error:
            raise _failed(self.path, error) from error
        self.size += len(data)
        self._digest.update(digest.encode() or data)


class CsvSink(_Whole):
    """A CSV file in UTF-8 with a byte order mark; no cell is a formula."""

    def __init__(self, path: Path, columns: Iterable[str], separator: str = ",") -> None:
        super().__init__(path)
        try:
            self._file = _beside(path).open(
                "w",
                encoding="utf-8-sig",
                newline="",
                errors="backslashreplace",
            )
        except OSError as error:
            raise _failed(path, error) from error
        self._writer = csv.writer(self._file, delimiter=separator, quoting=csv.QUOTE_ALL)
        self._writer.writerow(columns)

    def add(self, row: list[Any]) -> None:
        """One more row, every text shielded."""
        try:
            self._writer.writerow(shielded_cells(row))
        except OSError as error:
            raise _failed(self.path, error) from error


def parquet_available() -> bool:
    """Whether Parquet can be written (the extra ``parquet``)."""
    return importlib.util.find_spec("pyarrow") is not None


class ParquetSink:
    """A Parquet file, written in groups of rows.

    Whole numbers in the columns of ``numbers``, text in the others.
    """

    def __init__(
        self, path: Path, columns: Iterable[str], numbers: frozenset[str] = frozenset()
    ) -> None:
        import pyarrow as pa  # an extra
        import pyarrow.parquet as pq

        self.path = path
        self._pa = pa
        self._schema = pa.schema(
            [(name, pa.int64() if name in numbers else pa.string()) for name in columns]
        )
        self._tables: list[Any] = []
        self._count = 0
        try:
            self._writer = pq.ParquetWriter(_beside(path), self._schema, compression="zstd")
        except OSError as error:
            raise _failed(path, error) from error

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Some more rows."""
        if not rows:
            return
        arrays = []
        for values, field in zip(zip(*rows, strict=True), self._schema, strict=True):
            arrays.append(self._pa.array(values, field.type))
        self.add_table(self._pa.Table.from_arrays(arrays, schema=self._schema))

    def add_table(self, table: Any) -> None:
        """The same as a table that another file of these columns holds."""
        self._tables.append(table)
        self._count += table.num_rows
        while self._count >= ROWS:
            whole = self._joined()
            self._writer.write_table(whole.slice(0, ROWS).combine_chunks())
            self._tables = [whole.slice(ROWS)]
            self._count -= ROWS

    def _joined(self) -> Any:
        return self._pa.concat_tables([self._schema.empty_table(), *self._tables])

    def close(self) -> None:
        """Put the whole file in its place."""
        try:
            self._writer.write_table(self._joined().combine_chunks())
            self._writer.close()
            _beside(self.path).replace(self.path)
        except OSError as error:
            raise _failed(self.path, error) from error

    def drop(self) -> None:
        """Take away what was written so far."""
        with suppress(OSError):
            self._writer.close()
        _beside(self.path).unlink(missing_ok=True)


class ParquetRows:
    """The rows of a file that :class:`ParquetSink` wrote, group by group as they are asked for."""

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq

        self._file = pq.ParquetFile(path)
        self._number = -1
        self._group: Any = None

    def tables(self, first: int, count: int) -> Iterator[Any]:
        """So many rows from the first on."""
        while count:
            number, inside = divmod(first, ROWS)
            if number != self._number:
                self._number, self._group = number, self._file.read_row_group(number)
            part = self._group.slice(inside, count)
            yield part
            first += part.num_rows
            count -= part.num_rows

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
