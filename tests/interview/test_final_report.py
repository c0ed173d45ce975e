from pathlib import Path

from checklist.interview.final_report import is_final_message


def test_a_line_break_in_the_name_of_a_file_makes_no_line() -> None:
    usual = is_final_message(Path("report-AUT.yaml")).splitlines()

    lines = is_final_message(Path("a\nchecklist redact b.yaml")).splitlines()

    assert len(lines) == len(usual)
    assert not any(line.startswith("checklist redact") for line in lines)
