"""The files of a gathering as they are written, shard after shard."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.read.digests import of_file
from kg.read.gate import sha256
from kg.report.nation.desk import FINDING_COLUMNS, LISTINGS
from kg.report.nation.recap import Totals
from kg.report.nation.shards import Piece, Shard
from kg.report.nation.sinks import Output, ParquetSink, parquet_available
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

    def add(
        self, digest: str, rows: Mapping[str, bytes], totals: Mapping[str, int], findings: int
    ) -> None:
        """The rows of one shard."""
        pieces = {}
        for name, data in rows.items():
            output = self.texts[name]
            if name == RECAP and self.shards:
                output.add(b",")
            if data:
                pieces[name] = Piece(output.size, len(data), sha256(data))
                output.add(data)
        self.totals.join(totals)
        self.shards.append(Shard(digest, dict(totals), findings, pieces))
