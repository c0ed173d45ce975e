"""What an interview shows: sentences and lists, line by line.

Everything stands in whole sentences, so that it can be read aloud; `plain` leaves out what only
the eye needs.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

from checklist.answer_types.interface import Option, Step
from checklist.console.page import Page
from checklist.interview.engine import Interview
from checklist.interview.prompt import Prompt
from checklist.interview.user_commands import COMMANDS
from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.questionnaire.source_document import SourceDocument
from checklist.render.report.progress_text import counts, progress_lines
from checklist.text.paragraphs import Line, one_line, paragraphs, sentence

_STRENGTHS = {
    "should": "should",
    "endeavour": "should endeavour",
    "consider": "should consider",
    "encouraged": "encouraged",
    "explore": "should explore",
    "may": "may",
}

_MOST_WARNINGS = 10
"""The warnings that are listed at the end."""

_KEPT_WIDTH = 60
"""Characters of an earlier answer that are shown beside Enter."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """One paragraph of a prompt."""

    text: str
    style: str = ""
    indent: int = 0
    hanging: int = 0


@dataclass(frozen=True, slots=True)
class _Layout:
    """How much of a prompt is shown, so that the question stays on the screen."""

    options: Literal["listed", "cut", "side by side", "in a line"] = "listed"
    lists: Literal["listed", "joined", "cut"] = "listed"
    """How the lists above the prompt are shown."""
    paragraphs_of_guidance: int = 1000


_LAYOUTS = (
    _Layout(),
    _Layout(lists="joined"),
    _Layout("side by side"),
    _Layout("side by side", "joined"),
    _Layout("side by side", "joined", paragraphs_of_guidance=0),
    _Layout("in a line", "joined", paragraphs_of_guidance=0),
    _Layout("in a line", "cut", paragraphs_of_guidance=0),
)
"""The layouts, the roomiest first."""

_LAYOUTS_OF_LOOKUPS = (_Layout(), _Layout("cut"))


class Screen:
    """Shows an interview on a page."""

    def __init__(self, page: Page, *, plain: bool = False) -> None:
        """Show on a page; `plain` is for screen readers."""
        self._page = page
        self._plain = plain
        self._begun: set[str] = set()
        self._prompt_at = self._options_at = 0
        self._prompt_lines = 0
        self._options_shown: Sequence[Option] = ()
        self.say = page.say
        self.command = page.command
        self.prose = page.prose

    @property
    def marker(self) -> str:
        """What stands before an entry. A screen reader would read it aloud."""
        return "" if self._plain else "> "

    @property
    def is_out_of_sight(self) -> bool:
        """Whether the prompt has moved off the screen since it was shown."""
        return self._page.lines - self._prompt_at > self._page.height

    def _are_in_sight(self, step: Step) -> bool:
        """Whether the options that were shown last are still on the screen, or are not repeated.

        Twelve times the same options, read aloud, are too many: `?` tells them.
        """
        if self._options_shown != step.options:
            return False
        return self._plain or (self._page.lines - self._options_at + 3 < self._page.height)

    def typed(self, entry: str) -> None:
        """Take note of an entry: it stands on the screen, too."""
        self._page.lines += len(self._page.wrapped(self.marker + entry))

    def show(self, lines: Sequence[Line]) -> None:
        """Show what was asked for."""
        if lines:
            self.say()
        for line in lines:
            self._page.show(line)

    # Prompts

    def prompt(self, prompt: Prompt, interview: Interview) -> None:
        """Show what is asked now: the whole question at its first step, later only the step."""
        if prompt.is_first:
            self._introduction(prompt)
        heading = [*self._heading(prompt, interview)] if prompt.is_first else []
        room = self._page.height - 2  # an empty line above, the entry below
        layouts = _LAYOUTS_OF_LOOKUPS if prompt.step.is_lookup else _LAYOUTS
        for layout in layouts[:1] if self._plain else layouts:
            shown = [*heading, *self._prompt(prompt, layout)]
            if sum(len(self._wrapped(one)) for one in shown) <= room:
                break
        self._prompt_at = self._page.lines
        if prompt.step.options and not (prompt.step.brief and self._are_in_sight(prompt.step)):
            self._options_at, self._options_shown = self._page.lines, prompt.step.options
        self.say()
        for one in shown:
            self.say(one.text, one.style, indent=one.indent, hanging=one.hanging)
        self._prompt_lines = self._page.lines - self._prompt_at

    def in_pieces(self, pause: Callable[[], None]) -> AbstractContextManager[None]:
        """Wait after every screen of what is shown meanwhile, and before the prompt comes again."""
        return self._page.in_pieces(pause, self._prompt_lines + 2)

    def _wrapped(self, one: _Shown) -> Sequence[str]:
        return self._page.wrapped(one.text, indent=one.indent, hanging=one.hanging)

    def _introduction(self, prompt: Prompt) -> None:
        """Show what a set is about, before its first question."""
        if prompt.number == 1 and prompt.part.introduction and prompt.part.id not in self._begun:
            self.say()
            self.say(prompt.part.title, "bold")
            self.prose(prompt.part.introduction)
        self._begun.add(prompt.part.id)

    def _heading(self, prompt: Prompt, interview: Interview) -> Iterator[_Shown]:
        """Yield where the question stands, and what it serves: the same in every layout."""
        yield _Shown(self._place(prompt, interview), "dim")
        served = interview.questionnaire.recommendations_of(prompt.question)
        if served:
            yield _Shown(_citation(served), "cyan")

    def _prompt(self, prompt: Prompt, layout: _Layout) -> Iterator[_Shown]:
        step = prompt.step
        if prompt.is_first:
            yield from self._question(prompt, layout)
        if not prompt.keeps_whole:  # else it stands above as the answer of the earlier report
            for line in self._listed(step.context, layout):
                yield _Shown(line, "", 2, 2)
        if step.ask:
            yield _Shown(step.ask, "bold")
        if step.options:
            yield from self._options(prompt, layout)
        sentences = [*_instructions(prompt, plain=self._plain)]
        if prompt.is_first and self._plain:
            sentences.append("Type a question mark for an explanation, or /help for the commands.")
        elif prompt.is_first:
            sentences.append("? explains, /help lists commands.")
        if sentences:
            yield _Shown(" ".join(sentences), "dim")

    def _question(self, prompt: Prompt, layout: _Layout) -> Iterator[_Shown]:
        yield _Shown(prompt.question.ask, "bold")
        guidance = paragraphs(prompt.question.guidance)
        for text in guidance[: layout.paragraphs_of_guidance]:
            yield _Shown(text)
        if len(guidance) > layout.paragraphs_of_guidance:
            yield _Shown("(? shows more.)", "dim")
        if prompt.question.period:
            yield _Shown(f"Period: {prompt.question.period}")
        for text in prompt.findings:
            yield _Shown(f"To be mended: {text}", "red", 0, 2)
        yield from self._earlier(prompt, layout)
        if prompt.related is not None and not prompt.findings:
            yield self._related(prompt)

    def _place(self, prompt: Prompt, interview: Interview) -> str:
        """Return where the question stands, and how far the report is."""
        parts = interview.progress()
        own = next(part for part in parts if part.part.id == prompt.part.id)
        required = sum(part.required for part in parts)
        answered = sum(part.required_answered for part in parts)
        name = prompt.selected
        selected = f"{name[0].upper()}{name[1:]}. " if name else ""
        if self._plain:
            return (
                f"{selected}This is question {prompt.number} of {prompt.of} in the part "
                f"“{prompt.part.title}”. Of the required questions, {own.required_answered} of "
                f"{own.required} in this part are answered, and {answered} of {required} in all."
            )
        return (
            f"{selected}{prompt.part.title}, {prompt.number} of {prompt.of}. Required: "
            f"{own.required_answered} of {own.required} here, {answered} of {required} in all."
        )

    def _related(self, prompt: Prompt) -> _Shown:
        assert prompt.related is not None
        one = prompt.related
        same = " /same takes it over." if one.offered else ""
        start = f"Related, {one.question.id}: "
        room = self._page.width - len(start) - len(same) - 1
        told = one_line(one.line, max(room, 20))
        return _Shown(f"{start}{sentence(told)}{same}", "dim")

    def _options(self, prompt: Prompt, layout: _Layout) -> Iterator[_Shown]:
        step = prompt.step
        alone = " (choose this one alone)"
        labels = [
            f"{option.label}{alone if option.exclusive and step.several else ''}"
            for option in step.options
        ]
        if step.brief and self._are_in_sight(step):
            return
        if layout.options == "in a line":
            in_a_line = " ".join(f"({n}) {label}" for n, label in enumerate(labels, 1))
            yield _Shown(in_a_line, "", 2, 2)
            return
        if self._plain:
            yield from (_Shown(f"{n}: {sentence(label)}") for n, label in enumerate(labels, 1))
            return
        width = len(str(len(labels)))
        if layout.options == "cut":
            labels = [one_line(label, self._page.width - 4 - width) for label in labels]
        numbered = [f"{n:>{width}}  {label}" for n, label in enumerate(labels, 1)]
        if layout.options == "side by side" or step.brief:
            side_by_side = self._page.side_by_side(numbered, hanging=width + 2)
            if len(side_by_side) < len(numbered):
                yield from (_Shown(line, "", 2) for line in side_by_side)
                return
        yield from (_Shown(text, "", 2, width + 2) for text in numbered)

    def _earlier(self, prompt: Prompt, layout: _Layout) -> Iterator[_Shown]:
        """Yield the answer that there is, where the prompt itself does not show it."""
        step = prompt.step
        lines = prompt.earlier
        if not prompt.keeps_whole:
            # Rows stand in the context as they are, and the entries of a table with their number.
            context = {*step.context, *(line.partition(". ")[2] for line in step.context)}
            lines = [line for line in lines if line not in context]
            is_beside_enter = "; ".join(lines) == step.previous_text and _fits_beside_enter(step)
            lines = [] if is_beside_enter else lines
        if not lines:
            return
        if prompt.is_carried:
            yield _Shown("Answer of the earlier report, not confirmed yet:", "green")
        else:
            yield _Shown("Your answer so far:", "green")
        for line in self._listed(lines, layout):
            yield _Shown(line, "green", 2, 2)

    def _listed(self, lines: Sequence[str], layout: _Layout) -> Sequence[str]:
        """Return a list as the layout has it: a line an item, or all behind each other."""
        if layout.lists == "listed" or not lines:
            return lines
        joined = "; ".join(lines)
        return [one_line(joined, self._page.width - 4) if layout.lists == "cut" else joined]

    def answered(self, lines: Sequence[str]) -> None:
        """Show the answer that was taken, on one line."""
        if lines:
            start = "Your answer: "
            self.say(start + one_line("; ".join(lines), self._page.width - len(start)), "dim")

    # What the commands show

    def help(self) -> None:
        """List the commands."""
        self.say()
        self.say("Commands; the first letters will do:", "bold")
        for action, what in COMMANDS.items():
            self.say(f"/{action:<14}{what}", indent=2, hanging=15)
        self.say(
            "An answer that begins with / is written with //. A line that ends with \\ goes on."
        )

    def explain(self, prompt: Prompt, questionnaire: Questionnaire) -> None:
        """Show what stands behind a question: what counts, its terms, its recommendations."""
        question = prompt.question
        self.say()
        if prompt.step.brief:
            for number, option in enumerate(prompt.step.options, 1):
                self.say(f"{number}: {sentence(option.label)}", hanging=3)
        if question.guidance:
            self.prose(question.guidance)
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
        if not (question.guidance or question.more or question.terms or cited_by(question)):
            self.say("There is nothing more to explain here: the question means what it says.")

    def sets(self, interview: Interview) -> None:
        """List the sets with their progress, then the questions of the one at hand."""
        self.say()
        for part in interview.progress():
            self.say(f"{part.part.id}: {part.part.title}. {counts(part)}", hanging=2)
        if not interview.at_end:
            self.questions_of(interview, interview.prompt().part.id)
        self.say("/list and a set's name shows its questions; /goto and a name goes there.", "dim")

    def questions_of(self, interview: Interview, set_id: str) -> bool:
        """List the questions of a set with their state. Returns whether there is such a set."""
        part = next((p for p in interview.questionnaire.sets if p.id == set_id), None)
        if part is None:
            return False
        self.say()
        self.say(part.title, "bold")
        for question in part.questions:
            start = f"[{_state(interview, question)}] {question.id}: "
            self.say(start + one_line(question.ask, max(self._page.width - len(start), 20)))
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

    def progress(self, interview: Interview) -> None:
        """Show the progress by set, and what is missing."""
        for line in progress_lines(interview.progress_of_selection()):
            self._page.show(line)

    def end(self, interview: Interview) -> None:
        """Show the progress by set, what is missing, and what can still be done."""
        self.say()
        selection = f"this selection ({interview.scope.name})"
        if interview.is_empty:
            told = f"No question is in {selection}."
        elif interview.scope.name:
            told = f"All questions of {selection} have been asked."
        else:
            told = "All questions have been asked."
        self.say(f"{told} Progress by set:", "bold")
        self.progress(interview)
        contradictions = interview.contradictions()
        for text in contradictions:
            self.say(text, "yellow", indent=2, hanging=2)
        warnings = interview.warnings()
        for text in warnings[:_MOST_WARNINGS]:
            self.say(text, "yellow", indent=2, hanging=2)
        if len(warnings) > _MOST_WARNINGS:
            more = len(warnings) - _MOST_WARNINGS
            self.say(f"and {more} more; checklist validate lists all.", "yellow", indent=2)
        if not contradictions and not any(part.missing for part in interview.progress()):
            self.say("Nothing required is missing. Type /quit, then make the report final.")
        self.say(
            "/review and a set's name shows your answers, /goto and a name changes one, "
            "/quit stops.",
            "dim",
        )


def _instructions(prompt: Prompt, *, plain: bool) -> Iterator[str]:
    """Yield what can be typed, in sentences."""
    step = prompt.step
    number = len(step.options)
    if step.form:
        yield f"Type {step.form}."
    elif step.several:
        yield "Type numbers with commas between them."
    elif number and not step.brief and not step.enter:
        yield f"Type a number from 1 to {number}." if number > 2 else "Type 1 or 2."
    elif step.brief and plain:
        yield f"Type a number from 1 to {number}, or a question mark for the options."
    elif not number:
        yield "Type your answer."
    if prompt.keeps_whole and prompt.is_carried:
        yield "Enter confirms the answer, another answer replaces it, /remove drops it."
    elif prompt.keeps_whole:
        yield "Enter keeps your answer."
    elif prompt.stays_open:
        yield "Enter leaves it open."
    elif step.enter:
        yield step.enter
    elif step.previous is not None:
        if prompt.is_first and not _fits_beside_enter(step):
            yield "Enter keeps your answer."  # which is shown in whole above
        else:
            kept = one_line(step.previous_text, _KEPT_WIDTH)
            yield f"Enter keeps: {sentence(kept)}" if kept else "Enter keeps it."
        if not step.required:
            yield "Type - to remove it."
    elif not step.required or (prompt.is_first and not prompt.required):
        yield "Enter leaves it open."
    yield from step.tips


def _fits_beside_enter(step: Step) -> bool:
    """Whether the earlier reply to a step is shown in whole where Enter keeps it."""
    return len(step.previous_text) <= _KEPT_WIDTH


def _state(interview: Interview, question: Question) -> str:
    if question.id not in interview.path.on:
        return "not asked"
    if interview.path.is_complete(question):
        return "answered"
    return "open" if interview.path.is_required(question) else "optional"


def _citation(served: Sequence[Recommendation]) -> str:
    """Return what a question serves, with what that refers to.

    Those of one meeting and strength stand together: `Recommendations 36, 39 (2010: should).
    Related: 9.`
    """
    alike: dict[tuple[int, str], list[str]] = {}
    for one in served:
        strength = ", ".join(_STRENGTHS[word] for word in one.strength)
        alike.setdefault((one.meeting, strength), []).append(one.id)
    cited = "; ".join(
        f"{', '.join(ids)} ({meeting}: {strength})" for (meeting, strength), ids in alike.items()
    )
    own = {one.id for one in served}
    see = [other for one in served for other in one.see if other not in own]
    related = f" Related: {', '.join(dict.fromkeys(see))}." if see else ""
    return f"Recommendation{'s' if len(served) > 1 else ''} {cited}.{related}"


def _name(one: Recommendation) -> str:
    strength = ", ".join(_STRENGTHS[word] for word in one.strength)
    return f"Recommendation {one.id} ({one.meeting}: {strength})"
