"""`checklist trace`: from a count to the States, files and lines."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.cycles import of_cycle, reports_of_cycles, write_cycles
from tests.support.folders import EXAMPLES
from tests.support.made_reports import as_yaml, made_report
from tests.support.mixed_folders import sealed
from tests.support.running import checklist_run


def test_a_count_leads_to_states_files_and_lines(tmp_path: Path) -> None:
    words = ("trace", "T9-4.1", EXAMPLES, "--column", "Answered")

    done = checklist_run(*words, cwd=tmp_path)
    document = json.loads(checklist_run(*words, "--format", "json", cwd=tmp_path).stdout)

    assert (done.code, done.stderr) == (0, "")
    assert "All, Answered: 3" in done.stdout
    assert "Austria, revision 1, as of 2026-11-20: reports/report-AUT.yaml:" in " ".join(
        done.stdout.split()
    )
    (count,) = document["counts"]
    assert count["count"] == len(count["sources"]) == 3
    for one in count["sources"]:
        lines = (EXAMPLES.parent / one["file"]).read_text("utf-8").splitlines()
        assert lines[one["line"] - 1].startswith("  offence:")


def test_a_delegate_gets_the_own_answer_and_of_all_others_totals_only(tmp_path: Path) -> None:
    words = ("trace", "t9-4.1", EXAMPLES, "--for", "Austria")

    done = checklist_run(*words, cwd=tmp_path)
    told = checklist_run(*words, "--format", "json", cwd=tmp_path).stdout

    assert done.code == 0
    assert "All, In all: 3" in done.stdout
    assert "Austria, revision 1" in done.stdout
    for others in ("Uganda", "UGA", "Tuvalu", "TUV"):
        assert others not in done.stdout + told
    assert [one["count"] for one in json.loads(told)["counts"]][:2] == [3, 3]
    assert "None of these counts" not in done.stdout


def test_a_delegate_whose_state_is_in_no_count_is_told_so(tmp_path: Path) -> None:
    done = checklist_run("trace", "t9-4.1", EXAMPLES, "--for", "Norway", cwd=tmp_path)

    assert done.code == 0
    assert "None of these counts has an answer of Norway (NOR)." in done.stdout
    assert "All, In all: 3" in done.stdout


def test_a_confidential_answer_is_counted_and_not_shown(tmp_path: Path) -> None:
    words = ("trace", "T3-1", EXAMPLES, "--column", "Confidential", "--format", "json")

    done = checklist_run(*words, cwd=tmp_path)

    said = [one["said"] for count in json.loads(done.stdout)["counts"] for one in count["sources"]]
    assert done.code == 0
    assert {*said} == {"Confidential"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["T9-99"], "no table of a summary has the id `T9-99`; did you mean"),
        (["T15-1"], "this table counts no answers, or all its counts are zero"),
        (["T3-3", "--row", "99"], "the rows with a count: 6; 10(a);"),
        (["T3-3", "--for", "Atlantis"], "`Atlantis` is not the name or code of a State"),
    ],
)
def test_what_cannot_be_traced_is_reported(words: list[str], told: str, tmp_path: Path) -> None:
    done = checklist_run("trace", words[0], EXAMPLES, *words[1:], cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert told in done.stderr


CYCLES = "--cycle", "2024", "--cycle", "2026"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with reports of three cycles, and comparisons and a summary of them."""
    folder = tmp_path_factory.mktemp("outputs")
    write_cycles(folder / "all", map(_agreeing, reports_of_cycles()))
    (folder / "groups.csv").write_text("AUT,One\nUSA,Two\n", "utf-8")
    for words in (
        ("compare", "all", "--since", "2023-01-01", "--group-by", "groups.csv", "-o", "cycles.csv"),
        ("compare", "all", "all", *CYCLES, "-o", "changes.md"),
        ("summarize", "all", "--cycle", "2026", "-o", "summary.md"),
    ):
        assert checklist_run(*words, cwd=folder).code == 0
    return folder


def _agreeing(named: tuple[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """Return a report that may be published, so that what is published has changes to count."""
    name, data = named
    answers = {**data["answers"], "publication": {"value": "publish"}}
    return name, sealed({**data, "answers": answers}) if name.startswith("USA") else data


@pytest.fixture(scope="module")
def with_public(outputs: Path) -> Path:
    """Return the same folder, also with comparisons and a summary for publication."""
    for words in (
        ("compare", "all", "-o", "public.csv"),
        ("compare", "all", "all", *CYCLES, "-o", "public.md"),
        ("summarize", "all", "--cycle", "2026", "-o", "public.json"),
    ):
        assert checklist_run(*words, "--for-publication", cwd=outputs).code == 0
    return outputs


def manifest_of(folder: Path, output: str) -> tuple[tuple[str, ...], dict[str, Any]]:
    name = f"{output}.manifest.json"
    return ("--manifest", name), json.loads((folder / name).read_text("utf-8"))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("output", "table", "paths", "more"),
    [
        ("cycles.csv", "R2-2.2024-2026", ["all"], ["--group-by", "groups.csv"]),
        ("cycles.csv", "R4-3.2024-2026", ["all"], []),
        ("public.csv", "R1-1", ["all"], []),
        ("changes.md", "C1.old-new", ["all", "all"], []),
        ("changes.md", "C2.old-new", ["all", "all"], []),
        ("public.md", "C1.old-new", ["all", "all"], []),
        ("public.md", "R2-2.old-new", ["all", "all"], []),
        ("cycles.csv", "C1.2024-2026", ["all"], ["--group-by", "groups.csv"]),
        ("summary.md", "T3-3", ["all"], []),
        ("public.json", "T3-3", ["all"], []),
    ],
)
def test_a_manifest_has_the_options_and_the_counts_are_those_of_the_output(
    output: str, table: str, paths: list[str], more: list[str], with_public: Path
) -> None:
    option, manifest = manifest_of(with_public, output)
    words = ("trace", table, *paths, *option, *more, "--format", "json")

    done = checklist_run(*words, cwd=with_public)

    assert (done.code, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["matches_manifest"] is True
    assert document["cut_off"] == manifest["cut_off"]
    states = [one["state"] for one in manifest["reports"]]
    sides = table.partition(".")[2].split("-")
    named = [
        one["state"] for one in manifest["reports"] if one["is_named"] and one["side"] in sides
    ]
    counted = [one for one in named if named.count(one) == 2] if table[0] == "C" else states
    assert document["reports"] == len(counted)
    (numbers,) = [one for one in manifest["tables"] if one["id"] == table]
    told = {
        (row["label"], column): count
        for row in numbers["rows"]
        for column, count in zip(numbers["columns"], row["counts"], strict=True)
        if count and column not in {"By its own codes"}
    }
    counts = {(one["row"], one["column"]): one["count"] for one in document["counts"]}
    assert {key: counts.get(key) for key in told} == told
    for count in document["counts"]:
        assert count["count"] == len(count["sources"])
        for one in count["sources"]:
            lines = (with_public / one["file"]).read_text("utf-8").splitlines()[: one["line"]]
            keys = [line for line in lines if line[:1] != " " or line[:3].strip()]
            # An answer that is not there has the place of all answers.
            assert not one["question"] or keys[-1] in {f"  {one['question']}:", "answers:"}


@pytest.mark.thorough
def test_a_delegate_gets_totals_of_others_in_comparisons(with_public: Path) -> None:
    for output, table, paths in (
        ("changes.md", "C1", ["all", "all"]),
        ("public.csv", "R1-1", ["all"]),
        ("cycles.csv", "R1-2", ["all", "--group-by", "groups.csv"]),
    ):
        option, _ = manifest_of(with_public, output)
        words = ("trace", table, *paths, *option, "--for", "USA")

        done = checklist_run(*words, cwd=with_public)
        told = checklist_run(*words, "--format", "json", cwd=with_public).stdout

        assert done.code == 0
        for others in ("Austria", "AUT", "Tuvalu", "TUV", "Kenya", "KEN", "Holy See", "VAT"):
            assert others not in done.stdout + told
        assert "2026" in told
    assert "United States of America, revision 1" in " ".join(done.stdout.split())


@pytest.mark.thorough
def test_the_caption_of_cycles_for_publication_counts_only_the_states_that_agree(
    tmp_path: Path,
) -> None:
    for number, (state, consent) in enumerate([("AUT", "publish"), ("KEN", "totals-only")]):
        made = made_report(number, state=state)
        made["answers"]["publication"] = {"value": consent}
        for cycle in ("2024", "2026"):
            text = as_yaml(of_cycle(made, cycle))
            (tmp_path / f"{state}-{cycle}.yaml").write_text(text, "utf-8")
    words = ("compare", ".", "--for-publication", "-o", "public.csv")
    assert checklist_run(*words, cwd=tmp_path).code == 0
    option, _ = manifest_of(tmp_path, "public.csv")

    done = checklist_run("trace", "R2-1", ".", *option, cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    first, second, *_ = done.stdout.splitlines()
    assert first.endswith("States that reported in both: 1")
    assert second.startswith("Reports counted: 2.")


@pytest.mark.thorough
def test_reports_that_are_no_longer_those_of_the_manifest_are_named(
    outputs: Path, tmp_path: Path
) -> None:
    (tmp_path / "all").mkdir()
    for path in (outputs / "all").iterdir():
        (tmp_path / "all" / path.name).write_bytes(path.read_bytes())
    for name in ("changes.md", "summary.md"):
        path = outputs / f"{name}.manifest.json"
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "all" / "VAT-2026.yaml").unlink()
    changed = of_cycle(made_report(77, state="TUV"), "2026")
    (tmp_path / "all" / "TUV-2026.yaml").write_text(as_yaml(changed), "utf-8")

    for table, paths, output in (
        ("C1", ["all", "all"], "changes.md"),
        ("T2-1", ["all"], "summary.md"),
    ):
        words = ("trace", table, *paths, "--manifest", f"{output}.manifest.json")
        done = checklist_run(*words, cwd=tmp_path)
        own = checklist_run(*words, "--for", "AUT", cwd=tmp_path)
        document = json.loads(checklist_run(*words, "--format", "json", cwd=tmp_path).stdout)

        assert (done.code, own.code) == (1, 1)
        assert f"The reports are not those of {output}.manifest.json." in done.stderr
        assert "Reports of the manifest that are changed or not here: 2 (" in done.stderr
        for told in ("Holy See, revision 1", "Tuvalu, revision 1"):
            assert told in done.stderr
        assert "Reports here that the manifest does not have: 1 (Tuvalu, revision 1)" in done.stderr
        assert "Tuvalu" not in own.stderr
        assert "that are changed or not here: 2. Reports here" in own.stderr
        assert document["matches_manifest"] is False


GROUPED = "trace", "R1-1", "all"
MANIFEST = "--manifest", "out/cycles.csv.manifest.json"


@pytest.fixture
def apart(outputs: Path, tmp_path: Path) -> Path:
    """Return a folder with the reports, and `out` with the manifest of an output with groups."""
    (tmp_path / "out").mkdir()
    for name in ("cycles.csv.manifest.json", "groups.csv"):
        shutil.copy(outputs / name, tmp_path / "out")
    shutil.copytree(outputs / "all", tmp_path / "all")
    return tmp_path


@pytest.mark.sampled
@pytest.mark.parametrize("is_beside", [True, False], ids=["beside-the-manifest", "here"])
def test_the_file_of_groups_is_found(is_beside: bool, apart: Path) -> None:
    named = checklist_run(*GROUPED, *MANIFEST, "--group-by", "out/groups.csv", cwd=apart)
    if not is_beside:
        (apart / "out" / "groups.csv").rename(apart / "groups.csv")

    done = checklist_run(*GROUPED, *MANIFEST, cwd=apart)

    assert (named.code, done.code) == (0, 0), done.stderr
    assert done.stdout == named.stdout


def test_a_file_of_groups_that_is_gone_or_not_the_only_one_is_to_be_named(apart: Path) -> None:
    groups = (apart / "out" / "groups.csv").read_text("utf-8")
    (apart / "groups.csv").write_text(f"{groups}FRA,Two\n", "utf-8")
    two = checklist_run(*GROUPED, *MANIFEST, cwd=apart)
    (apart / "groups.csv").write_text(groups, "utf-8")
    the_same = checklist_run(*GROUPED, *MANIFEST, cwd=apart)
    for folder in (apart, apart / "out"):
        (folder / "groups.csv").unlink()
    none = checklist_run(*GROUPED, *MANIFEST, cwd=apart)

    assert (two.code, the_same.code, none.code) == (2, 0, 2)
    assert "the file `groups.csv`; two files that differ have this name" in two.stderr
    assert "it is neither beside the manifest nor in the present folder" in none.stderr
    assert "name the file with --group-by" in none.stderr


@pytest.mark.parametrize("name", ["../secret.csv", "sub/groups.csv"])
def test_a_manifest_names_no_file_elsewhere(name: str, apart: Path) -> None:
    path = apart / "out" / "cycles.csv.manifest.json"
    data = json.loads(path.read_text("utf-8"))
    data["options"]["group-by"] = name
    path.write_text(json.dumps(data), "utf-8")
    for there in ((apart / "secret.csv"), (apart / "out" / "sub" / "groups.csv")):
        there.parent.mkdir(exist_ok=True)
        there.write_text("AUT,One\n", "utf-8")

    done = checklist_run(*GROUPED, *MANIFEST, cwd=apart)

    assert done.code == 2
    assert "name the file with --group-by" in done.stderr


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["T3-3", "all", "all", "--manifest", "changes.md.manifest.json"],
            "is not a table of changes.md",
        ),
        (["C1", "all", "--manifest", "changes.md.manifest.json"], "has no table C1.2024-2026"),
        (["R2-2", "all"], "its id names: R2-2.2022-2024, R2-2.2024-2026, R2-2.2022-2026"),
        (["R2-2.2023-2026", "all"], "its id names: R2-2.2022-2024"),
        (["R1-1.2024-2026", "all"], "R1-1 is a table of all cycles"),
        (["R99-1", "all"], "no table of a comparison has the id `R99-1`"),
        (["C3", "all", "all"], "no table of a comparison has the id `C3`"),
        (
            ["C1", "all", "all", "--manifest", "changes.md.manifest.json", "--cycle", "2024"],
            "leave these options out",
        ),
        (["R3-3.2024-2026", "all", "--manifest", "summary.md.manifest.json"], "is not a table of"),
        (["R7-1", "all"], "this table counts no answers"),
    ],
)
def test_what_does_not_fit_the_output_is_reported(
    words: list[str], told: str, outputs: Path
) -> None:
    done = checklist_run("trace", *words, cwd=outputs)

    assert (done.code, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.thorough
def test_an_option_of_a_manifest_that_is_no_text_is_reported(tmp_path: Path) -> None:
    made = checklist_run("summarize", EXAMPLES, "--output", "all.json", cwd=tmp_path)
    path = tmp_path / "all.json.manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**manifest, "options": {"since": 5}}), "utf-8")

    done = checklist_run("trace", "T3-3", EXAMPLES, "--manifest", path.name, cwd=tmp_path)

    assert (made.code, done.code, done.stdout) == (0, 2, "")
    assert "the manifest of all.json: --since is not a text" in done.stderr


def test_standard_input_has_no_lines_to_lead_to(tmp_path: Path) -> None:
    done = checklist_run("trace", "T3-3", "-", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "name files" in done.stderr
