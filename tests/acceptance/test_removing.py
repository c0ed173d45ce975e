"""“remove” in a form takes an answer away, whatever the form was sent with, never in silence."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.sent_forms import FORMATS, Entries, SentForm
from tests.support.word_forms import WordForm, add_run, cells, paragraphs

ANSWERS: dict[str, Any] = {
    "rescue-service": {"value": "affirmative"},
    "training": {
        "value": {
            "police-officers": {"value": "regular", "note": "Each year."},
            "pilots": {"value": "some", "confidential": True},
        }
    },
    "channels": {"value": ["radio"], "note": "In winter."},
    "pay-rule": {"value": "law", "note": "Old.", "evidence": [{"url": "https://example.org/a"}]},
    "pay-date": {"value": "2004-05-31"},
    "pay-details": {"value": "The wage of the port."},
    "inspections": {"missing": "not-known", "reason": "not-collected"},
}
WRITTEN: Entries = {
    ("rescue-service", "answer", "affirmative"): "x",
    ("training/police-officers", "answer", "regular"): "x",
    ("training/police-officers", "note"): "Each year.",
    ("training/pilots", "answer", "some"): "x",
    ("training/pilots", "confidential"): "x",
    ("channels#radio", "answer"): "x",
    ("channels", "note"): "In winter.",
    ("pay-rule", "answer", "law"): "x",
    ("pay-rule", "note"): "Old.",
    ("pay-rule", "evidence"): "https://example.org/a",
    ("pay-date", "answer"): "31.5.2004",
    ("pay-details", "answer"): "The wage of the port.",
    ("inspections", "missing", "not-known"): "the information is not collected",
}
PLACES: dict[str, tuple[tuple[str, ...], ...]] = {
    "text": (("pay-details", "answer"),),
    "date": (("pay-date", "answer"),),
    "choice": (("pay-rule", "answer", "law"),),
    "row": (("training/police-officers", "answer", "regular"),),
    "choices": (("channels#radio", "answer"),),
    "remark": (("pay-rule", "note"),),
    "evidence": (("pay-rule", "evidence"),),
    "mark": (("training/pilots", "confidential"),),
    "missing": (("inspections", "missing", "not-known"),),
}


def after(place: str) -> dict[str, Any]:
    """Return the answers without what stands at a place."""
    left: dict[str, Any] = {name: {**answer} for name, answer in ANSWERS.items()}
    match place:
        case "text" | "date" | "choice" | "choices" | "missing":
            names = {"text": "pay-details", "date": "pay-date", "choice": "pay-rule"}
            del left[{**names, "choices": "channels", "missing": "inspections"}[place]]
        case "row":
            left["training"] = {"value": {"pilots": ANSWERS["training"]["value"]["pilots"]}}
        case "mark":
            rows = ANSWERS["training"]["value"]
            left["training"] = {"value": {**rows, "pilots": {"value": "some"}}}
        case "remark":
            del left["pay-rule"]["note"]
        case "evidence":
            del left["pay-rule"]["evidence"]
    return left


def labels(name: str, entries: Entries) -> Entries:
    """Return entries for a format: why there is no answer is one field, outside of Word."""
    if name == "docx":
        return entries
    return {
        at[:2] if at[1] == "missing" else at: f"Not known: {text}" if at[1] == "missing" else text
        for at, text in entries.items()
    }


def removing(sent: SentForm, place: str, before: Entries) -> bytes:
    """Return the form with `remove` at a place, and else with some entries."""
    entries: dict[tuple[str, ...], str] = {**labels(sent.name, before)}
    for at in PLACES[place]:
        if sent.name == "docx":
            entries[at] = "remove"
        else:
            entries.pop(at, None)
            entries[at[:2]] = "remove"
    return sent.filled(entries)


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
@pytest.mark.parametrize("place", PLACES)
def test_the_same_first_form_takes_an_answer_away_that_it_gave(
    place: str, name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name)
    first = sent.merge(sent.filled(labels(name, WRITTEN)))
    given = sent.answers

    second = sent.merge(removing(sent, place, WRITTEN))

    assert (first.code, given) == (0, ANSWERS), first.stdout
    assert sent.answers == after(place)
    assert second.code == 0


@pytest.mark.sampled
@pytest.mark.parametrize(("name", "place"), [(name, one) for name in FORMATS for one in PLACES])
def test_a_form_that_was_sent_with_an_answer_takes_it_away(
    place: str, name: str, tmp_path: Path
) -> None:
    rows = ANSWERS["training"]["value"]
    own = {**rows, "pilots": {**rows["pilots"], "answered_by": ["labour"]}}  # labour sees its mark
    sent = SentForm(tmp_path / "report", name, {**ANSWERS, "training": {"value": own}})

    done = sent.merge(removing(sent, place, {}))

    assert sent.answers == after(place)
    assert done.code == 0


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMATS)
def test_a_ministry_takes_no_mark_of_the_state_away(name: str, tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", name, ANSWERS)

    sent.merge(removing(sent, "mark", {}))

    assert sent.answers["training"]["value"]["pilots"]["confidential"] is True


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("place", [one for one in PLACES if one != "choices"])
def test_where_nothing_is_there_it_is_asked_about_at_its_place(
    place: str, name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name)

    done = sent.merge(removing(sent, place, {}))

    assert (done.code, sent.answers) == (1, {})
    assert "“remove” takes nothing away here" in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize("words", ["x remove", "xremove", "“remove”", "REMOVE.", "please remove"])
def test_it_is_understood_beside_the_mark_that_the_form_was_sent_with(
    words: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", "docx", ANSWERS)

    sent.merge({("pay-rule", "answer", "law"): words})

    assert sent.answers == after("choice")


def test_it_is_understood_behind_the_words_of_an_option(tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", "docx", ANSWERS)
    form = WordForm(sent.form())
    add_run(paragraphs(cells(form.row("pay-rule", code="law"))[1])[0], " remove")

    sent.merge(form.saved())

    assert sent.answers == after("choice")


def test_remove_beside_the_number_of_an_entry_takes_it_away(tmp_path: Path) -> None:
    entry = {"year": {"value": 2020}, "kind": {"value": "cargo"}, "number": {"value": 5}}
    sent = SentForm(tmp_path / "report", "docx", {"ships": {"value": [entry]}})
    form = WordForm(sent.form())
    add_run(paragraphs(cells(form.entries["ships"][0])[0])[0], " remove")

    done = sent.merge(form.saved())

    assert "ships" not in sent.answers, done.stdout


def test_what_stands_beside_an_answer_that_goes_is_listed(tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", "html", ANSWERS)

    done = sent.merge(
        {("pay-rule", "answer"): "remove", ("pay-rule", "note"): "It is for the ports."}
    )

    assert "remark where the answer was left open: It is for the ports." in done.stdout
    assert sent.answers == after("choice")
