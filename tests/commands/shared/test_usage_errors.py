"""What is wrong with how a command was called is said in the language of the user."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checklist.application import build_app
from checklist.errors import ChecklistError
from checklist.text.languages import ENGLISH
from checklist.text.messages import speaking
from tests.support.folders import IN_LANGUAGES
from tests.support.running import checklist_run

SEN = str(IN_LANGUAGES / "report-SEN.yaml")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("answer --foo", "L’option `--foo` n’existe pas. Vouliez-vous dire `--for` ou `--from` ?"),
        ("--foo", "L’option `--foo` n’existe pas. Toutes les commandes : `checklist --help`"),
        ("stat", "La commande `stat` n’existe pas. Vouliez-vous dire `status` ?"),
        ("print", "La commande 'print' n’existe pas. Vouliez-vous dire ceci ? checklist export"),
        ("o'print", "La commande `o'print` n’existe pas. Toutes les commandes"),
        ("sta'tus", "La commande `sta'tus` n’existe pas. Vouliez-vous dire `status` ?"),
        ("sh\"o'w", "La commande `sh\"o'w` n’existe pas. Vouliez-vous dire `show` ?"),
        ("st\x1btus", "La commande `st‹U+001B›tus` n’existe pas. Vouliez-vous dire `status` ?"),
        (
            "answer --only l'un",
            "`--only` admet l’une de ces valeurs : `open`, `not-known`. `l'un` n’en fait pas "
            "partie.",
        ),
        ("export SEN --output", "L’option `--output` exige une valeur."),
        ("show SEN --plain=3", "L’option `--plain` n’admet pas de valeur."),
        ("status SEN b.yaml", "La commande n’admet pas d’autre mot, comme `b.yaml`."),
    ],
)
def test_a_usage_error_is_in_the_language(
    words: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKLIST_LANG", "fr")

    with speaking(ENGLISH, {}):
        arguments = words.replace("SEN", SEN).split()
        done = CliRunner().invoke(build_app(), arguments, prog_name="checklist")

    assert isinstance(done.exception, ChecklistError)
    assert done.output == ""
    shown = " ".join(str(done.exception).split())
    assert shown.startswith(said)
    assert not re.search(r"\b(?:Usage|Error|Try|No such)\b", shown)


def test_a_usage_error_in_english_stays_that_of_the_library(tmp_path: Path) -> None:
    done = checklist_run("answer", "--foo", cwd=tmp_path)

    assert done.code == 2
    assert "Usage: checklist answer [OPTIONS] [REPORT]" in done.stderr
    assert "Error: No such option: --foo" in done.stderr


def test_the_language_of_an_option_counts_for_errors_too(tmp_path: Path) -> None:
    done = checklist_run("status", "--lang", "ar", "--foo", cwd=tmp_path)

    assert done.code == 2
    assert "لا يوجد خيار `--foo`." in done.stderr
