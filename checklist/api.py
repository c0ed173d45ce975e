"""The checks as functions, for scripts. `checklist` itself exports them.

They print nothing, and can be pickled, as can all that they return and raise: so threads,
processes, and engines that send work to other machines can map them over files.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from checklist.checks.batch import Checker, ReportSource
from checklist.checks.codes import EVERYTHING, CodeFilter
from checklist.checks.linter import lint_paths
from checklist.checks.resolve_questionnaire import report_codes
from checklist.checks.run_validator import RunValidator
from checklist.diagnostics import Diagnostic
from checklist.errors import ChecklistError
from checklist.files.discovery import ReportFiles
from checklist.text.sanitize import quoted


def validate_file(
    path: str | os.PathLike[str],
    *,
    questionnaire: str | os.PathLike[str] | None = None,
    final: bool = False,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
) -> list[Diagnostic]:
    """Return the findings of `checklist validate` in one State report.

    The report is read anew by every call. A questionnaire is read once a process, by its id or by
    its path as it is given, and then kept: after a change of its files, begin a new process.

    Args:
        path: The report, YAML or JSON.
        questionnaire: A questionnaire's folder, or the id of one that ships; None: the one that the
            report names.
        final: Whether a draft is an error, and is judged as a final report.
        select: Only these codes, or beginnings of codes: `"R5"`, `"R5,S101"` or `["R5", "S101"]`.
        ignore: Without these. Of several beginnings that fit a code, the longest decides.

    Returns:
        The findings in the order of their lines, at most 100 and a count (S000); empty when
        nothing is wrong. A file that cannot be read has a finding that says so.

    Raises:
        ChecklistError: An argument cannot be used: the questionnaire does not exist or has errors,
            or no code begins so. Whatever is wrong with the report is a finding.
    """
    checker = _checker_of(questionnaire, final, select, ignore)
    return list(checker.read(ReportSource(_path("path", path))).findings.diagnostics)


def validate_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    questionnaire: str | os.PathLike[str] | None = None,
    final: bool = False,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
) -> list[Diagnostic]:
    """Check State reports as `checklist validate` does: each by itself, and all together.

    The findings on each report by itself are those of `validate_file`. Others are about several
    reports: two final ones of one revision, or a chain of revisions that does not fit (R030 to
    R038). The reports are read in this process, one after the other.

    Args:
        paths: Reports, or folders, whose reports are all read.
        questionnaire: As in `validate_file`, as are `final`, `select` and `ignore`.
        final: Whether a draft is an error, and is judged as a final report.
        select: Only these codes, or beginnings of codes.
        ignore: Without these.

    Returns:
        The findings file by file, and those about several reports behind all others.

    Raises:
        ChecklistError: An argument cannot be used.
    """
    if isinstance(paths, str | bytes | os.PathLike):
        raise ChecklistError("paths: a list of paths is needed; validate_file takes a single one")
    checker = _checker_of(questionnaire, final, select, ignore)
    files = ReportFiles([_path("paths", path) for path in paths])
    run = RunValidator(checker, map(ReportSource, files), jobs=1)
    found = [finding for checked in run.one_by_one() for finding in checked.findings.diagnostics]
    return found + [finding for file in run.together() for finding in file.diagnostics]


def lint_questionnaire(folder: str | os.PathLike[str] | None = None) -> list[Diagnostic]:
    """Return the findings of `checklist lint` in a questionnaire.

    Every call reads the files anew.

    Args:
        folder: The folder with `questionnaire.yaml`, or one of its files, to get the findings in
            that file only; None: all questionnaires that ship.

    Returns:
        The findings file by file, in the questionnaire's order, and in each file by their lines, at
        most 100 a file and a count (S000); empty when nothing is wrong. A file that is absent or
        cannot be read has a finding that says so.

    Raises:
        ChecklistError: The argument is no path, or files that ship with the tool are absent.
    """
    paths = [] if folder is None else [_path("folder", folder)]
    return [found for file in lint_paths(paths) for found in file.diagnostics]


def _checker_of(
    questionnaire: str | os.PathLike[str] | None,
    final: bool,
    select: str | Iterable[str],
    ignore: str | Iterable[str],
) -> Checker:
    """Return the checker for the arguments of a function.

    Raises:
        ChecklistError: An argument cannot be used.
    """
    if not isinstance(final, bool):
        raise ChecklistError(f"final: True or False is needed, not {quoted(repr(final))}")
    named = None if questionnaire is None else str(_path("questionnaire", questionnaire))
    return _checker(named, final, _words("select", select), _words("ignore", ignore))


@cache
def _checker(
    questionnaire: str | None, final: bool, select: tuple[str, ...], ignore: tuple[str, ...]
) -> Checker:
    """Return the checker. It is kept, because collecting all codes takes 46 ms."""
    selection = EVERYTHING
    if select or ignore:
        selection = CodeFilter.of(select, ignore, report_codes(questionnaire), prefix="")
    return Checker(questionnaire, final, selection)


def _path(name: str, given: str | os.PathLike[str]) -> Path:
    with suppress(TypeError):
        return Path(given)
    raise ChecklistError(f"{name}: give a path, not {quoted(repr(given))}")


def _words(name: str, given: str | Iterable[str]) -> tuple[str, ...]:
    with suppress(TypeError):
        words = (given,) if isinstance(given, str) else tuple(given)
        if all(isinstance(word, str) for word in words):
            return words
    raise ChecklistError(f'{name}: codes are needed, such as "R5", not {quoted(repr(given))}')
