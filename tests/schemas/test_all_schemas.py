import copy
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from pydantic import TypeAdapter

from checklist.checks.validator import validate
from checklist.diagnostics import Severity
from checklist.files.reader import Document, read
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.shipped_files import questionnaire_folders, schema_folder
from checklist.questionnaire.terms import Terms
from checklist.reports.schema import report_schema
from checklist.schemas.all_schemas import all_schemas
from checklist.states import BY_CODE
from tests.support.folders import SMALL_FOLDER
from tests.support.running import PATIENCE
from tests.support.small_report import SMALL

SHIPPED = {name: shipped(name) for name in questionnaire_folders()}
NAMES = [
    *sorted(one.name for one in schema_folder().glob("*.json")),
    "state-report.small.schema.json",
]
REPORTS = [name for name in NAMES if name.startswith("state-report.")]
MODELS = {
    "question-set.schema.json": QuestionSet,
    "questionnaire.schema.json": QuestionnaireHead,
    "catalogue.schema.json": Catalogue,
    "terms.schema.json": Terms,
    "analysis-plan.schema.json": AnalysisPlan,
}


@cache
def schemas() -> Mapping[str, Any]:
    """Return the schemas of the models as they are now, by the names of their files."""
    texts = all_schemas({**SHIPPED, "small": SMALL})
    return {name: json.loads(text) for name, text in texts.items()}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schemas()[name])


def errors(name: str, data: Any) -> list[ValidationError]:
    return sorted(validator(name).iter_errors(data), key=lambda e: list(map(str, e.absolute_path)))


# The schemas themselves


@pytest.mark.sampled
@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_itself(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])

    assert schemas()[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.thorough
def test_check_jsonschema_finds_nothing_wrong_with_the_shipped_schemas() -> None:
    paths = sorted(map(str, schema_folder().glob("*.json")))

    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *paths],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert {*schemas()} == {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_has_a_title_a_description_and_examples_that_it_accepts(name: str) -> None:
    schema = schemas()[name]

    assert schema["title"]
    assert schema["description"].endswith(".")
    assert schema["examples"]
    assert [errors(name, one) for one in schema["examples"]] == [[]] * len(schema["examples"])


@pytest.mark.parametrize(("name", "model"), MODELS.items())
def test_the_model_accepts_the_examples_of_its_schema(name: str, model: Any) -> None:
    for one in schemas()[name]["examples"]:
        assert TypeAdapter(model).validate_python(one)


@pytest.mark.parametrize("name", REPORTS)
def test_the_example_of_a_report_is_a_report(name: str) -> None:
    questionnaire = {**SHIPPED, "small": SMALL}[name.split(".")[1]]
    (one,) = schemas()[name]["examples"]

    diagnostics = validate(Document("r.json", "", "json", one, ()), questionnaire)

    assert [d.message for d in diagnostics if d.severity is not Severity.NOTE] == []


def properties(schema: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from properties(part, f"{where}/{index}")
    elif isinstance(schema, dict):
        for key, part in schema.items():
            if key == "properties" and not where.endswith(("/if", "/then", "/else")):
                yield from ((f"{where}/{name}", one) for name, one in part.items())
            if key != "examples":
                yield from properties(part, f"{where}/{key}")


@pytest.mark.parametrize("name", MODELS)
def test_every_property_of_a_file_has_a_description(name: str) -> None:
    described = dict(properties(schemas()[name]))

    conditional = re.compile(r"/allOf/[0-9]+/if/")
    without = [w for w, one in described.items() if "description" not in one]
    assert [w for w in without if not conditional.search(w)] == [
        w for w in without if one_of_types(described[w])
    ]
    assert len(described) >= 6


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    if isinstance(schema, dict | list):
        for part in schema.values() if isinstance(schema, dict) else schema:
            yield from parts(part)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_where_editors_overlook_it(name: str) -> None:
    constraints = [
        part.keys() - {"title", "description", "examples", "default"}
        for part in parts(schemas()[name])
    ]

    assert all("$ref" not in keys or len(keys) == 1 for keys in constraints)
    assert all(not {"properties", "patternProperties"} <= keys for keys in constraints)


def one_of_types(schema: Any) -> bool:
    """Whether it is the `type` by which the schema of a question is chosen."""
    return isinstance(schema, dict) and list(schema) == ["enum"]


# Shipped files


@pytest.mark.sampled
@pytest.mark.parametrize(
    "folder", [*questionnaire_folders().values(), SMALL_FOLDER], ids=lambda f: f.name
)
def test_the_files_of_a_questionnaire_fit_their_schemas(folder: Path) -> None:
    for path in sorted(folder.rglob("*.yaml")):
        schemas = {
            "questionnaire.yaml": "questionnaire.schema.json",
            "recommendations.yaml": "catalogue.schema.json",
            "analysis-plan.yaml": "analysis-plan.schema.json",
            "terms.yaml": "terms.schema.json",
        }
        name = schemas.get(path.name, "question-set.schema.json")

        assert [e.message for e in errors(name, read(path).data)] == [], path


@pytest.mark.parametrize(
    "folder", [*questionnaire_folders().values(), SMALL_FOLDER], ids=lambda f: f.name
)
def test_the_modeline_of_a_file_leads_to_its_schema(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        (modeline,) = re.findall(r"^# yaml-language-server: \$schema=(.*)$", path.read_text(), re.M)

        assert (folder / modeline).resolve().parent == schema_folder().resolve()
        assert Path(modeline).name in MODELS
        assert (folder / modeline).is_file()


A_SET: Mapping[str, Any] = {
    "id": "extra",
    "title": "Extra",
    "questions": [{"id": "one", "ask": "What is one?", "type": "text"}],
}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"type": "txt"}, ["questions", 0, "type"]),
        ({"aks": "x"}, ["questions", 0]),
        ({"guidance": None}, ["questions", 0, "guidance"]),
        ({"when": "party"}, ["questions", 0, "when"]),
        ({"when": {"question": "a"}}, ["questions", 0, "when"]),
        ({"when": {"question": "a", "is": "b", "lt": 1}}, ["questions", 0, "when"]),
        ({"when": {"all": [{"question": "a", "si": "b"}]}}, ["questions", 0, "when", "all", 0]),
        ({"when": {"not": {"any": []}}}, ["questions", 0, "when", "not", "any"]),
        ({"max_length": "5"}, ["questions", 0, "max_length"]),
        ({"type": "choice"}, ["questions", 0]),
    ],
)
def test_the_schema_of_a_set_names_the_place_of_a_mistake(
    change: Mapping[str, Any], where: list[str | int]
) -> None:
    data = copy.deepcopy(dict(A_SET))
    data["questions"][0].update(change)

    found = errors("question-set.schema.json", data)

    assert where in [list(error.absolute_path) for error in found]


# State reports


def report_of(answers: Mapping[str, Any], **head: Any) -> dict[str, Any]:
    return {
        "checklist_report": 1,
        "questionnaire": {"id": "small", "version": "1.2.0", "digest": SMALL.digest},
        "state": "NOR",
        "as_of": "2026-11-24",
        "status": "draft",
        "revision": 1,
        "answers": answers,
        **head,
    }


SCHEMA = "state-report.small.schema.json"


def test_the_schema_of_reports_is_made_for_one_questionnaire() -> None:
    assert report_schema(SMALL) == schemas()[SCHEMA]
    assert list(schemas()[SCHEMA]["properties"]["answers"]["properties"]) == list(SMALL.questions)


@pytest.mark.parametrize("name", REPORTS)
def test_every_question_has_its_words_in_the_schema(name: str) -> None:
    questionnaire = {**SHIPPED, "small": SMALL}[name.split(".")[1]]
    answers = schemas()[name]["properties"]["answers"]["properties"]

    assert set(answers) == set(questionnaire.questions)
    for question_id, question in questionnaire.questions.items():
        assert answers[question_id]["description"].startswith(question.ask)


@pytest.mark.parametrize(
    ("answers", "where", "message"),
    [
        ({"tresty-status": {"value": "party"}}, [], "'tresty-status'"),
        ({"treaty-status": {"value": "partie"}}, ["treaty-status", "value"], "'partie' is not one"),
        ({"treaty-status": {"valeu": "party"}}, ["treaty-status"], "'valeu'"),
        ({"port-count": {"value": "3"}}, ["port-count", "value"], "'3' is not of type 'integer'"),
        (
            {"obstacles": {"value": ["staff"], "missing": "declined"}},
            ["obstacles", "value"],
            "['staff']",
        ),
        ({"obstacles": {"missing": "not-known"}}, ["obstacles"], "'reason' is a required property"),
        ({"obstacles": {"missing": "unknown"}}, ["obstacles", "missing"], "'unknown' is not one"),
        (
            {"obstacles": {"missing": "not-known", "reason": "does-not-arise"}},
            ["obstacles", "reason"],
            "'does-not-arise' is not one of",
        ),
        ({"obstacles": {}}, ["obstacles"], "'value' is a required property"),
        ({"obstacles": {"value": ["none", "staff"]}}, ["obstacles", "value"], "is too long"),
        ({"signature": {"value": "31/05/2004"}}, ["signature", "value"], "does not match"),
        (
            {"light-tasks": {"value": {"wacht": {"value": "implemented"}}}},
            ["light-tasks", "value"],
            "'wacht'",
        ),
        (
            {"light-tasks": {"value": {"watch": {"value": "done"}}}},
            ["light-tasks", "value", "watch", "value"],
            "'done' is not one of",
        ),
        (
            {"fog-signals": {"value": {"status": "considered", "reason": "x"}}},
            ["fog-signals", "value", "status"],
            "'considered' is not one of",
        ),
        (
            {"light-service": {"value": {"status": "considered"}}},
            ["light-service", "value"],
            "'reason' is a required property",
        ),
        (
            {"light-service": {"value": {"status": "planned", "evidence": [{"article": "1"}]}}},
            ["light-service", "value", "evidence", 0],
            "is not valid under any of the given schemas",
        ),
        (
            {"laws": {"value": [{"citaton": {"value": "x"}}]}},
            ["laws", "value", 0],
            "'citaton' was unexpected",
        ),
        ({"depositary": {"value": "NO"}}, ["depositary", "value"], "'NO' is not one of"),
        (
            {"port-authority": {"value": {"office": "x", "email": "x"}}},
            ["port-authority", "value", "email"],
            "does not match",
        ),
    ],
)
def test_the_schema_of_reports_names_the_place_of_a_mistake(
    answers: Mapping[str, Any], where: list[str | int], message: str
) -> None:
    found = errors(SCHEMA, report_of(answers))

    assert ["answers", *where] in [list(e.absolute_path) for e in found]
    assert any(message in e.message for e in found), [e.message for e in found]
    assert len(found) <= 2


DIGEST = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ({"state": "NO"}, ["state"]),
        ({"as_of": "2026-11"}, ["as_of"]),
        ({"as_of": "2026-W48-2"}, ["as_of"]),
        ({"status": "done"}, ["status"]),
        ({"status": "final"}, []),
        ({"seal": "sha256:" + "0" * 64}, ["seal"]),
        ({"supersedes": None}, ["supersedes"]),
        ({"supersedes": "md5-salted:" + "0" * 64}, ["supersedes"]),
        ({"salt": "0" * 31}, ["salt"]),
        ({"salt": "0" * 31 + "G"}, ["salt"]),
        ({"report_id": "0" * 31}, ["report_id"]),
        ({"language": "english language"}, ["language"]),
        (
            {"approved": {"by": "A. Minister", "office": "Cabinet", "on": "2026-11"}},
            ["approved", "on"],
        ),
        ({"approved": {"by": "A. Minister", "on": "2026-11-24"}}, ["approved"]),
        ({"merged": [{"from": "police"}]}, ["merged", 0]),
        ({"conflicts": [{"at": "Training"}]}, ["conflicts", 0, "at"]),
        ({"status": "final", "seal": DIGEST, "conflicts": []}, ["conflicts"]),
        ({"status": "final", "seal": DIGEST, "merged": []}, ["merged"]),
        ({"revision": 0}, ["revision"]),
        ({"extra": 1}, []),
        ({"questionnaire": {"id": "large"}}, ["questionnaire", "id"]),
    ],
)
def test_the_schema_of_reports_knows_the_head(
    head: Mapping[str, Any], where: list[str | int]
) -> None:
    found = errors(SCHEMA, report_of({}, **head))

    assert where in [list(e.absolute_path) for e in found]


@pytest.mark.thorough
def test_check_jsonschema_alone_accepts_a_report_and_names_the_mistakes_in_another(
    tmp_path: Path,
) -> None:
    schema, good, bad = (tmp_path / name for name in ("schema.json", "good.yaml", "bad.yaml"))
    schema.write_text(json.dumps(schemas()[SCHEMA]), encoding="utf-8")
    answers: dict[str, Any] = {
        "treaty-status": {"value": "party", "note": "Since 2004.", "answered_by": "Coast office"},
        "deposit": {"value": "2004-05"},
        "port-list": {"value": "Bergen, Oslo"},
        "port-authority": {
            "value": {"office": "Port office", "email": "a@b.org", "telephone": "+47 22 00 00"}
        },
        "fog-signals": {
            "value": {"status": "implemented", "evidence": [{"url": "https://example.org/a?b=c"}]}
        },
    }
    good.write_text(json.dumps(report_of(answers)), encoding="utf-8")
    answers["deposit"]["value"] = "May 2004"
    bad.write_text(json.dumps(report_of({**answers, "tresty": {}})), encoding="utf-8")

    accepted, refused = (
        subprocess.run(
            [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(path)],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        for path in (good, bad)
    )

    assert (accepted.returncode, accepted.stderr) == (0, ""), accepted.stdout
    assert refused.returncode == 1
    assert "$.answers.deposit.value: 'May 2004' does not match" in refused.stdout
    assert "'tresty'" in refused.stdout


def test_the_schema_knows_every_state() -> None:
    assert set(schemas()[SCHEMA]["$defs"]["state"]["enum"]) == set(BY_CODE)
