"""Catalogues of translations: counted, and brought up to date."""

from pathlib import Path

import pytest

from checklist.files.po import PoEntry, po_bytes, read_po
from checklist.questionnaire.domains import near, texts_of_program
from checklist.questionnaire.places import Text
from checklist.questionnaire.translation_update import OUTDATED, head_for, state_of, updated
from tests.support.running import Result, checklist_run
from tests.support.translated import translated_folder, without, write_catalogue

PO = Path("small/translations/fr.po")


def run(folder: Path, *words: str, **env: str) -> Result:
    return checklist_run("translate", *words, "--questionnaire", "small", cwd=folder, env=env)


def entries(folder: Path, path: Path = PO) -> dict[str, PoEntry]:
    return {entry.place: entry for entry in read_po(folder / path) if entry.place}


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "small" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def counts(shown: str) -> list[str]:
    """Return the last line of a table: texts, missing, outdated, translated."""
    return shown.splitlines()[-1].split()[1:]


def test_the_table_counts_what_is_missing_and_outdated(tmp_path: Path) -> None:
    translated_folder(tmp_path, change=without("laws.ask", "deposit.ask"))
    whole = run(tmp_path, "--check")
    change(tmp_path, "02-lights.yaml", "Does one authority keep", "Which authority keeps")

    shown = run(tmp_path, "fr", "--check")

    texts = counts(shown.stdout)[0]
    assert counts(whole.stdout) == [texts, "2", "0", str(int(texts) - 2)]
    assert counts(shown.stdout) == [texts, "2", "1", str(int(texts) - 3)]
    assert whole.code == shown.code == 1
    write_catalogue(tmp_path / "small")
    assert run(tmp_path, "--check").code == 0


def test_update_keeps_what_was_translated_and_says_from_what(tmp_path: Path) -> None:
    translated_folder(tmp_path)
    before = entries(tmp_path)
    change(tmp_path, "02-lights.yaml", "Does one authority keep the lights?", "Who keeps them?")
    change(tmp_path, "02-lights.yaml", "- {id: charts, label: Charts}", "- {id: maps, label: Bell}")
    change(tmp_path, "02-lights.yaml", "label: A bell", "label: Charts")

    done = run(tmp_path, "fr")

    now = entries(tmp_path)
    ask = now["authority.ask"]
    assert (ask.is_fuzzy, ask.was, ask.english) == (
        True,
        "Does one authority keep the lights?",
        "Who keeps them?",
    )
    assert ask.texts == before["authority.ask"].texts
    assert now["light-tasks.items.maps.label"].texts == ("",), "never filled in by words"
    gone = "light-tasks.items.charts.label"
    assert f"{gone} is left out: there is no such text any more" in done.stderr
    change(tmp_path, "02-lights.yaml", "Who keeps them?", "Does one authority keep the lights?")
    run(tmp_path, "fr")
    assert entries(tmp_path)["authority.ask"] == before["authority.ask"]._replace(
        line=entries(tmp_path)["authority.ask"].line
    )


def test_a_plural_of_other_english_is_marked() -> None:
    before = Text("ships.unit", "persons", ("unit",), "", False, singular="person")
    now = before._replace(english="people")
    entries = updated([], [before], "fr")
    translated = [entry._replace(texts=("personne", "personnes")) for entry in entries]

    (marked,) = updated(translated, [now], "fr")

    assert state_of(translated[0], now, "fr") == OUTDATED
    assert (marked.is_fuzzy, marked.plural, marked.was) == (True, "people", "person")


def test_a_new_place_is_empty_and_offers_what_the_same_words_are_elsewhere(tmp_path: Path) -> None:
    translated_folder(tmp_path)
    change(tmp_path, "02-lights.yaml", "label: A bell", "label: Repair")
    text = "      - {code: whistle, label: A horn}\n    when: {not:"
    change(tmp_path, "02-lights.yaml", "    when: {not:", text)

    run(tmp_path, "fr")

    new = entries(tmp_path)["fog-signals-sound.options.whistle.label"]
    assert new.texts == ("",)
    assert new.comments == ("The same words are translated elsewhere as: ‹fr A horn›",)


def test_a_language_is_begun_with_all_places_empty(tmp_path: Path) -> None:
    translated_folder(tmp_path)

    refused = run(tmp_path, "ru", "--check")
    begun = run(tmp_path, "ru")

    assert "there is no catalogue for `ru`" in refused.stderr
    texts = counts(begun.stdout)[0]
    assert counts(begun.stdout) == [texts, texts, "0", "0"]


@pytest.mark.parametrize("code", ["FR", "\u00e9", "\ufb01", "french", "../fr"])
def test_a_folder_is_made_only_for_the_code_of_a_language(tmp_path: Path, code: str) -> None:
    translated_folder(tmp_path)
    (tmp_path / "own").mkdir()

    refused = run(tmp_path, code, CHECKLIST_TRANSLATIONS=str(tmp_path / "own"))

    assert refused.code == 2
    assert "is not the code of a language, such as fr" in refused.stderr
    assert not [*(tmp_path / "own").iterdir()]


def test_a_folder_of_another_name_beside_the_catalogues_hides_none(tmp_path: Path) -> None:
    translated_folder(tmp_path)
    for name in ("FR", "fr"):
        (tmp_path / "own" / name).mkdir(parents=True)
        (tmp_path / "own" / name / "program.po").write_text("", "utf-8")

    listed = run(tmp_path, CHECKLIST_TRANSLATIONS=str(tmp_path / "own"))

    assert (listed.code, "fr" in listed.stdout) == (0, True)


def test_a_catalogue_of_ones_own_is_written_in_its_folder(tmp_path: Path) -> None:
    translated_folder(tmp_path)
    (tmp_path / "own").mkdir()
    before = (tmp_path / PO).read_bytes()
    own = {"CHECKLIST_TRANSLATIONS": str(tmp_path / "own")}

    run(tmp_path, "fr", **own)
    begun = checklist_run(
        *("answer", "NOR", "--lang", "fr", "--questionnaire", "small"),
        cwd=tmp_path,
        env=own,
    )

    assert begun.code in {0, 1}, begun.stderr
    assert (tmp_path / PO).read_bytes() == before
    assert (tmp_path / "own" / "fr" / "small.po").exists()
    assert "translations: sha256:" in (tmp_path / "report-NOR.yaml").read_text("utf-8").replace(
        '"', ""
    )


def test_lint_finds_nothing_in_another_order_or_in_comments(tmp_path: Path) -> None:
    folder = translated_folder(tmp_path)
    there = [entry for entry in read_po(tmp_path / PO) if entry.place]
    turned = [entry._replace(remarks=("A remark.",), comments=()) for entry in reversed(there)]
    (tmp_path / PO).write_bytes(po_bytes(turned, head_for("small", "fr")))

    found = checklist_run("lint", str(folder), "--select", "Q16", cwd=tmp_path)

    assert found.code == 0 and "Q16" not in found.stdout.replace("only Q16", "")


def of_program(folder: Path, *words: str, **env: str) -> Result:
    own = {"CHECKLIST_TRANSLATIONS": str(folder), **env}
    return checklist_run("translate", "fr", *words, cwd=folder, env=own)


def test_the_program_is_translated_as_a_questionnaire_is(tmp_path: Path) -> None:
    yes = PoEntry(place="", english="Yes", texts=("Oui, oui",))
    gone = PoEntry(place="", english="Nobody says this any more.", texts=("Plus personne",))
    (tmp_path / "fr").mkdir()
    own = tmp_path / "fr" / "program.po"
    own.write_bytes(po_bytes([yes, gone], head_for("program", "fr")))

    whole = of_program(tmp_path, "--check")
    written = of_program(tmp_path)

    (of_all,) = [line for line in whole.stdout.splitlines() if line.startswith("program ")]
    assert of_all.split()[1] == f"{len(texts_of_program()):,}"
    assert "wrote" in written.stderr
    now = {entry.english: entry for entry in read_po(own)}
    assert now["Yes"].texts == ("Oui, oui",)
    assert now["Yes"].files and now["Yes"].place == ""
    assert f"{gone.english} is left out: there is no such text any more" in written.stderr


def test_the_table_has_the_questionnaire_and_the_program(tmp_path: Path) -> None:
    shown = checklist_run("translate", "fr", "--check", cwd=tmp_path)

    names = [line.split()[0] for line in shown.stdout.splitlines()]
    assert {"fr", "04-legislation", "recommendations", "program", "all"} <= {*names}


def test_what_became_of_a_message_is_marked(tmp_path: Path) -> None:
    first, second = texts_of_program()[:2]
    was = f"{second.english} once"
    entries = [
        PoEntry(place="program.0", english=was, texts=("jadis",)),
        PoEntry(place=first.place, english=first.english, texts=("x",)),
    ]

    (found,) = near(entries, [first, second])

    assert (found.place, found.texts) == (second.place, ("jadis",))
    (_, marked) = updated([*entries, found], [first, second], "fr")
    assert (marked.is_fuzzy, marked.was, marked.texts) == (True, was, ("jadis",))
