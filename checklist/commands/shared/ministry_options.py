"""The options of a command that answers in the name of a ministry."""

from typing import Annotated

import typer

ForOption = Annotated[
    str | None,
    typer.Option(
        "--for", metavar="CODE", help="Ask the questions of this ministry, and answer in its name."
    ),
]
ReceivedOption = Annotated[
    str | None,
    typer.Option(
        "--received",
        metavar="TEXT",
        help="With --for: how the answers came, such as “letter 12/2026”.",
    ),
]
