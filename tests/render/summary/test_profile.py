"""The profile of a State: gaps, wishes, offers, answers; and the folder beside the page."""

import os
from pathlib import Path
from typing import Any

import pytest

from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.summary import summary
from checklist.render.summary.profile import profiles
from checklist.states import STATES
from tests.support.browser import PHONE, Browser
from tests.support.made_reports import as_json, made_report
from tests.support.running import checklist_run
from tests.support.summaries import MEASURE, SHIPPED, answers_of, read_report, sealed

WANTED = {"value": ["training-courses"]}


def pages(**answers: object) -> dict[str, str]:
    """Return the profiles of Norway, with chosen answers, and Austria."""
    reports = [sealed(made_report(1, state="NOR"), **answers), made_report(2, state="AUT")]
    selection = selected(map(read_report, reports))
    counted = answers_of(selection)
    return dict(profiles(summary(counted, selection, STATES), counted))


def test_a_profile_has_what_the_State_says_and_nothing_of_another() -> None:
    answer = {"value": {"status": "planned", "law": "Words of the law."}, "note": "Only Norway."}

    made = pages(**{MEASURE: answer})

    assert list(made) == ["AUT.html", "NOR.html"]
    assert "Only Norway." in made["NOR.html"] and "Words of the law." not in made["AUT.html"]
    assert "Only Norway." not in made["AUT.html"]
    gaps = made["NOR.html"].partition('id="gaps"')[2].partition('id="wishes"')[0]
    assert "Planned" in gaps
    assert "Profile: Norway" in made["NOR.html"]


def test_what_a_state_wrote_in_another_language_says_so() -> None:
    answer: dict[str, Any] = {
        "value": {"status": "planned", "law": "Une loi."},
        "note": "ملاحظة",
        "language": {"law": "fr", "note": "ar"},
    }
    marked = {"value": {**answer["value"], "law": "Une autre."}, "confidential": True}

    made = pages(**{MEASURE: answer})["NOR.html"]
    other = pages(**{MEASURE: {**marked, "language": {"law": "fr"}}})["NOR.html"]

    assert '<span lang="fr" dir="auto">Une loi.</span>' in made
    assert '<span lang="ar" dir="auto">ملاحظة</span>' in made
    assert "Une autre." not in other and 'lang="fr"' not in other


def test_a_confidential_answer_is_not_in_a_profile() -> None:
    answer = {"value": {"status": "planned", "law": "Xyzzy"}, "note": "Xyzzy", "confidential": True}

    made = pages(**{MEASURE: answer})

    assert "Xyzzy" not in made["NOR.html"]
    assert "Confidential, not shown" in made["NOR.html"]


@pytest.mark.parametrize(
    ("code", "is_marked"), [("publish", False), ("totals-only", True), ("withhold", True)]
)
def test_a_profile_says_that_it_is_not_for_publication_unless_the_State_agrees(
    code: str, is_marked: bool
) -> None:
    made = pages(publication={"value": code})

    assert ("Not for publication" in made["NOR.html"]) is is_marked


def folder_of(folder: Path) -> Path:
    reports = folder / "reports"
    reports.mkdir()
    for number, (state, code) in enumerate((("AUT", "publish"), ("NOR", "totals-only"))):
        data = sealed(made_report(number, state=state), publication={"value": code})
        (reports / f"report-{state}.json").write_text(as_json(data), "utf-8")
    return folder


def test_profiles_stand_in_a_folder_beside_the_page_which_leads_to_them(tmp_path: Path) -> None:
    words = ("summarize", "reports", "--profiles", "-o", "page.html")

    done = checklist_run(*words, cwd=folder_of(tmp_path))
    again = checklist_run(*words, cwd=tmp_path)

    assert done.code == 0
    made = sorted(path.name for path in (tmp_path / "page-profiles").iterdir())
    assert made == ["AUT.html", "NOR.html"]
    assert 'href="page-profiles/NOR.html"' in (tmp_path / "page.html").read_text("utf-8")
    assert again.code == 2
    assert "page-profiles exists already" in again.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names, and no /dev/null")
def test_the_page_leads_to_the_profiles_whatever_its_name_is(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    names = {"javascript:x#1": "javascript%3Ax%231", '100%"><i>?': "100%25%22%3E%3Ci%3E%3F"}
    for name, address in names.items():
        words = ("summarize", "reports", "--profiles", "-o", f"{name}.html")

        assert checklist_run(*words, cwd=folder).code == 0

        page = (folder / f"{name}.html").read_text("utf-8")
        assert f'href="{address}-profiles/NOR.html"' in page
        assert name not in page.partition("<body")[2]


def test_for_publication_only_States_that_agree_have_a_profile(tmp_path: Path) -> None:
    words = ("summarize", "reports", "--for-publication", "--profiles", "-o", "page.html")

    done = checklist_run(*words, cwd=folder_of(tmp_path))

    assert done.code == 0
    assert [path.name for path in (tmp_path / "page-profiles").iterdir()] == ["AUT.html"]
    assert "NOR" not in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("donors", "is_shown"),
    [
        ({"value": "named"}, True),
        ({"value": "named", "confidential": True}, False),
        ({"value": "unnamed"}, False),
        ({"value": "not-shown"}, False),
        ({"missing": "declined"}, False),
    ],
)
def test_for_publication_wishes_are_shown_only_with_consent_to_be_named_to_donors(
    donors: dict[str, object], is_shown: bool
) -> None:
    """Also not a byte tells what is wanted."""

    def profile(kind: str, *, is_public: bool) -> str:
        answers = {
            "publication": {"value": "publish"},
            "donors": donors,
            "victims-assistance": {"value": [kind]},
            "help-requested": {"missing": "declined" if kind == "expert-advice" else "not-known"},
        }
        selection = selected([read_report(sealed(made_report(1, state="NOR"), **answers))])
        chosen = agreed(selection, SHIPPED) if is_public else selection
        counted = answers_of(chosen)
        return dict(profiles(summary(counted, chosen, STATES), counted))["NOR.html"]

    internal = profile("expert-advice", is_public=False)
    public = [profile(kind, is_public=True) for kind in ("expert-advice", "training-courses")]

    assert "Help wanted" in internal
    assert "Obstacles" in public[0]
    assert ("Help wanted" in public[0]) is is_shown
    assert (public[0] != public[1]) is is_shown
    assert ("It is left out here." in public[0]) is not is_shown


@pytest.mark.parametrize("output", [(), ("-o", "page.md"), ("-o", "/dev/null", "--format", "html")])
def test_profiles_need_a_page(output: tuple[str, ...], tmp_path: Path) -> None:
    done = checklist_run("summarize", "reports", "--profiles", *output, cwd=folder_of(tmp_path))

    assert done.code == 2
    assert "profiles stand beside a page" in done.stderr
    assert not (tmp_path / "page-profiles").exists()
    assert not Path("/dev/null-profiles").exists()


@pytest.mark.sampled
@pytest.mark.parametrize("dark", [False, True])
def test_a_profile_is_for_everybody(dark: bool, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "NOR.html"
    path.write_text(pages()["NOR.html"], "utf-8")

    with browser.shown(path, width=PHONE, dark=dark) as shown:
        is_cut = shown.is_cut()
        found = shown.found_by_axe()
        lost = shown.lost_on_paper(tmp_path / "page.pdf", "A4")
        first_sheet = shown.printed(tmp_path / "page.pdf", "A4").partition("\f")[0]

    assert {"Profile: Norway", "Gaps"} <= set(first_sheet.splitlines())
    assert not is_cut
    assert found == []
    assert lost == []
    assert shown.complaints == []
