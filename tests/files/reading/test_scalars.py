import pytest

from checklist.files.reader import Data
from tests.support.documents import parsed


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nUll", "nUll"),
        ("true", True),
        ("False", False),
        ("tRUE", "tRUE"),
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("=", "="),
        ("<<", "<<"),
        ("0", 0),
        ("-17", -17),
        ("+17", 17),
        ("999999999999999", 999_999_999_999_999),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("2004-05-06", "2004-05-06"),
        ("12:30", "12:30"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1),
        ("-1e3", -1000),
        ("-0.0", 0),
        ("12.50e1", 125),
        ("999999999999999.5", 999_999_999_999_999.5),
        ("1e", "1e"),
        (".", "."),
        ("-x", "-x"),
        ("+", "+"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("not-known", "not-known"),
        ("'012'", "012"),
        ('"true"', "true"),
        ('""', ""),
        ('"\\L\\P\\u202e"', "\u2028\u2029\u202e"),
        ("|\n  x\n  y\n", "x\ny\n"),
        (">-\n  x\n  y\n", "x y"),
    ],
)
def test_yaml_scalars_are_read_by_the_core_schema_of_1_2(scalar: str, value: Data) -> None:
    document = parsed(f"a: {scalar}")

    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)
    assert document.refusals == ()


@pytest.mark.parametrize("number", ["3.0", "3e0", "30E-1"])
def test_a_whole_number_is_one_however_json_writes_it(number: str) -> None:
    document = parsed(f'{{"a": {number}}}')

    assert document.data == {"a": 3}
    assert type(document.data["a"]) is int
