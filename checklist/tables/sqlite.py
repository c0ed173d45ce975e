"""SQLite: a database with all tables, their keys and foreign keys."""

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from checklist.analysis.rows.report_rows import ReportRows
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, REPORTS, Row, Table
from checklist.tables.interface import Opened, TableFormat

_TYPES = {str: "TEXT NOT NULL", int: "INTEGER NOT NULL"}

_REFERENCES: Mapping[str, Sequence[str]] = {
    ANSWERS: ['FOREIGN KEY ("file") REFERENCES "reports"'],
    "bridge": [
        'FOREIGN KEY ("question", "row") REFERENCES "questions"',
        'FOREIGN KEY ("recommendation") REFERENCES "recommendations"',
    ],
}
"""The foreign keys.

The answers do not refer to the questions: the row of an answer can be the entry of a table, which
is no row of the question.
"""

_INDICES: Mapping[str, Sequence[Sequence[str]]] = {
    ANSWERS: [("question", "row"), ("state",)],
    "bridge": [("recommendation",)],
}
"""The indices besides the keys."""


class SqliteFormat(TableFormat[ReportRows]):
    """Writes all tables to one database."""

    def encoded(self, rows: ReportRows) -> ReportRows:
        """Return the same: SQLite takes rows as they are."""
        return rows

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Opened[ReportRows]]:
        """Write the rows that are known already, then report after report."""
        (new,) = files
        try:
            # No other process opens the file, and our own lock could keep SQLite from locking it.
            uri = f"{new.path.absolute().as_uri()}?nolock=1"
            # Transactions are begun and ended here, as written below.
            with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as database:
                # The file takes its name when it is whole, so nothing needs to be undone in it.
                database.execute("PRAGMA journal_mode = OFF")
                database.execute("PRAGMA synchronous = OFF")
                database.execute("BEGIN")
                tables = {table.name: table for table in self.contents.tables}
                for table in tables.values():
                    database.execute(_definition(table))
                    _insert(database, table, table.rows)

                def add(rows: ReportRows) -> None:
                    _insert(database, tables[REPORTS], [rows.report])
                    _insert(database, tables[ANSWERS], self.contents.answer_rows(rows))

                def add_rows(table: str, rows: Sequence[Row]) -> None:
                    _insert(database, tables[table], rows)

                yield Opened(add, add_rows)
                # At the end, so that each index is built once, not updated with every row.
                for name, indices in _INDICES.items():
                    for columns in indices:
                        index = _quoted("_".join((name, *columns)))
                        listed = _listed(columns)
                        database.execute(f"CREATE INDEX {index} ON {_quoted(name)} ({listed})")
                database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
            raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def _definition(table: Table) -> str:
    columns = [
        f"{_quoted(column.name)} "
        + _TYPES.get(column.kind, f"INTEGER NOT NULL CHECK ({_quoted(column.name)} IN (0, 1))")
        for column in table.columns
    ]
    key = f"PRIMARY KEY ({_listed(table.key)})"
    inner = ", ".join([*columns, key, *_REFERENCES.get(table.name, ())])
    return f"CREATE TABLE {_quoted(table.name)} ({inner})"


def _insert(database: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    places = ", ".join("?" * len(table.columns))
    database.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", rows)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    """Return a quoted name. All names are written in this package; none comes from a file."""
    return f'"{name}"'


FORMAT = SqliteFormat
