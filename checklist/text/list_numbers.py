"""The numbers that a person types to choose from a list."""


def number_in_list(entry: str, length: int) -> int | None:
    """Return the number that is typed to choose from a list.

    Args:
        entry: The text that was typed, of any length.
        length: The length of the list, whose first number is 1.

    Returns:
        The number; 0 for one that is not in the list; None for a text that is no number.
    """
    if not (entry.isascii() and entry.isdigit()):
        return None
    digits = entry.lstrip("0")  # `int` refuses thousands of digits
    number = int(digits) if 0 < len(digits) <= len(str(length)) else 0
    return number if number <= length else 0
