"""The files of a gathering as they are written, shard after shard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.read.digests import of_file
from kg.read.gate import sha256
from kg.report.nation.desk import FINDING_COLUMNS, LISTINGS
from kg.report.nation.made import Made
from kg.report.nation.recap import Totals
from kg.report.nation.shards import EarlierShard, Piece, Shard
from kg.report.nation.sinks import Output, ParquetRows, ParquetSink, parquet_available
from kg.worker.cross.cross_tables import FOLDER

__all__ = ["PARQUET", "RECAP", "Files"]

PARQUET = "temuan.parquet"
RECAP = "rekap.json"


class Files:
    """The listings and the recap as they are written, shard after shard."""

    def __init__(self, out: Path) -> None:
        (out / FOLDER).mkdir(exist_ok=True)
        self.texts = {name: Output(out / name) for name in (*LISTINGS, RECAP)}
        self.table: ParquetSink | None = None
        if parquet_available():
            self.table = ParquetSink(out / PARQUET, FINDING_COLUMNS, frozenset(("line",)))
        self.shards: list[Shard] = []
        self.totals = Totals()
        self.digests: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sinks: list[Output | ParquetSink] = [*self.texts.values()]
        if self.table is not None:
            sinks.append(self.table)
        for sink in sinks:
            sink.close() if kind is None else sink.drop()
        if kind is None:
            self.digests = {name: output.sha256 for name, output in self.texts.items()}
            if self.table is not None:
                self.digests[PARQUET] = of_file(self.table.path)

    def add(self, digest: str, made: Made) -> None:
        """The rows of one shard as they were made just now."""
        digests = {name: sha256(data) for name, data in made.rows.items() if data}
        self._write(Shard(digest, made.totals, len(made.findings), {}), made.rows, digests)
        if self.table is not None:
            self.table.add(made.findings)

    def take(self, found: EarlierShard) -> None:
        """The rows of one shard as an earlier gathering wrote them; they were held against their digests."""
        digests = {name: piece.sha256 for name, piece in found.shard.pieces.items()}
        self._write(found.shard, found.rows, digests)

    def take_findings(self, found: EarlierShard, table: ParquetRows | None) -> None:
        """Its findings out of the table that the earlier gathering wrote."""
        if self.table is not None and table is not None:
            for part in table.tables(found.first, found.shard.findings):
                self.table.add_table(part)

    def _write(self, shard: Shard, rows: Mapping[str, bytes], digests: Mapping[str, str]) -> None:
        pieces = {}
        for name, data in rows.items():
            output = self.texts[name]
            if name == RECAP and self.shards:
                output.add(b",")
            if data:
                pieces[name] = Piece(output.size, len(data), digests[name])
                output.add(data, digests[name])
        self.totals.join(shard.totals)
        self.shards.append(replace(shard, totals=dict(shard.totals), pieces=pieces))
