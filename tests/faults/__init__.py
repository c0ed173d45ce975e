"""What may happen while answering, and what must not be lost by it.

Here are the faults that need many runs, strace or a disk of their own, in CI as a step of their
own: `pytest tests/faults`. Signals, closed windows, Ctrl-C, read-only folders, two sessions,
editors and pasted texts are among the tests in `tests/acceptance`; locks of dead processes in
`tests/files`; changed questions in `tests/interview`.
"""
