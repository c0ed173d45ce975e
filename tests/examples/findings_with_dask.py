"""Check reports on many machines, and write all findings as one table.

Needs Dask: `pip install "dask[distributed]"`. The functions of `checklist` can be sent to other
processes and machines. This cluster is this machine alone: put your own in its place.
"""

import csv
import sys

import dask.bag
from dask.distributed import Client, LocalCluster

from checklist import validate_file

if __name__ == "__main__":  # the workers import this file, too
    # Port 0 is any free one; this machine alone can reach it.
    with LocalCluster(n_workers=2, dashboard_address="127.0.0.1:0") as cluster, Client(cluster):
        paths = dask.bag.from_sequence(sys.argv[1:])
        findings = paths.map(validate_file).flatten().compute()
    table = csv.writer(sys.stdout)
    table.writerow(["path", "line", "column", "code", "severity", "message"])
    for found in findings:
        table.writerow(
            [found.path, found.line, found.column, found.code, found.severity, found.message]
        )
