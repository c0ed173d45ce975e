"""The refusal of an entry. It is known before the first question is asked, without the models."""


class Refusal(Exception):
    """An entry does not answer a step. The text of the exception is the reason for the official."""
