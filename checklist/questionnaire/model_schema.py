"""The JSON Schema (draft 2020-12) of a Pydantic model, described by its docstrings."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from checklist.answer_types.base_model import StrictModel
from checklist.answer_types.comparison import WithOperator

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def model_schema(
    model: type[StrictModel], title: str, description: str, example: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the JSON Schema of a model. The docstrings of its attributes describe its properties.

    Args:
        model: The model.
        title: The schema's title.
        description: The schema's description.
        example: Data that the schema accepts.
    """
    schema = model.model_json_schema(by_alias=True)
    classes = {cls.__name__: cls for cls in _subclasses(StrictModel)}
    definitions = schema.pop("$defs", {})
    _describe(schema, model)
    for name, definition in definitions.items():
        if name in classes:
            _describe(definition, classes[name])
    definitions |= _with_answer_types(definitions)
    for name, definition in definitions.items():
        cls = classes.get(name, StrictModel)
        if issubclass(cls, WithOperator):
            definition["oneOf"] = [{"required": [operator]} for operator in cls.operators]
    schema |= {"title": title, "description": description, "examples": [example]}
    named = {"$schema": DRAFT, **schema, **({"$defs": definitions} if definitions else {})}
    return {key: _with_choices(part) for key, part in named.items()}


def _with_answer_types(definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the definitions of models with an answer type, as files have them.

    In a file the keys of both are in one mapping. There is one definition for each answer type, and
    one that chooses among these.
    """
    result: dict[str, Any] = {}
    for name, definition in definitions.items():
        if "answer_type" not in definition.get("properties", {}):
            continue
        own = {k: v for k, v in definition["properties"].items() if k != "answer_type"}
        required = [key for key in definition["required"] if key != "answer_type"]
        types = definition["properties"]["answer_type"]["discriminator"]["mapping"]
        mapping = {}
        for value, reference in types.items():
            type_name = reference.rpartition("/")[2]
            answer_type = definitions[type_name]
            mapping[value] = f"{reference}{name}"
            result[f"{type_name}{name}"] = {
                "description": f"{definition['description']}\n\n{answer_type['description']}",
                "type": "object",
                "properties": {**own, **answer_type["properties"]},
                "required": [*required, *answer_type["required"]],
                "additionalProperties": False,
            }
        result[name] = _by_type("type", mapping, {"description": definition["description"]})
    return result


def _describe(schema: dict[str, Any], model: type[StrictModel]) -> None:
    """Put the text below each attribute of the model into the description of its property."""
    texts = {k: v for cls in reversed(model.__mro__) for k, v in attribute_texts(cls).items()}
    for name, field in model.model_fields.items():
        part = schema.get("properties", {}).get(field.alias or name)
        if part is not None and name in texts:
            part.setdefault("description", texts[name])


@cache
def attribute_texts(cls: type) -> Mapping[str, str]:
    """Return the docstrings that stand below the attributes of a class, by attribute.

    Pydantic can do this itself, but would do it at every start, when it builds its models.
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    except (OSError, TypeError):  # made at run time: its bases have the texts
        return {}
    assert isinstance(tree, ast.ClassDef)
    texts = {}
    for attribute, text in zip(tree.body, tree.body[1:], strict=False):
        if (
            isinstance(attribute, ast.AnnAssign)
            and isinstance(attribute.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            texts[attribute.target.id] = inspect.cleandoc(str(text.value.value))
    return texts


def _subclasses(cls: type[StrictModel]) -> Iterator[type[StrictModel]]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)


def _with_choices(schema: Any) -> Any:
    """Replace each `oneOf` of models by `if` and `then`: a validator then names the wrong key."""
    if isinstance(schema, list):
        return [_with_choices(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("default", ...) is None:
        schema = _never_empty(schema)
    schema = {key: _with_choices(part) for key, part in schema.items()}
    discriminator = schema.pop("discriminator", None)
    references = [part.get("$ref", "") for part in schema.get("oneOf", ())]
    if discriminator is not None:
        return _by_type(discriminator["propertyName"], discriminator["mapping"], schema)
    if any(reference.endswith("/CellSum") for reference in references):
        return _by_combinator(references, schema, ("sum",))
    if any(reference.endswith("/Leaf") for reference in references):
        return _by_combinator(references, schema, ("sum", "not", "any", "all"))
    return schema


def _never_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without `null`: the key can be left out, but not be empty."""
    rest = {key: part for key, part in schema.items() if key not in {"anyOf", "default"}}
    choices = [part for part in schema.get("anyOf", ()) if part != {"type": "null"}]
    return {**choices[0], **rest} if len(choices) == 1 else {**rest, "anyOf": choices}


def _by_type(key: str, mapping: Mapping[str, str], schema: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: part for name, part in schema.items() if name != "oneOf"},
        "type": "object",
        "required": [key],
        "properties": {key: {"enum": list(mapping)}},
        "allOf": [
            {
                "if": {"properties": {key: {"const": value}}, "required": [key]},
                "then": {"$ref": reference},
            }
            for value, reference in mapping.items()
        ],
    }


def _by_combinator(
    references: list[str], schema: dict[str, Any], keys: Sequence[str]
) -> dict[str, Any]:
    del schema["oneOf"]
    *combined, leaf = references
    chosen: dict[str, Any] = {"$ref": leaf}
    for key, reference in zip(keys, reversed(combined), strict=True):
        chosen = {"if": {"required": [key]}, "then": {"$ref": reference}, "else": chosen}
    return {**schema, "type": "object", **chosen}
