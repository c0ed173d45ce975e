"""Count by recommendation how many States were asked, have answered, and have a measure in place.

Needs DuckDB, and the tables that `checklist tabulate … --output answers.parquet` writes.

An answer can serve several recommendations: the table `bridge` says which, by question and row.
Each question, each row of a matrix and each part of an answer has rows of its own, on a `level` of
its own: count on one level at a time, so that nothing counts twice.
"""

import duckdb

query = """
    SELECT
        recommendation,
        count(DISTINCT answers.state) AS states,
        count(DISTINCT answers.state) FILTER (standing = 'answered') AS answered,
        count(DISTINCT answers.state) FILTER (code = 'implemented') AS in_place
    FROM 'answers.parquet' AS answers
    JOIN 'answers-files.parquet' AS files USING (file)
    JOIN 'answers-bridge.parquet' AS bridge USING (question, row)
    WHERE counts AND level <> 'part' AND on_path
    GROUP BY recommendation
    ORDER BY recommendation
"""
print(duckdb.sql(query))
