"""Parquet: one file for each table, for engines that read columns, such as DuckDB, Spark and Dask.

The meaning of each column is in the file, too, as the description of its field.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from checklist.analysis.rows.report_rows import ReportRows
from checklist.errors import AbsentLibraryError
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, REPORTS, Row, Table
from checklist.tables.interface import Opened, TableFormat, one_file_per_table

try:
    import pyarrow.ipc
    from pyarrow import parquet
except ImportError:
    raise AbsentLibraryError(
        "a .parquet file needs pyarrow", "analysis", "write .csv, .sqlite or .xlsx"
    ) from None

GROUP = 65_536
"""The number of rows in a row group, which are in memory until they are written."""
BATCHES = 1_000
"""The most batches in a row group: each takes memory of its own, even with few rows."""

_TYPES = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_()}


class ParquetReport(NamedTuple):
    """A report as columns, each table as an Arrow record batch without its schema.

    With the schema, the meaning of every column would be sent with every report.
    """

    answers: bytes
    report: bytes


class ParquetFormat(TableFormat[ParquetReport]):
    """Writes each table to a file of its own."""

    def files(self, output: Path) -> Sequence[Path]:
        """Return one file for each table."""
        return one_file_per_table(output, self.contents)

    @cached_property
    def _schemas(self) -> Mapping[str, Any]:
        return {table.name: _schema(table) for table in self.contents.tables}

    def encoded(self, rows: ReportRows) -> ParquetReport:
        """Return a report as columns: a few buffers for other processes instead of many rows."""
        answers = _columns(self._schemas[ANSWERS], self.contents.answer_rows(rows))
        return ParquetReport(answers, _columns(self._schemas[REPORTS], [rows.report]))

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Opened[ParquetReport]]:
        """Write the rows that are known already, then the reports, many at a time."""
        with ExitStack() as stack:
            groups = {}
            for table, (_, file) in zip(self.contents.tables, files, strict=True):
                schema = self._schemas[table.name]
                to_file = parquet.ParquetWriter(file, schema, compression="zstd")
                groups[table.name] = group = _Group(stack.enter_context(to_file))
                group.add(_columns(schema, table.rows))

            def add(columns: ParquetReport) -> None:
                groups[ANSWERS].add(columns.answers)
                groups[REPORTS].add(columns.report)

            def add_rows(table: str, rows: Sequence[Row]) -> None:
                groups[table].add(_columns(self._schemas[table], rows))

            yield Opened(add, add_rows)
            for group in groups.values():
                group.write()


class _Group:
    """The rows of a table that are not written yet."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._batches: list[Any] = []
        self._rows = 0

    def add(self, columns: bytes) -> None:
        batch = pyarrow.ipc.read_record_batch(columns, self._writer.schema)
        self._batches.append(batch)
        self._rows += batch.num_rows
        if self._rows >= GROUP or len(self._batches) == BATCHES:
            self.write()

    def write(self) -> None:
        table = pyarrow.Table.from_batches(self._batches, self._writer.schema)
        self._batches, self._rows = [], 0
        self._writer.write_table(table, row_group_size=GROUP)


def _schema(table: Table) -> Any:
    return pyarrow.schema(
        pyarrow.field(
            column.name,
            _TYPES[column.kind],
            nullable=False,
            metadata={"description": column.meaning},
        )
        for column in table.columns
    )


def _columns(schema: Any, rows: Sequence[Row]) -> bytes:
    """Return rows as columns."""
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pyarrow.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
    batch = pyarrow.RecordBatch.from_arrays(arrays, schema=schema)
    encoded: bytes = batch.serialize().to_pybytes()
    return encoded


FORMAT = ParquetFormat
