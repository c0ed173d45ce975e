"""The guide for authors has a valid example of every key, answer type and operator."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from pydantic.json_schema import SkipJsonSchema

from checklist.answer_types.comparison import CellComparison, CellSum, Than, WithOperator
from checklist.checks.linter import lint_folder
from checklist.diagnostics import Severity
from checklist.files.reader import parse
from checklist.questionnaire import condition
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.condition import OPERATORS
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.question import QuestionSet
from tests.support.folders import ROOT
from tests.support.small_report import SMALL

GUIDE = (ROOT / "questions" / "README.md").read_text("utf-8")
FILES = {"questionnaire.yaml", "recommendations.yaml", "analysis-plan.yaml"}
SET, CHECKS = "set", "checks"


def examples() -> Iterator[tuple[str, Any]]:
    """Yield the kind of each example, which its first line names, and its data."""
    for body in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE):
        named = re.match(r"# (\S+)\n", body)
        document = parse(body.encode(), "guide.yaml")
        assert not document.refusals, body
        yield named[1] if named else "questions", document.data


def files() -> Mapping[str, Any]:
    """Return the questionnaire that all examples make together."""
    found: dict[str, Any] = {SET: {}, CHECKS: [], "questions": []}
    for kind, data in examples():
        if isinstance(data, list):
            found[kind] += data
        else:
            found[kind] = data
    whole = {**found[SET], "questions": found["questions"], "checks": found[CHECKS]}
    return {**{name: found[name] for name in FILES}, "01-examples.yaml": whole}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide") / "guide"
    folder.mkdir()
    for name, data in files().items():
        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def keys(data: Any) -> Iterator[str]:
    """Yield every key within the data."""
    if isinstance(data, dict):
        yield from data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from keys(part)


def keys_of(model: Any) -> set[str]:
    """Return the keys of a model and of the models in it."""
    schema = model.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return {key for part in parts for key in part.get("properties", {})} - {"answer_type"}


def test_the_examples_together_are_a_questionnaire_without_findings(folder: Path) -> None:
    found = [
        f"{one.path}:{one.line} {one.code} {one.message}"
        for diagnostics in lint_folder(folder, "guide").values()
        for one in diagnostics
        if one.severity is not Severity.NOTE
    ]

    assert found == []


@pytest.mark.parametrize("model", [QuestionnaireHead, Catalogue, QuestionSet])
def test_every_key_has_an_example(model: Any) -> None:
    used = {key for data in files().values() for key in keys(data)}

    assert keys_of(model) - used == set()


def test_every_key_of_the_plan_has_an_example_here_or_in_the_plan_that_ships() -> None:
    """The plan of the shipped questionnaire is the example of the rest, as the guide says."""
    shipped = ROOT / "questions" / "ctoc-cop-2010-6" / "analysis-plan.yaml"
    used = {*keys(files()["analysis-plan.yaml"]), *keys(yaml.safe_load(shipped.read_bytes()))}

    assert keys_of(AnalysisPlan) - used == set()


def test_every_answer_type_that_is_asked_for_has_an_example_and_its_words() -> None:
    used = {question["type"] for question in files()["01-examples.yaml"]["questions"]}
    asked = {one.type for asks in (shipped(), SMALL) for one in asks.questions.values()}

    assert asked - used == set()
    assert [name for name in asked if f"`{name}`" not in GUIDE] == []


def keys_in_use(part: Any) -> Iterator[tuple[type[BaseModel], str]]:
    """Yield each key that is written in a file, with the model that it belongs to."""
    if isinstance(part, BaseModel):
        for name in part.model_fields_set:
            yield type(part), name
            yield from keys_in_use(getattr(part, name))
    elif isinstance(part, Mapping | list | tuple):
        for one in part.values() if isinstance(part, Mapping) else part:
            yield from keys_in_use(one)


def test_every_key_has_an_example_on_everything_that_can_have_it() -> None:
    models: dict[str, type[BaseModel]] = {
        "01-examples.yaml": QuestionSet,
        "questionnaire.yaml": QuestionnaireHead,
        "recommendations.yaml": Catalogue,
    }
    used = {
        key
        for name, model in models.items()
        for key in keys_in_use(model.model_validate(files()[name]))
    }

    missing = {
        f"{model.__name__}.{name}"
        for model in {model for model, _ in used}
        # One example of each operator is enough, whatever it compares.
        if not issubclass(model, WithOperator)
        for name, field in model.model_fields.items()
        # What has no schema comes from a translation, never from an author.
        if (model, name) not in used
        and not any(type(mark) is SkipJsonSchema for mark in field.metadata)
    }

    assert missing == set()


def forms(part: Any) -> Iterator[str]:
    """Yield the name of every model in a question set."""
    if isinstance(part, BaseModel):
        yield type(part).__name__
        for name in type(part).model_fields:
            yield from forms(getattr(part, name))
    for one in part if isinstance(part, list | tuple) else ():
        yield from forms(one)


def test_every_form_of_a_condition_has_an_example() -> None:
    known = {name for name in QuestionSet.model_json_schema()["$defs"] if name in vars(condition)}
    known |= {CellComparison.__name__, CellSum.__name__, Than.__name__}

    used = {*forms(QuestionSet.model_validate(files()["01-examples.yaml"]))}

    assert len(known) > 9
    assert known - used == set()


def test_every_operator_has_its_words() -> None:
    assert [name for name in OPERATORS if f"`{name}`" not in GUIDE] == []


PLAIN = {
    *("code", "columns", "date", "definition", "label", "message", "name", "question", "symbol"),
    *("citation", "term", "source", "glossary"),
}
"""The keys that need no word of the guide, only an example."""


def test_every_key_is_named_in_the_guide() -> None:
    text = re.sub(r"^```yaml.*?^```$", "", GUIDE, flags=re.DOTALL | re.MULTILINE)
    named = {*re.findall(r"`([a-z_]+)(?:: [a-z]+)?`", text)}
    known = keys_of(QuestionSet) | keys_of(QuestionnaireHead) | keys_of(Catalogue)

    assert known - named - PLAIN == set()
