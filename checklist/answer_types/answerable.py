"""Models whose keys include those of an answer type: a question, and a column of a table."""

from typing import Any

from pydantic import model_validator

from checklist.answer_types.base_model import StrictModel


class Answerable(StrictModel):
    """A model with an answer type: a question, or a column of a table.

    In the file, the keys of the answer type are next to those of the model. A subclass declares
    `answer_type`, with the answer types that it can have.
    """

    @model_validator(mode="before")
    @classmethod
    def _split_off_answer_type(cls, data: Any) -> Any:
        """Move the keys that the model does not declare into `answer_type`."""
        if not isinstance(data, dict):
            return data
        own = cls.model_fields.keys() - {"answer_type"}
        rest = {key: part for key, part in data.items() if key not in own}
        return {**{key: data[key] for key in data if key in own}, "answer_type": rest}
