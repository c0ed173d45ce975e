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

import re
import unicodedata
from collections.abc import Iterator

from checklist.answer_types.free_text import TextKind
from checklist.checks.rule import NUL, Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted

_LONGEST = 40
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


def _trigger() -> str:
    """Return a pattern that matches every text that `_is_placeholder` accepts."""
    space = r"[\s\x1c-\x1f]"
    around = rf"(?:[{re.escape(_AROUND)}]|{space})*"
    words = sorted(f"{space}+".join(map(re.escape, words.split())) for words in _PLACEHOLDERS)
    filler = f"{space}+".join(_FILLER.split())
    few = f"(?:[^a-z0-9{NUL}]{space}*){{0,{_FEW}}}"
    alone = "|".join([*words, f"[{_CROSSES}]+", few])
    return f"{NUL}{around}(?:{filler}|(?:{alone}){around}{NUL})"


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for where, text, kind in checked.texts:
        if _is_placeholder(text, kind) if len(text) <= _LONGEST else _is_filler(text):
            yield Finding(
                RULE.code,
                f"{where[1]}: {quoted(text)} is a placeholder for a text that was not written",
                where,
                severity=Severity.WARNING,
                hint="write the text, or delete it; what is not known or does not apply has "
                "`missing`",
            )


def _is_placeholder(text: str, kind: TextKind) -> bool:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    bare = " ".join(text.strip(_AROUND).casefold().split())
    if not bare or bare in _PLACEHOLDERS or _is_filler(bare):
        return True
    if not bare.strip(_CROSSES):
        return kind is not TextKind.ARTICLE  # article XXX is the thirtieth
    return len(bare) <= _FEW and not any(character.isalnum() for character in bare)


def _is_filler(text: str) -> bool:
    return text[: len(_FILLER)].lower() == _FILLER


RULE = Rule(__name__, __doc__, _check, trigger=_trigger(), warnings_depend_on="answer")
