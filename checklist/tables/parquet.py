"""Parquet: a file a table, for engines that read columns, such as DuckDB, Spark and Dask.

What a column means is in the file, too, as the description of its field.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from checklist.analysis.rows import ReportRows
from checklist.errors import ChecklistError
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, REPORTS, Row, Table
from checklist.tables.interface import TableFormat, a_file_a_table

try:
    import pyarrow
    from pyarrow import parquet
except ImportError:
    raise ChecklistError(
        'a .parquet file needs pyarrow: pip install "tip-checklist[analysis]"'
    ) from None

GROUP = 65_536
"""The rows of a row group: as many as are in memory before they are written."""

_TYPES = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_()}


class ParquetReport(NamedTuple):
    """A report as columns."""

    answers: Any
    report: Any


class ParquetFormat(TableFormat[ParquetReport]):
    """Writes each table to a file of its own."""

    def files(self, output: Path) -> Sequence[Path]:
        """Return a file a table."""
        return a_file_a_table(output, self.contents)

    def encoded(self, rows: ReportRows) -> ParquetReport:
        """Return a report as columns, which processes send each other faster than rows."""
        tables = {table.name: table for table in self.contents.tables}
        answers = self.contents.answer_rows(rows)
        return ParquetReport(
            _columns(tables[ANSWERS], answers), _columns(tables[REPORTS], [rows.report])
        )

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Callable[[ParquetReport], None]]:
        """Write what is known already, then the reports, many of them at once."""
        with ExitStack() as stack:
            groups = {}
            for table, (_, file) in zip(self.contents.tables, files, strict=True):
                to_file = parquet.ParquetWriter(file, _schema(table), compression="zstd")
                groups[table.name] = group = _Group(stack.enter_context(to_file))
                group.add(_columns(table, table.rows))

            def add(one: ParquetReport) -> None:
                groups[ANSWERS].add(one.answers)
                groups[REPORTS].add(one.report)

            yield add
            for group in groups.values():
                group.write()


class _Group:
    """The rows of a table that are not written yet."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._batches: list[Any] = []

    def add(self, batch: Any) -> None:
        self._batches.append(batch)
        if sum(batch.num_rows for batch in self._batches) >= GROUP:
            self.write()

    def write(self) -> None:
        table = pyarrow.Table.from_batches(self._batches, self._writer.schema)
        self._batches = []
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


def _columns(table: Table, rows: Sequence[Row]) -> Any:
    """Return rows as columns."""
    schema = _schema(table)
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pyarrow.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


FORMAT = ParquetFormat
