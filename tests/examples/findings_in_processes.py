"""Check reports in several processes, and write all findings as one table.

Each task checks many files, and begins once for all of them. Findings about several reports (R030
to R033) are left out, as no task sees all reports: `checklist validate` finds them.

The functions of `checklist` can be sent to other processes and machines. These are on this machine:
for a cluster, put its executor in their place, such as that of Dask, Ray or MPI.
"""

import csv
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from checklist import validate_files

AT_ONCE = 50

if __name__ == "__main__":  # the processes import this file, too
    paths = sys.argv[1:]
    tasks = [paths[at : at + AT_ONCE] for at in range(0, len(paths), AT_ONCE)]
    check = partial(validate_files, ignore=["R030", "R031", "R032", "R033"])
    # Nothing is shared with a process that is spawned, as with another machine.
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        findings = [found for done in executor.map(check, tasks) for found in done]
    table = csv.writer(sys.stdout)
    table.writerow(["path", "line", "column", "code", "severity", "message"])
    for found in findings:
        table.writerow(
            [found.path, found.line, found.column, found.code, found.severity, found.message]
        )
