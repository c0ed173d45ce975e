"""Laws, links and long texts in forms, as clerks write them."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.support.sent_forms import SentForm
from tests.support.word_forms import WordForm, cells, paragraphs, put

ADDRESS = "https://example.org/loi"
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
EVIDENCE = ("pay-rule", "evidence")


def with_law(sent: SentForm, name: str, title: str, entries: dict[tuple[str, ...], str]) -> bytes:
    """Return a form with a law in its register, and other entries."""
    form = WordForm(sent.filled({("pay-rule", "answer", "law"): "x", **entries}))
    for number, text in enumerate((name, title), 1):
        put(cells(form.entries["laws"][0])[number], text)
    return form.saved()


def register(sent: SentForm) -> list[str]:
    return [one["short-name"]["value"] for one in sent.answers["laws"]["value"]]


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx"])
@pytest.mark.parametrize("cited", ["Loi 27-14, art. 8", "LOI 27-14 article 8", "loi-27-14 8"])
def test_a_law_gets_a_short_name_by_itself_and_is_cited_as_it_is_written(
    cited: str, name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name)

    done = sent.merge(with_law(sent, "Loi 27-14", "Loi sur la traite", {EVIDENCE: cited}))

    assert (done.code, register(sent)) == (0, ["loi-27-14"])
    assert sent.answers["pay-rule"]["evidence"] == [{"law": "loi-27-14", "article": "8"}]


def test_a_name_in_another_script_gets_a_sensible_short_name(tmp_path: Path) -> None:
    for number, (name, title, made) in enumerate(
        (
            ("قانون 27-14", "قانون مكافحة الاتجار", "law-27-14"),
            ("Торговля людьми", "Закон против торговли", "torgovlia-liudmi"),
            ("反人口贩运法", "Anti-trafficking Act (反人口贩运法)", "anti-trafficking-act"),
        )
    ):
        sent = SentForm(tmp_path / str(number), "docx")

        done = sent.merge(with_law(sent, name, title, {EVIDENCE: f"{name}, art. 8"}))

        assert (done.code, register(sent)) == (0, [made])
        assert sent.answers["pay-rule"]["evidence"] == [{"law": made, "article": "8"}]


@pytest.mark.sampled
@pytest.mark.parametrize(
    "text",
    [
        f"Loi 27-14, art. 8, <{ADDRESS}>",
        f"Loi 27-14, art. 8 ({ADDRESS})",
        f"Loi 27-14, art. 8: {ADDRESS}.",
        f"Loi 27-14, art. 8\n{ADDRESS}",
    ],
)
@pytest.mark.parametrize("name", ["docx"])
def test_a_law_and_its_link_in_one_field_are_both_read(
    text: str, name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name)

    done = sent.merge(with_law(sent, "Loi 27-14", "Loi sur la traite", {EVIDENCE: text}))

    assert done.code == 0
    assert sent.answers["pay-rule"]["evidence"] == [
        {"law": "loi-27-14", "article": "8"},
        {"url": ADDRESS},
    ]


def test_of_two_sources_of_which_one_cannot_be_read_the_other_is_taken(tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", "docx")
    written: dict[tuple[str, ...], str] = {EVIDENCE: f"Decree 5; {ADDRESS}"}

    done = sent.merge(with_law(sent, "Loi 27-14", "Loi sur la traite", written))

    assert (done.code, sent.answers["pay-rule"]["evidence"]) == (1, [{"url": ADDRESS}])
    assert "`Decree` is not in the register of laws" in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
def test_an_address_without_its_beginning_gets_it(name: str, tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", name)

    done = sent.merge(
        {("pay-rule", "answer", "law"): "x", EVIDENCE: "www.example.org; www.example.net/a"}
    )

    assert done.code == 0
    assert sent.answers["pay-rule"]["evidence"] == [
        {"url": "https://www.example.org"},
        {"url": "https://www.example.net/a"},
    ]


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx"])
def test_where_only_addresses_are_taken_words_beside_one_are_listed(
    name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name)
    written = {("channels#radio", "answer"): "x", ("channels", "evidence"): f"Plan, {ADDRESS}"}

    done = sent.merge(written)

    assert (done.code, sent.answers["channels"]["evidence"]) == (0, [{"url": ADDRESS}])
    assert "beside the fields, not in the report: Plan" in done.stdout


def test_each_form_says_what_a_source_can_be_where_it_is_written(tmp_path: Path) -> None:
    word = WordForm(SentForm(tmp_path / "d", "docx").form())

    for key, words in (("channels", "Web address:"), ("pay-rule", "Law and article, link:")):
        label = cells(word.row(key, "evidence"))[0]
        assert words in "".join(text.text or "" for text in label.iter() if text.text)


def link(form: WordForm, cell: Any, text: str, address: str, *, is_field: bool) -> None:
    if is_field:
        parts = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            f'<w:r><w:instrText> HYPERLINK "{address}" </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            f"<w:r><w:t>{text}</w:t></w:r>",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
        for part in parts:
            xml = part.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)
            paragraphs(cell)[0].append(parse_xml(xml))
        return
    relation = form.document.part.relate_to(address, LINKED, is_external=True)
    paragraphs(cell)[0].append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>{text}</w:t></w:r>'
            "</w:hyperlink>"
        )
    )


@pytest.mark.sampled
@pytest.mark.parametrize("is_field", [False, True])
def test_a_linked_text_of_a_word_form_keeps_its_link(is_field: bool, tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", "docx")
    form = WordForm(with_law(sent, "Loi 27-14", "Loi sur la traite", {}))
    for key, text in ((EVIDENCE, "Loi 27-14, art. 8"), (("pay-details", "answer"), "The rule")):
        link(form, cells(form.row(*key))[-1], text, ADDRESS, is_field=is_field)
    bare = cells(form.row("pay-rule", "note"))[-1]
    link(form, bare, "www.example.org/loi", ADDRESS, is_field=is_field)

    done = sent.merge(form.saved())

    assert done.code == 0
    assert sent.answers["pay-rule"]["evidence"] == [
        {"law": "loi-27-14", "article": "8"},
        {"url": ADDRESS},
    ]
    assert sent.answers["pay-details"]["value"] == f"The rule <{ADDRESS}>"
    assert sent.answers["pay-rule"]["note"] == "www.example.org/loi"


# Long texts


def test_each_form_says_how_long_a_text_can_be(tmp_path: Path) -> None:
    content = SentForm(tmp_path / "d", "docx").form()
    word = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)

    assert "At most 20,000 characters." in word


# An answer, and why there is none


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
@pytest.mark.parametrize(("code", "words"), [("declined", "Declined"), ("not-known", "Not known")])
def test_an_answer_beside_why_there_is_none_is_asked_about_and_not_taken(
    code: str, words: str, name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name)
    missing = ("pay-rule", "missing", code) if name == "docx" else ("pay-rule", "missing", words)

    done = sent.merge({("pay-rule", "answer", "law"): "x", missing: "x"})

    assert (done.code, sent.answers) == (1, {})
    assert "says why there is no answer, but there is one: neither is taken" in done.stdout


# What stands at the end
