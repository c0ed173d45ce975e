"""The small questionnaire, a complete report on it, a broken one, and the findings in them."""

import json
from typing import Any

from checklist.checks.validator import validate
from checklist.diagnostics import Diagnostic
from checklist.files.reader import Document, parse
from checklist.questionnaire.loading import load
from tests.support.folders import SMALL_FOLDER

SMALL = load(SMALL_FOLDER)

HEAD = f"""\
checklist_report: 1
questionnaire: {{id: small, version: 1.2.0, digest: "{SMALL.digest}"}}
state: NOR
as_of: 2026-11-24
status: draft
revision: 1
"""
ANSWERS = """\
answers:
  treaty-status: {value: party}
  signature: {value: "2001"}
  deposit: {value: 2004-05-31}
  port-count: {value: 3}
  port-list: {value: "Bergen, Oslo"}
  port-authority:
    value: {office: Coast office, email: lights@example.org}
  sea-neighbours: {value: [SWE, DNK]}
  laws:
    value:
      - short-name: {value: port-act}
        citation: {value: Port Act 1960}
        adopted: {value: 1960-05}
        articles: {value: 12}
        in-force: {value: affirmative}
        model: {value: DNK}
        rank: {missing: not-known, reason: not-collected}
  authority: {value: affirmative, answered_by: Coast office}
  light-service:
    value:
      status: partly-implemented
      partly: [some-regions]
      law: All lights burn all year.
      evidence: [{law: port-act, article: "5"}, {url: "https://example.org/lights"}]
  light-tasks:
    value:
      repair: {value: implemented}
      watch: {value: not-implemented, confidential: true}
      charts: {missing: declined}
  repair-plan: {value: Paint.}
  fog-signals: {missing: not-known, reason: other, note: Nobody heard one.}
  fog-signals-sound: {missing: not-applicable, reason: does-not-arise}
  obstacles: {value: [weather, staff]}
"""
COMPLETE = HEAD + ANSWERS


def document(text: str) -> Document:
    return parse(text.encode(), "report.yaml")


def data_of(text: str) -> dict[str, Any]:
    data = document(text).data
    assert isinstance(data, dict)
    return data


def diagnostics_in(text: str, *, as_final: bool | None = None) -> list[Diagnostic]:
    return validate(document(text), SMALL, as_final=as_final)


def findings_in(text: str, *, as_final: bool | None = None) -> list[str]:
    return [
        f"{d.line}:{d.column} {d.code} {d.message}" for d in diagnostics_in(text, as_final=as_final)
    ]


def codes_in(text: str, *, as_final: bool | None = None) -> list[str]:
    return [f"{d.line}:{d.column} {d.code}" for d in diagnostics_in(text, as_final=as_final)]


def codes_in_data(data: Any) -> list[str]:
    return [one.code for one in validate(document(json.dumps(data)), SMALL)]


def changed(text: str, *changes: tuple[str, str]) -> str:
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


BROKEN = changed(
    COMPLETE,
    ("revision: 1", "revison: 1"),
    ("state: NOR", "state: NRW"),
    ("  sea-neighbours:", "  sea-neigbours:"),
    ("{value: affirmative, answered_by", "{value: afirmative, answered_by"),
    ("{missing: not-known, reason: other, note: Nobody heard one.}", "{missing: not-known}"),
    ('port-list: {value: "Bergen, Oslo"}', "port-list: {value: [Bergen]}"),
    ("deposit: {value: 2004-05-31}", "deposit: {value: 2004-02-30}"),
    ("watch: {value: not-implemented", "wacht: {value: not-implemented"),
    ("obstacles: {value: [weather, staff]}", "obstacles: {value: [staff], missing: declined}"),
    ("{law: port-act,", "{law: prot-act,"),
    ("as_of: 2026-11-24", "as_of: 24 November"),
)
