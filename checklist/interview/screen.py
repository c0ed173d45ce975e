"""What an interview shows: plain sentences and lists, wrapped to the width of the terminal.

Nothing is drawn over and no colour carries a meaning alone, so that a screen reader, a log and an
old console show the same.
"""

import textwrap
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from checklist.interview.engine import Interview, Prompt
from checklist.interview.entries import COMMANDS
from checklist.models.progress import SetProgress
from checklist.models.question import Question
from checklist.models.questionnaire import Questionnaire, cited_by
from checklist.models.recommendation import Recommendation
from checklist.models.source_document import SourceDocument
from checklist.sanitize import safe_text

_WIDEST = 100
"""Columns beyond which lines are hard to read."""

_FILLER = "\x00"
"""Stands for a column. No text that is shown has this character."""

_STRENGTHS = {
    "should": "should",
    "endeavour": "should endeavour",
    "consider": "should consider",
    "encouraged": "encouraged",
    "explore": "should explore",
    "may": "may",
}


class Screen:
    """Shows an interview, line by line."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._begun: set[str] = set()

    @property
    def _width(self) -> int:
        return max(20, min(self._console.width, _WIDEST))

    def say(self, text: str = "", style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        """Show a text, wrapped; `hanging` more columns of indentation from its second line on."""
        for line in safe_text(text, multiline=True).expandtabs(4).split("\n"):
            for piece in self._wrapped(line, indent, hanging):
                self._console.print(Text(piece, style=style), soft_wrap=True)

    def prose(self, text: str, style: str = "") -> None:
        """Show a text of a question set: paragraphs are wrapped, other line ends not kept."""
        for number, paragraph in enumerate(text.strip().split("\n\n")):
            if number:
                self.say()
            self.say(" ".join(paragraph.split()), style)

    def _wrapped(self, line: str, indent: int, hanging: int) -> Sequence[str]:
        pieces = textwrap.wrap(
            # A character that takes two columns is to be counted as two.
            "".join(c + _FILLER * (cell_len(c) - 1) for c in line),
            self._width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hanging),
            break_on_hyphens=False,
        )
        return [piece.replace(_FILLER, "") for piece in pieces] or [""]

    def prompt(self, prompt: Prompt, interview: Interview) -> None:
        """Show what is asked now: the whole question at its first step, later only the step."""
        self.say()
        if prompt.is_first:
            self._question(prompt, interview)
        step = prompt.step
        if step.ask:
            self.say(step.ask, "bold")
        for line in step.context:
            self.say(line, indent=2, hanging=2)
        width = len(str(len(step.options)))
        for number, option in enumerate(step.options, 1):
            alone = " (choose this one alone)" if option.exclusive and step.several else ""
            text = f"{number:>{width}}  {option.label}{alone}"
            self.say(text, indent=2, hanging=width + 2)
        hint = self._hint(prompt)
        if hint:
            self.say(hint, "dim")

    def _question(self, prompt: Prompt, interview: Interview) -> None:
        parts = interview.progress()
        required = sum(part.required for part in parts)
        answered = sum(part.required_answered for part in parts)
        self.say(
            f"{prompt.part.title}: question {prompt.number} of {prompt.of}. "
            f"Required answers: {answered} of {required}.",
            "dim",
        )
        if prompt.number == 1 and prompt.part.introduction and prompt.part.id not in self._begun:
            self.prose(prompt.part.introduction)
        self._begun.add(prompt.part.id)
        served = interview.questionnaire.recommendations_of(prompt.question)
        if served:
            self.say(_citation(served), "cyan")
        self.say(prompt.question.ask, "bold")
        for text in (prompt.question.guidance, _period(prompt.question)):
            if text:
                self.prose(text)
        if prompt.earlier:
            from_earlier = " from an earlier report, not confirmed yet" if prompt.is_carried else ""
            self.say(f"Your answer so far{from_earlier}:", "green")
            for line in prompt.earlier:
                self.say(line, "green", indent=2, hanging=2)

    def _hint(self, prompt: Prompt) -> str:
        step = prompt.step
        hints = [step.form]
        if step.previous is not None:
            kept = textwrap.shorten(safe_text(step.previous_text), 60, placeholder=" …")
            hints.append(f"Enter keeps: {kept}" if kept else "Enter keeps it")
            if not step.required:
                hints.append("- removes it")
        elif prompt.is_first and prompt.earlier and "Enter" not in step.form:
            hints.append("Enter keeps your answer")
        elif not self._must_answer(prompt) and "Enter" not in step.form:
            hints.append("optional, Enter leaves it open")
        if prompt.is_first:
            hints.append("? explains; /help")
        shown = "; ".join(hint for hint in hints if hint)
        return f"({shown})" if shown else ""

    @staticmethod
    def _must_answer(prompt: Prompt) -> bool:
        return prompt.step.required and (prompt.required or not prompt.is_first)

    def help(self) -> None:
        """List the commands."""
        self.say()
        self.say("Commands; the first letters will do:", "bold")
        for action, what in COMMANDS.items():
            self.say(f"/{action:<14}{what}", indent=2, hanging=15)
        self.say(
            "An answer that begins with / is written with //. A line that ends with \\ goes on."
        )

    def explain(self, question: Question, questionnaire: Questionnaire) -> None:
        """Show what stands behind a question: what counts, its terms, its recommendations."""
        self.say()
        if question.more:
            self.prose(question.more)
        for key in question.terms:
            term = questionnaire.head.glossary.get(key)
            if term is not None:
                self.say(f"{term.term}: {' '.join(term.definition.split())}", hanging=2)
        for recommendation in questionnaire.recommendations_of(question):
            summary = " ".join(recommendation.summary.split())
            self.say(f"{_name(recommendation)}: {summary}", hanging=2)
        related = [other.id for other in questionnaire.related(question)]
        if related:
            self.say(f"Related questions: {', '.join(related)}")
        if not (question.more or question.terms or related or cited_by(question)):
            self.say("There is nothing more to explain here: the question means what it says.")

    def sets(self, interview: Interview) -> None:
        """List the sets with their progress."""
        self.say()
        for part in interview.progress():
            self.say(f"{part.part.id}: {part.part.title}. {counts(part)}", hanging=2)
        self.say("/list and a set's name shows its questions; /goto and a name goes there.", "dim")

    def questions_of(self, interview: Interview, set_id: str) -> bool:
        """List the questions of a set with their state. Returns whether there is such a set."""
        part = next((p for p in interview.questionnaire.sets if p.id == set_id), None)
        if part is None:
            return False
        self.say()
        self.say(part.title, "bold")
        for question in part.questions:
            self.say(f"[{_state(interview, question)}] {question.id}: {question.ask}", hanging=2)
        return True

    def wording(self, interview: Interview, source: SourceDocument | None) -> None:
        """Show the official wording of what the question at hand serves."""
        if source is None:
            self.say(
                "The official wording is shown from your own copy of the document, as plain text: "
                "checklist answer --source FILE"
            )
        elif not interview.at_end:
            served = interview.questionnaire.recommendations_of(interview.prompt().question)
            for recommendation in served:
                for line in source.lines(recommendation.id):
                    self.say(line, hanging=2)
            if not served:
                self.say("This question serves no single recommendation.")

    def end(self, interview: Interview) -> None:
        """Show the progress by set, what is missing, and what can still be done."""
        self.say()
        self.say("All questions have been asked. Progress by set:", "bold")
        parts = interview.progress()
        show_progress(self, parts)
        if not any(part.missing for part in parts):
            self.say("Nothing required is missing. Type /quit, then make the report final.")
        self.say("(/goto and a name changes an answer, /list shows the names, /quit stops)", "dim")


def show_progress(screen: Screen, parts: Sequence[SetProgress]) -> None:
    """Show the progress of each set, and its required questions that are not answered."""
    for part in parts:
        screen.say(f"{part.part.title}: {counts(part)}", indent=2, hanging=2)
        for question in part.missing:
            screen.say(f"missing: {question.id} ({question.ask})", indent=4, hanging=2)


def counts(part: SetProgress) -> str:
    """Return the progress of a set in words, each count with what it is out of."""
    return (
        f"required {part.required_answered} of {part.required}, "
        f"optional {part.optional_answered} of {part.optional}"
    )


def _state(interview: Interview, question: Question) -> str:
    if question.id not in interview.path.on:
        return "not asked"
    if interview.path.is_complete(question):
        return "answered"
    return "open" if interview.path.is_required(question) else "optional"


def _citation(served: Sequence[Recommendation]) -> str:
    """Return what a question serves: `Recommendations 36 (2010: should), 39 (2010: should)`.

    Of more than two only the numbers and meetings: `?` tells the rest.
    """
    word = "Recommendation" if len(served) == 1 else "Recommendations"
    if len(served) <= 2:
        cited = [
            f"{one.id} ({one.meeting}: {', '.join(_STRENGTHS[word] for word in one.strength)})"
            for one in served
        ]
        return f"{word} {', '.join(cited)}"
    by_meeting: dict[int, list[str]] = {}
    for one in served:
        by_meeting.setdefault(one.meeting, []).append(one.id)
    return f"{word} " + "; ".join(f"{', '.join(ids)} ({y})" for y, ids in by_meeting.items())


def _name(one: Recommendation) -> str:
    strength = ", ".join(_STRENGTHS[word] for word in one.strength)
    return f"Recommendation {one.id} ({one.meeting}: {strength})"


def _period(question: Question) -> str:
    return f"Period: {question.period}" if question.period else ""
