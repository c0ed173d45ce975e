"""Reports as texts to edit, and strategies of answers."""

from typing import Any

from hypothesis import strategies as st

from checklist.files.reader import Limits, parse
from checklist.files.report_text import ReportText
from checklist.text.sanitize import FORBIDDEN

OWNERS_FILE = """\
# Report of Austria, draft

# begun in November
checklist_report: 1  # the format
questionnaire: {id: ctoc-cop-2010-6, version: 1.0.0, digest: "sha256:ab"}
state: AUT
as_of: 2026-11-24

answers:
  # Ministry of Justice

  # asked by phone
  offence:
    value: specific-offence  # see the code
    # section 104a
    note: 'it''s new'
    # to be confirmed

  campaigns:
        missing:   not-known
        reason: ministry-did-not-reply
  "on": {value: affirmative}
  practice:
    value: |+
      # not a comment

      The practice.

  # below all answers
# at the end
"""


def report_of(text: str) -> ReportText:
    return ReportText(parse(text.encode(), "report-AUT.yaml"))


def data_of(content: bytes) -> Any:
    document = parse(content, "report-AUT.yaml")
    assert document.refusals == ()
    return document.data


def assert_consistent(report: ReportText) -> None:
    # With no more events than the report counts itself.
    limits = Limits(max_events=report._events)
    document = parse(report.content(), "report-AUT.yaml", limits=limits)
    assert document.refusals == ()
    assert document.data == report.data
    assert list(document.data) == list(report.data)


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]).filter(lambda c: not FORBIDDEN.match(c))
    | st.sampled_from(" \n\t'\"#:-?@|>%&*!,[]{}\\é\u2028\u2029\ufeff\u200f😀"),
    max_size=60,
) | st.lists(st.sampled_from(["word", "a: b", "# x", "", " ", "- x", "  in"]), max_size=60).flatmap(
    lambda words: st.sampled_from([" ".join(words), "\n".join(words)])
)


KEYS = TEXTS | st.sampled_from(["value", "note", "missing", "no", "y", "a b", "<<", "="])


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15) + 1, 10**15 - 1)
    | st.floats(-1e15, 1e15, exclude_min=True, exclude_max=True)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


ANSWERS = st.dictionaries(KEYS, VALUES, max_size=5)


IDS = st.sampled_from(["offence", "campaigns", "on", "practice", "new", "a"])


def blocks_of(report: ReportText) -> dict[str, str]:
    return {
        key: block.comments + block.body
        for part in (report._blocks.top, report._blocks.answers)
        for key, block in part.items()
    }
