"""Count by recommendation how many States were asked, have answered, and have a measure in place.

Reads the tables that `checklist tabulate … --output answers.sqlite` writes.

An answer can serve several recommendations: the table `bridge` says which, by question and row.
Each question, each row of a matrix and each part of an answer has rows of its own, on a `level` of
its own: count on one level at a time, so that nothing counts twice.
"""

import sqlite3

query = """
    SELECT
        recommendation,
        count(DISTINCT answers.state) AS states,
        count(DISTINCT answers.state) FILTER (WHERE standing = 'answered') AS answered,
        count(DISTINCT answers.state) FILTER (WHERE code = 'implemented') AS in_place
    FROM answers JOIN files USING (file) JOIN bridge USING (question, "row")
    WHERE counts AND level <> 'part' AND on_path
    GROUP BY recommendation
    ORDER BY recommendation
"""
found = sqlite3.connect("answers.sqlite").execute(query)
print(*(name for name, *_ in found.description), sep="\t")
for row in found:
    print(*row, sep="\t")
