"""Listings that are written while they are read, never held.

CSV always, Parquet where pyarrow is installed.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from kg.errors import CouldNotError, Problem
from kg.report.forms.as_csv import shielded
from kg.worker.nation.shelf import own_file

__all__ = ["CsvSink", "ParquetSink", "Sink", "parquet_available"]

_ROWS = 20_000
_Row = Iterable[str | int | None]
_shielded = lru_cache(maxsize=20_000)(shielded)


class Sink(Protocol):
    """Takes row after row; the file is in its place only after ``close``."""

    path: Path

    def add(self, row: list[Any]) -> None:
        """One more row."""

    def close(self) -> None:
        """Put the whole file in its place."""

    def drop(self) -> None:
        """Take away what was written so far."""


def _failed(path: Path, error: OSError) -> CouldNotError:
    return CouldNotError(Problem("USE-OUTPUT", str(path), {"reason": error.strerror or str(error)}))


def _beside(path: Path) -> Path:
    return path.with_name(own_file(path))


class CsvSink:
    """A CSV file in UTF-8 with a byte order mark; no cell is a formula."""

    def __init__(self, path: Path, columns: Iterable[str], separator: str = ",") -> None:
        self.path = path
        try:
            self._file: io.TextIOWrapper = _beside(path).open(
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
            self._writer.writerow(["" if value is None else _shielded(str(value)) for value in row])
        except OSError as error:
            raise _failed(self.path, error) from error

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
        self._rows: list[list[Any]] = []
        try:
            self._writer = pq.ParquetWriter(_beside(path), self._schema, compression="zstd")
        except OSError as error:
            raise _failed(path, error) from error

    def add(self, row: list[Any]) -> None:
        """One more row."""
        self._rows.append(row)
        if len(self._rows) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        columns: list[tuple[Any, ...]] = [()] * len(self._schema)
        if self._rows:
            columns = list(zip(*self._rows, strict=True))
        arrays = []
        for values, field in zip(columns, self._schema, strict=True):
            arrays.append(self._pa.array(values, field.type))
        self._writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()

    def close(self) -> None:
        """Put the whole file in its place."""
        try:
            self._flush()
            self._writer.close()
            _beside(self.path).replace(self.path)
        except OSError as error:
            raise _failed(self.path, error) from error

    def drop(self) -> None:
        """Take away what was written so far."""
        with suppress(OSError):
            self._writer.close()
        _beside(self.path).unlink(missing_ok=True)
