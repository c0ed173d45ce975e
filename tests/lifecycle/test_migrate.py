"""What becomes of the units of a report on the way to another version of its questionnaire."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from checklist.errors import ChangedOnDiskError, ChecklistError
from checklist.files.reader import read
from checklist.files.report_text import ReportText
from checklist.lifecycle.comparable import comparable, declared_incomparable
from checklist.lifecycle.migrate import Migration, migrate, migrate_along, write_migrated
from checklist.lifecycle.route import can_migrate, steps_to
from checklist.questionnaire.changes import VersionStep
from checklist.questionnaire.loading import earlier_version, load
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from tests.support.folders import FIXTURES
from tests.support.tiny import QuestionData, questionnaire, report

OPTIONS = [{"code": "yes1", "label": "So"}, {"code": "no1", "label": "Not so"}]
WHY = "It was decided so."


def step(questions: Mapping[str, Any], version: str = "1.0.0", to: str = "2.0.0") -> VersionStep:
    named = {key: {"reason": WHY, **change} for key, change in questions.items()}
    return VersionStep.model_validate({"from": version, "to": to, "questions": named})


def moved(
    before: Sequence[QuestionData],
    after: Sequence[QuestionData],
    changes: Mapping[str, Any],
    answers: Mapping[str, Any],
) -> Migration:
    old, new = questionnaire(before), questionnaire(after, version="2.0.0")
    return migrate_along(report(old, answers), [(old, step(changes))], new)


def told(migration: Migration) -> list[str]:
    return [
        f"{outcome.treatment} {outcome.address} → {', '.join(outcome.to)} ({outcome.reason})"
        for outcome in migration.outcomes
    ]


def choice(name: str, **more: Any) -> QuestionData:
    return {"id": name, "type": "choice", "options": OPTIONS, **more}


MATRIX: QuestionData = {
    "id": "grid",
    "type": "matrix",
    "options": OPTIONS,
    "items": [{"id": "one", "label": "One"}, {"id": "two", "label": "Two"}],
}


def test_questions_become_the_rows_of_one_matrix() -> None:
    before = [choice("one"), choice("two")]
    changes = {
        "one": {"became": "renamed", "to": ["grid/one"]},
        "two": {"became": "renamed", "to": ["grid/two"]},
    }
    answers = {
        "one": {"value": "yes1", "note": "Here."},
        "two": {"missing": "declined", "confidential": True},
    }

    migration = moved(before, [MATRIX], changes, answers)

    assert migration.report.answers == {
        "grid": {
            "value": {
                "one": {"value": "yes1", "note": "Here."},
                "two": {"missing": "declined", "confidential": True},
            }
        }
    }
    assert not migration.queued
    assert not migration.set_aside


def test_who_answered_becomes_a_code_where_authorities_have_codes() -> None:
    ministries = [{"code": "justice", "label": "Justice"}, {"code": "labour", "label": "Labour"}]
    consulted: QuestionData = {"id": "consulted", "type": "choices", "options": ministries}
    asked = [consulted, choice("one"), choice("two")]
    old = questionnaire(asked)
    new = questionnaire(asked, version="2.0.0", authorities="consulted")
    answers = {
        "one": {"value": "yes1", "answered_by": "Labour"},
        "two": {"value": "yes1", "answered_by": "A ministry of its own"},
    }

    migration = migrate_along(report(old, answers), [(old, step({}))], new)

    assert migration.report.answers == {
        "one": {"value": "yes1", "answered_by": ["labour"]},
        "two": {"value": "yes1"},
    }
    aside = [(unit.address, unit.content, unit.reason) for unit in migration.set_aside]
    why = "authorities are named by their codes now"
    assert aside == [("two/answered_by", "A ministry of its own", why)]


def test_a_law_is_set_aside_where_only_web_addresses_are_evidence_now() -> None:
    law, link = {"law": "act", "article": "1"}, {"url": "https://example.org/law"}
    laws = {
        "id": "laws",
        "type": "table",
        "entry": "law",
        "columns": [{"id": "name", "label": "Name", "type": "text", "required": True}],
    }
    answers = {"one": {"value": "yes1", "evidence": [law, link]}}

    migration = moved(
        [laws, choice("one", evidence="law")],
        [laws, choice("one", evidence="link")],
        {"one": {"changed": ["type"]}},
        answers,
    )

    assert migration.report.answers["one"]["evidence"] == [link]
    assert [(unit.address, unit.content) for unit in migration.set_aside] == [
        ("one/evidence", [law])
    ]


def test_a_measure_becomes_a_row_with_its_status_its_evidence_and_its_note() -> None:
    statuses = [
        {"code": code, "label": code} for code in ("implemented", "planned", "not-implemented")
    ]
    grid = {**MATRIX, "options": statuses, "evidence": "law"}
    partial = ("law-only", "practice-only", "some-regions", "some-victims", "some-forms")
    lost = {code: {"became": "removed", "reason": WHY} for code in partial}
    change = {"became": "renamed", "to": ["grid/one"], "changed": ["type"], "codes": lost}
    link = [{"url": "https://example.org/law"}]
    value = {"status": "implemented", "law": "A rule says so.", "evidence": link}

    migration = moved(
        [{"id": "measure", "type": "implementation"}],
        [grid],
        {"measure": change},
        {"measure": {"value": value, "note": "Since 2010."}},
    )

    row = {"value": "implemented", "evidence": link, "note": "Since 2010."}
    assert migration.report.answers["grid"]["value"] == {"one": row}
    assert [unit.address for unit in migration.set_aside] == ["measure/law"]


def test_a_row_that_becomes_a_question_stays_as_confidential_as_its_matrix() -> None:
    changes = {"grid": {"rows": {"two": {"became": "renamed", "to": ["own/"], "reason": WHY}}}}
    after = [{**MATRIX, "items": MATRIX["items"][:1]}, choice("own")]
    answers = {
        "grid": {
            "value": {"one": {"value": "yes1"}, "two": {"value": "no1"}},
            "confidential": True,
        }
    }

    migration = moved([MATRIX], after, changes, answers)

    assert migration.report.answers == {
        "grid": {"value": {"one": {"value": "yes1"}}, "confidential": True},
        "own": {"value": "no1", "confidential": True},
    }


def test_merged_answers_that_agree_wait_and_those_that_differ_are_set_aside() -> None:
    changes = {name: {"became": "merged", "to": ["both"]} for name in ("one", "two")}
    before, after = [choice("one"), choice("two")], [choice("both")]

    agreed = moved(before, after, changes, {n: {"value": "yes1"} for n in ("one", "two")})
    differing = moved(
        before, after, changes, {"one": {"value": "yes1", "note": "A."}, "two": {"value": "no1"}}
    )

    assert agreed.report.answers == {"both": {"value": "yes1", "carried": True}}
    assert differing.report.answers == {}
    assert told(differing) == [
        "set-aside one →  (the answers that have become `both` differ)",
        "set-aside two →  (the answers that have become `both` differ)",
        "set-aside one/note →  (`both` has no answer now)",
    ]


def test_a_value_wins_over_a_missing_one_and_both_are_listed() -> None:
    changes = {name: {"became": "merged", "to": ["both"]} for name in ("one", "two")}
    answers = {
        "one": {"missing": "not-known", "reason": "other", "note": "Nobody knew."},
        "two": {"value": "no1"},
    }

    migration = moved([choice("one"), choice("two")], [choice("both")], changes, answers)

    assert migration.report.answers == {"both": {"value": "no1", "carried": True}}
    assert [unit.content for unit in migration.set_aside] == [answers["one"]]


def test_a_split_question_follows_the_map_of_its_codes() -> None:
    changes = {
        "one": {
            "became": "split",
            "to": ["left", "right"],
            "maps": {"left": {"yes1": "yes1", "no1": "no1"}, "right": {"no1": "yes1"}},
        }
    }
    after = [choice("left"), choice("right")]

    both = moved([choice("one")], after, changes, {"one": {"value": "no1"}})
    left = moved([choice("one")], after, changes, {"one": {"value": "yes1"}})

    assert both.report.answers == {
        "left": {"value": "no1", "carried": True},
        "right": {"value": "yes1", "carried": True},
    }
    assert left.report.answers == {"left": {"value": "yes1", "carried": True}}
    assert told(left) == [f"queued one → left ({WHY})"]


def test_of_a_list_the_codes_that_are_gone_are_set_aside_and_the_rest_waits() -> None:
    before = {"id": "several", "type": "choices", "options": OPTIONS}
    after = {**before, "options": OPTIONS[:1]}
    changes = {"several": {"codes": {"no1": {"became": "removed", "reason": WHY}}}}

    migration = moved([before], [after], changes, {"several": {"value": ["yes1", "no1"]}})

    assert migration.report.answers == {"several": {"value": ["yes1"], "carried": True}}
    assert [(unit.address, unit.content) for unit in migration.set_aside] == [("several", ["no1"])]


def test_codes_that_are_gone_for_one_reason_share_a_sentence_and_others_have_their_own() -> None:
    options = [{"code": f"code{number}", "label": f"Code {number}"} for number in range(5)]
    before = {"id": "several", "type": "choices", "options": options}
    after = {**before, "options": options[:1]}
    reasons = {"code1": WHY, "code2": "Nobody wanted it.", "code3": WHY, "code4": WHY}
    codes = {code: {"became": "removed", "reason": why} for code, why in reasons.items()}
    answers = {"several": {"value": ["code0", *reasons]}}

    migration = moved([before], [after], {"several": {"codes": codes}}, answers)

    assert [(unit.content, unit.reason) for unit in migration.set_aside] == [
        (
            [*reasons],
            f"No code stands for `code1`, `code3` or `code4` now: {WHY} "
            "No code stands for `code2` now: Nobody wanted it.",
        )
    ]


GATED: list[QuestionData] = [
    {"id": "gate", "type": "yes-no", "gate": ["measure"]},
    {"id": "measure", "type": "implementation"},
]
FILLED: dict[str, dict[str, Any]] = {
    "gate": {"value": "negative"},
    "measure": {"value": {"status": "not-implemented"}, "by": "gate"},
}


def test_what_a_gate_filled_in_goes_with_the_gate_under_its_new_name() -> None:
    after = [{**GATED[0], "id": "door"}, GATED[1]]

    migration = moved(GATED, after, {"gate": {"became": "renamed", "to": ["door"]}}, FILLED)

    assert migration.report.answers["measure"] == {**FILLED["measure"], "by": "door"}


def test_what_a_gate_filled_in_that_is_gone_is_set_aside() -> None:
    migration = moved(GATED, GATED[1:], {"gate": {"became": "removed"}}, FILLED)

    assert migration.report.answers == {}
    assert {unit.address for unit in migration.set_aside} == {"gate", "measure"}


def test_an_answer_that_the_new_limits_refuse_is_set_aside_with_the_reason() -> None:
    before = {"id": "count", "type": "integer"}
    changes = {"count": {"changed": ["type"]}}

    migration = moved([before], [{**before, "maximum": 5}], changes, {"count": {"value": 7}})

    assert migration.report.answers == {}
    assert told(migration) == [
        "set-aside count →  (it does not fit `count` of version 2.0.0: 7 is not between 0 and 5)"
    ]


def test_several_versions_are_passed_one_after_the_other() -> None:
    versions = [
        questionnaire([choice(name)], version=f"{number}.0.0")
        for number, name in enumerate(["one", "two", "three"], 1)
    ]
    route = [
        (versions[0], step({"one": {"became": "renamed", "to": ["two"]}})),
        (
            versions[1],
            step(
                {"two": {"became": "renamed", "to": ["three"], "words": "meaning"}},
                "2.0.0",
                "3.0.0",
            ),
        ),
    ]

    migration = migrate_along(report(versions[0], {"one": {"value": "yes1"}}), route, versions[2])

    assert migration.report.answers == {"three": {"value": "yes1", "carried": True}}
    assert told(migration) == ["carried one → two ()", f"queued two → three ({WHY})"]
    assert declared_incomparable([later for _, later in route]) == {"three": WHY}


# With the files of a questionnaire

LAMPS = load(FIXTURES / "questionnaire" / "lamps")


def earlier() -> Questionnaire:
    found = earlier_version(LAMPS, "1.0.0")
    assert found is not None
    return found


def lamps(answers: Mapping[str, Any]) -> Report:
    return report(earlier(), answers)


def test_an_earlier_version_is_read_from_its_kept_file() -> None:
    assert [*earlier().questions] == [
        "status",
        "harbours",
        "lamp-count",
        "fund",
        "skills",
        "remark",
    ]
    assert (earlier().head.version, earlier().present_version) == ("1.0.0", "2.0.0")
    assert earlier().digest != LAMPS.digest
    assert earlier_version(LAMPS, "0.1.0") is None
    assert earlier_version(LAMPS, "2.0.0") is None
    assert [later.from_ for _, later in steps_to(LAMPS, "1.0.0") or ()] == ["1.0.0"]


def test_only_what_leads_to_the_present_version_can_be_migrated() -> None:
    begun = lamps({})

    assert can_migrate(begun, LAMPS)
    assert not can_migrate(begun._replace(questionnaire_version="2.0.0"), LAMPS)
    assert not can_migrate(begun._replace(questionnaire_version="0.1.0"), LAMPS)
    assert not can_migrate(begun._replace(questionnaire_id="other"), LAMPS)
    with pytest.raises(ChecklistError, match="nothing says what became"):
        migrate(begun._replace(questionnaire_version="0.1.0"), LAMPS)


def test_a_copy_for_publication_names_what_it_withholds_as_the_present_version_does() -> None:
    withheld = ["status", "skills/police", "skills/judges", "remark"]
    copy = lamps({})._replace(redacted={"withheld": withheld})

    there = comparable(copy, LAMPS).report

    assert there.redacted == {"withheld": ["treaty-status", "skills/police"]}


def test_nothing_is_kept_or_written_where_another_program_changed_the_report(
    tmp_path: Path,
) -> None:
    path = tmp_path / "report.yaml"
    begun = lamps({"remark": {"value": "Dark."}})
    path.write_bytes(ReportText.new(begun.to_data(), "report.yaml").content())
    document = read(path)
    path.write_text("checklist_report: 1\n", "utf-8")

    with pytest.raises(ChangedOnDiskError):
        write_migrated(path, document, migrate(begun, LAMPS))

    assert [path.name for path in tmp_path.iterdir()] == ["report.yaml"]


def test_a_text_keeps_its_language_where_it_goes() -> None:
    before: list[QuestionData] = [choice("old"), MATRIX, {"id": "story", "type": "text"}]
    after: list[QuestionData] = [choice("new"), MATRIX, {"id": "story", "type": "text"}]
    note = {"note": "Depuis 2013.", "language": {"note": "fr"}}
    rows = {row["id"]: {"value": "yes1", **note} for row in MATRIX["items"]}
    answers = {
        "old": {"value": "yes1", **note},
        "grid": {"value": rows, "note": "Own."},
        "story": {"value": "نص", "note": "Own.", "language": {"value": "ar"}},
    }

    result = moved(before, after, {"old": {"became": "renamed", "to": ["new"]}}, answers)

    kept = {"new": answers.pop("old"), **answers}
    assert result.report.answers == kept
