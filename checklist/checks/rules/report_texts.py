"""The R rules on texts, and on what is said again and again."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.answer_types.interface import ARTICLE_TEXT, CONTACT_TEXT, PROSE_TEXT, TextKind
from checklist.checks.rule import NUL, rule
from checklist.diagnostics import DocumentPath, Finding, Found, Related, Severity
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import first_few, tr
from checklist.text.sanitize import quoted

_LONGEST_PLACEHOLDER = 40
"""The most characters of a placeholder, with those around it."""

_AROUND = " \t\n.,:;!?¡¿…-–—_*#=~+/\\|<>()[]{}«»“”„\"'`、。【】؟،"
_FILLER = "lorem ipsum"
_CROSSES = "x\u0445"
"""The letter x of the Latin and the Cyrillic alphabet."""
_FEW = 3
"""The most characters of a text that says nothing if none of them is a letter or digit."""

_WORDS = """
    todo; to do; to-do; to be done; to be added; to be completed; to be confirmed; to be decided;
    to be defined; to be determined; to be filled in; to be provided; to be written; fill in;
    please complete; please fill in; insert text; insert text here; text; text here; your text;
    your text here; sample text; placeholder; dummy; dummy text; fixme; tbc; tbd; tba; t.b.c; t.b.d;
    t.b.a; asdf; qwerty; foo; foobar; blah; blah blah; bla bla; zzz; test; testing; test test;
    this is a test; na; n/a; n.a; n. a; not applicable; not available; no data; unknown; not known;

    à compléter; a completer; à faire; a faire; à définir; à déterminer; à préciser; à confirmer;
    à remplir; à rédiger; à ajouter; s/o; s.o; sans objet; n/d; n.d; non applicable; non disponible;
    inconnu; essai; ceci est un test;

    por completar; por definir; por determinar; por confirmar; por hacer; por rellenar;
    pendiente de completar; pendiente de definir; a completar; a definir; n/c; s/d; no aplica;
    no aplicable; no procede; no disponible; sin datos; desconocido; prueba; esto es una prueba;

    дополнить; заполнить; будет дополнено; подлежит уточнению; уточняется; не применимо;
    неприменимо; н/д; нет данных; неизвестно; тест;

    يستكمل لاحقا; قيد الاستكمال; لا ينطبق; غير متوفر; غير متاح; غير معروف; اختبار;

    待定; 待补充; 待完善; 待填写; 不适用; 不详; 未知; 测试;

    a preencher; por preencher; não se aplica; não aplicável; não disponível; teste
"""
_PLACEHOLDERS = frozenset(" ".join(words.split()) for words in _WORDS.split(";"))


@rule("R016", Severity.WARNING, warnings_depend_on="answer")
def placeholder(checked: CheckedReport) -> Iterator[Finding]:
    """A text that is only a placeholder. A warning.

    Only a text that is nothing else counts: "TODO", "n/a", "xxx", "tbd", "test", "lorem ipsum", a
    dash or dots alone, and such words in Arabic, Chinese, French, Portuguese, Russian and Spanish. A
    sentence that has one of these words in it is not.

    ## Why is this bad?
    The answer counts as given and says nothing. That something is not known or does not apply has codes
    of its own, so that it can be counted.

    ## Example
        legislation-step:
          value: à compléter

    ## Use instead
    Write the text, or delete it; or say why there is none:

        legislation-step:
          missing: not-applicable
          reason: does-not-arise
    """
    for where, text, kind in checked.texts:
        if _is_placeholder(text, kind) if len(text) <= _LONGEST_PLACEHOLDER else _is_filler(text):
            message = tr(
                "{where}: {text} is a placeholder for a text that was not written",
                where[1],
                quoted(text),
            )
            hint = tr(
                "write the text, or delete it; what is not known or does not apply has `missing`"
            )
            yield Found(message, where, hint=hint)


def _is_placeholder(text: str, kind: TextKind) -> bool:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    bare = " ".join(text.strip(_AROUND).casefold().split())
    if not bare or bare in _PLACEHOLDERS or _is_filler(bare):
        return True
    if not bare.strip(_CROSSES):
        return kind is not ARTICLE_TEXT  # article XXX is the thirtieth
    return len(bare) <= _FEW and not any(character.isalnum() for character in bare)


def _is_filler(text: str) -> bool:
    return text[: len(_FILLER)].lower() == _FILLER


_SHORTEST = 60
"""The fewest characters of a text that is compared: a sentence rather than a phrase."""

_FEWEST = 3
"""The fewest unrelated answers with the same text that make a finding."""

_MOST_NAMED = 5

_SMALL_LETTERS = bytes(range(256)).lower()
_ASCII_SPACE = bytes(code for code in range(128) if chr(code).isspace())

_FIRST_WORDS = 8
"""The number of first words by which most texts differ, so that few are compared as a whole."""


@rule("R017", Severity.WARNING, warnings_depend_on="answers")
def same_text(checked: CheckedReport) -> Iterator[Finding]:
    """The same text is in three or more answers that have nothing to do with each other. A warning.

    Only longer texts are compared, of 60 characters or more. The rows of one matrix and the entries of
    one table count as one answer, and so do questions on the same recommendation, or on recommendations
    that refer to each other. The reason why an answer is missing can be the same for many.

    ## Why is this bad?
    A text that fits everywhere says nothing about the measure that was asked about. It is often left
    over from copying, so that one of the answers is wrong.

    ## Example
        staff-support: {value: {…, practice: The Government attaches great importance to this …}}
        country-materials: {value: {…, practice: The Government attaches great importance to this …}}
        strategy: {…, note: The Government attaches great importance to this …}

    ## Use instead
    Describe what is particular to each measure. Say what holds for all of them once, and leave the
    text out elsewhere: only the status is required.
    """
    for length, places in _repeated(checked):
        first_of = {str(where[1]): where for where in reversed(places)}
        answers = list(dict.fromkeys(str(where[1]) for where in places))
        if _unrelated(answers, checked.questionnaire) < _FEWEST:
            continue
        first, *others = answers
        shown = first_few([f"`{name}`" for name in others], _MOST_NAMED)
        message = tr(
            "{first}: the same text of {length} characters stands in {shown} too, though they ask about different measures",
            first,
            length,
            shown,
        )
        hint = tr("describe what is particular to each measure")
        related = [Related(tr("the same text"), first_of[name], at_key=False) for name in others]
        yield Found(message, places[0], hint=hint, related=related)


def _repeated(checked: CheckedReport) -> Iterator[tuple[int, Sequence[DocumentPath]]]:
    """Yield the length and the places of each longer text that occurs in several places."""
    prose = [text for text, kind in checked.words if kind is PROSE_TEXT]
    if not _are_some_the_same([text for text in prose if len(text) >= _SHORTEST]):
        return
    by_beginning: dict[str, list[tuple[DocumentPath, str]]] = {}
    for where, text, kind in checked.texts:
        if len(text) >= _SHORTEST and kind is PROSE_TEXT:
            first_words = " ".join(text.split(None, _FIRST_WORDS)[:_FIRST_WORDS])
            by_beginning.setdefault(first_words.casefold(), []).append((where, text))
    by_text: dict[str, list[DocumentPath]] = {}
    for texts in by_beginning.values():
        for where, text in texts if len(texts) >= _FEWEST else ():
            by_text.setdefault(" ".join(text.casefold().split()), []).append(where)
    for same, places in by_text.items():
        if len(places) >= _FEWEST and len(same) >= _SHORTEST:
            yield len(same), places


def _are_some_the_same(texts: Sequence[str]) -> bool:
    """Return whether a text may occur often enough. Takes a sixth of the time of the search."""
    together = NUL.join(texts)
    if together.isascii():
        squeezed = together.encode().translate(_SMALL_LETTERS, _ASCII_SPACE).decode()
    else:
        squeezed = "".join(together.casefold().split())
    parts = squeezed.split(NUL)
    return len(parts) - len({*parts}) >= _FEWEST - 1


def _unrelated(answers: Sequence[str], questionnaire: Questionnaire) -> int:
    """Return the number of groups of questions that are unrelated to each other."""
    groups: list[set[str]] = []
    for question_id in answers:
        near = [g for g in groups if any(questionnaire.are_related(question_id, o) for o in g)]
        groups = [*(group for group in groups if group not in near), {question_id}.union(*near)]
    return len(groups)


# Most reports have no such text, so only `_NUMBER` is compiled before it is needed.
_WEB_ADDRESS = r"(?i)https?://\S+"
_EMAIL = r"(?<=[\w.+-])@((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63})"

_FEWEST_DIGITS = 5
_NEXT_DIGIT = "(?:[ \u00a0\u202f()./\u2010-\u2013-]{0,3}\\d)"
_NUMBER = re.compile(rf"\d{_NEXT_DIGIT}{{4,24}}")
"""Five digits or more, with few characters between them."""
_OTHERS = bytes(byte for byte in range(128) if not chr(byte).isdigit())
"""The ASCII characters that are no digits."""
_MOST = 200
"""The most numbers of one text that are checked."""
_BEFORE = 24
"""Characters before a number that are searched for a word such as “tel.”, which is shorter."""

_WORD = (
    r"(?i)(?:(?<!\w)(?:tel|tél|telephone|téléphone|telefon|teléfono|telefone|phone|mobile|móvil|fax|"
    r"whatsapp|hotline|helpline|call|dial|appeler|llamar|телефон|тел|факс)|هاتف|电话|热线)"
    r"(?:[\s.:(\uff08\uff1a]{1,3}(?:no|number|numéro|número|nº|n°|№|on|at|is|line|au|le|al))?"
    r"[\s.:(\uff08\uff1a]{0,4}$"
)
_NOT_DIGITS = r"\D+"
_PLUS = r"\+ ?\(?$"
_PART_OF_A_NAME = r"[A-Za-z0-9_/.,-]\(?$"
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d\d[./-]\d\d|(?:19|20)\d\d\D+(?:19|20)\d\d)(?!\d)"
)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_WITH_ZERO = "0\\)?\\d{1,4}\\)?(?:[ \u00a0-]\\d{2,8}){1,5}"
_NORTH_AMERICAN = r"[2-9]\d\d(?:\) ?|-)[2-9]\d\d-\d{4}"

_FEWEST_ALONE, _FEWEST_WITH_COUNTRY = 7, 9
"""The fewest digits of a telephone number without such a word: in general, and with 00 and the code
of a country."""


@rule("R021", Severity.WARNING, warnings_depend_on="answer")
def contact_in_text(checked: CheckedReport) -> Iterator[Finding]:
    """An e-mail address or a telephone number in a text that is not a contact. A warning.

    A number is taken for a telephone number when it begins with a country's code (+43, 0043), with a 0
    before its groups, has the form 202-555-0143, or follows a word such as "tel." or "hotline". The
    message shows only a part of what was found, so that it is not spread further. Web addresses are
    not searched.

    ## Why is this bad?
    No report may lead to a victim, nor to those who help one (17(d) of CTOC/COP/2010/6), and texts are
    published where contacts are left out. A program cannot tell the number of a public hotline from
    that of a person: the one can stay, and the other must not.

    ## Example
        note: The witness can be reached under +00 00 000000, or at someone@example.org.

    ## Use instead
    Delete it, or give the contact of an office as the answer to a question that asks for one. Where
    it is that of a public hotline or office, the warning can be left as it is.
    """
    for where, text, kind in checked.texts:
        if kind is CONTACT_TEXT or kind is ARTICLE_TEXT:
            continue
        if "@" not in text and not (_has_digits(text) and _NUMBER.search(text)):
            continue
        for part in _found(re.sub(_WEB_ADDRESS, " ", text)):
            message = tr(
                "{where}: {part} is outside a contact; a report must not lead to a victim",
                where[1],
                part,
            )
            hint = tr("delete it; that of a public hotline or office can stay")
            yield Found(message, where, hint=hint)


def _has_digits(text: str) -> bool:
    """Return whether a text may have a number. Takes an eighth of the time of the search."""
    return not text.isascii() or len(text.encode().translate(None, _OTHERS)) >= _FEWEST_DIGITS


def _found(text: str) -> Iterator[str]:
    email = re.search(_EMAIL, text)
    if email:
        yield tr("an e-mail address at {email}", quoted(email[1], 40))
    numbers = islice(_NUMBER.finditer(text), _MOST)
    number = next((number for number in numbers if _is_telephone(number, text)), None)
    if number:
        yield tr("a telephone number that begins with {number}", number[0][:2])


def _is_telephone(found: re.Match[str], text: str) -> bool:
    number = found[0]
    if re.match(_DATE, number):
        return False
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if re.search(_WORD, before):
        return True
    digits = len(re.sub(_NOT_DIGITS, "", number))
    if re.search(_PLUS, before):
        return digits >= _FEWEST_ALONE
    is_name = re.search(_PART_OF_A_NAME, before) or text[found.end() : found.end() + 1].isalnum()
    if is_name or digits < _FEWEST_ALONE or re.search(_YEAR, number):
        return False
    return bool(
        (number.startswith("00") and digits >= _FEWEST_WITH_COUNTRY)
        or re.fullmatch(_WITH_ZERO, number)
        or re.fullmatch(_NORTH_AMERICAN, number)
    )


_FEWEST_LISTS = 4
_FEWEST_ROWS = 20
_TENTHS = 9
"""The tenths of the rows that must have the same option."""


@rule("R025", Severity.NOTE)
def same_option(checked: CheckedReport) -> Iterator[Finding]:
    """Nearly all rows of the matrices of a set have the same option: the first, or the third. A note.

    Only sets with four matrices or more are looked at, and in them only rows with an answer that a
    person gave: a gate fills in the same code everywhere. Nine rows of ten, and 20 rows or more, must
    have the option of the same number.

    ## Why is this bad?
    Lists that are filled in without reading them look like this: the same number is typed for each
    row, or for all of them at once. It can also be true, for a State with everything or nothing in
    place. Then change nothing.

    ## Example
        campaigns: {value: {public: {value: implemented}, consumers: {value: implemented}, …}}
        demand-measures: {value: {inspections: {value: implemented}, …}}

    ## Use instead
    Check each row again. If the answers are correct, leave them as they are.
    """
    for set_id, lists in checked.questionnaire.lists_by_set.items():
        options, answered = _options(lists, checked.valid)
        if len(answered) < _FEWEST_LISTS or len(options) < _FEWEST_ROWS:
            continue
        ((option, rows),) = Counter(options).most_common(1)
        if 10 * rows >= _TENTHS * len(options):
            message = tr(
                "{rows} of {options} rows in the {answered} lists of `{set_id}` have option {option}",
                rows=rows,
                options=len(options),
                answered=len(answered),
                set_id=set_id,
                option=option,
            )
            hint = tr("check these rows again; if they are correct, leave them as they are")
            yield Found(message, ("answers", answered[0]), at_key=True, hint=hint)


def _options(
    lists: Mapping[str, Mapping[str, int]], answers: Mapping[str, AnswerData]
) -> tuple[list[int], list[str]]:
    """Return the number of the option of each answered row, and the ids of the answered questions.

    Confidential rows are left out: the number would say something of them.
    """
    options: list[int] = []
    answered = []
    for question_id, numbers in lists.items():
        answer = answers.get(question_id)
        if answer is None or not _is_given(answer):
            continue
        known = [
            numbers[code]
            for row in answer["value"].values()
            if type(code := row.get("value")) is str and code in numbers
            if len(row) == 1 or not is_confidential(row)
        ]
        if known:
            answered.append(question_id)
            options += known
    return options, answered


def _is_given(answer: AnswerData) -> bool:
    """Whether a person gave an answer for this report."""
    is_own = "value" in answer and "by" not in answer and "carried" not in answer
    return is_own and not is_confidential(answer)


_LONGEST_NAME = 3
"""The most letters of the code of a language, before what a hyphen adds."""
_CODES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "espanol": "es",
    "francais": "fr",
    "french": "fr",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
}
"""The codes of the languages in which most reports are written."""


@rule("R027", Severity.WARNING)
def unlikely_language(checked: CheckedReport) -> Iterator[Finding]:
    """The language of a report is a word, such as English, and not the code of a language. A warning.

    Codes of languages have two or three letters.

    ## Why is this bad?
    A screen reader chooses its voice by the code, and a browser offers a translation by it. Neither
    knows the name of a language.

    ## Example
        language: English

    ## Use instead
        language: en
    """
    language = checked.report.language or ""
    name = language.partition("-")[0]
    if len(name) > _LONGEST_NAME:
        code = _CODES.get(name.lower())
        message = tr("{language} is not the code of a language", quoted(language))
        hint = tr("write `{code}`", code) if code else tr("write a code, such as `en`")
        yield Found(message, ("language",), hint=hint)
