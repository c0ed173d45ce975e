"""The texts of an interview on a terminal that scrolls: prompts, lists and explanations.

All are whole sentences, so that they can be read aloud. With `plain`, marks that only help the eye
are left out.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.answer_types.interface import Option, Step
from checklist.console.page import Page
from checklist.interview.arrival import Arrivals, counts_of
from checklist.interview.citations import recommendation_name
from checklist.interview.home import end_words, home_lines, next_steps, warning_lines
from checklist.interview.place import where
from checklist.interview.prompt_layout import PromptLayout
from checklist.interview.states import question_state
from checklist.interview.user_commands import COMMAND_GROUPS, Action
from checklist.questionnaire.authorities import in_labels
from checklist.questionnaire.loading import in_language
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.questionnaire.source_document import SourceDocument
from checklist.render.report.progress_text import counts, progress_lines
from checklist.text.languages import ENGLISH
from checklist.text.paragraphs import Line, flat, one_line, sentence
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.interview.engine import Interview
    from checklist.interview.prompt import Outcome, Prompt

_MOST_LINES_READ_ALOUD = 3
"""The most lines of an answer that are read aloud once it is given, row by row."""


class Screen:
    """Shows an interview on a page."""

    def __init__(self, page: Page, *, plain: bool = False) -> None:
        """Show on a page; `plain` is for screen readers."""
        self._page = page
        self._plain = plain
        self._layout = PromptLayout(page, plain=plain)
        self._begun: set[str] = set()
        self._arrivals = Arrivals(announces_earlier=True)
        self._prompt_at = self._options_at = 0
        self._prompt_lines = 0
        self._options_shown: Sequence[Option] = ()
        self.say = page.say
        self.command = page.command
        self.prose = page.prose

    @property
    def marker(self) -> str:
        """The mark before an entry; none where a screen reader would read it aloud."""
        return "" if self._plain else "> "

    @property
    def is_out_of_sight(self) -> bool:
        """Whether the prompt has moved off the screen since it was shown.

        What is read aloud is on no screen: `?` and `/where` repeat it.
        """
        return not self._plain and self._page.lines - self._prompt_at > self._page.height

    def _are_options_in_sight(self, step: Step) -> bool:
        """Return whether the options of a step need not be shown again.

        They are still on the screen; or they are read aloud, and twelve times would be too many.
        `?` repeats them.
        """
        if self._options_shown != step.options:
            return False
        return self._plain or (self._page.lines - self._options_at + 3 < self._page.height)

    def typed(self, entry: str) -> None:
        """Count the lines of an entry, which are on the screen, too."""
        self._page.lines += len(self._page.wrapped(self.marker + entry))

    def show(self, lines: Sequence[Line]) -> None:
        """Show the lines that a command asked for."""
        if lines:
            self.say()
        for line in lines:
            self._page.show(line)

    # Prompts

    def prompt(
        self, prompt: "Prompt", interview: "Interview", pause: Callable[[], None] | None = None
    ) -> None:
        """Show a prompt: the whole question at its first step, later only the step.

        Args:
            prompt: The prompt.
            interview: Its interview.
            pause: Waits after each screenful of a prompt that does not fit; None: none is waited.
        """
        if prompt.is_opening:
            self._arrival(prompt, interview)
        step = prompt.step
        is_repeated = not self._are_options_in_sight(step)
        paragraphs = self._layout.lay_out(prompt, interview, repeats_options=is_repeated)
        self._prompt_at = self._page.lines
        if step.options and (is_repeated or not step.brief):
            self._options_at, self._options_shown = self._page.lines, step.options
        page = self._page
        height = 2 + sum(
            len(page.wrapped(paragraph.text, indent=paragraph.indent, hanging=paragraph.hanging))
            for paragraph in paragraphs
        )
        is_long = pause is not None and height > page.height
        with page.in_pieces(pause, 2) if pause and is_long else nullcontext():
            self.say()
            for paragraph in paragraphs:
                self.say(
                    paragraph.text,
                    paragraph.style,
                    indent=paragraph.indent,
                    hanging=paragraph.hanging,
                )
        self._prompt_lines = self._page.lines - self._prompt_at

    def in_pieces(self, pause: Callable[[], None]) -> AbstractContextManager[None]:
        """Pause after each screenful of text within the block, and before the next prompt."""
        return self._page.in_pieces(pause, self._prompt_lines + 2)

    def _arrival(self, prompt: "Prompt | None", interview: "Interview") -> None:
        """Say which set is done, and begin the next one, where the interview comes to another."""
        done = self._arrivals.come_to("" if prompt is None else prompt.part.id, interview)
        if done:
            self.say()
            for line in done:
                self._page.show(line)
        if prompt is not None and prompt.part.id not in self._begun:
            self._begun.add(prompt.part.id)
            is_new = prompt.number == 1 and prompt.part.introduction
            if is_new or (self._plain and not interview.scope.name):
                number = interview.questionnaire.part_number(prompt.part)
                of = len(interview.questionnaire.sets)
                self.say()
                self.say(f"Part {number} of {of}: {prompt.part.title}", "bold")
            if is_new:
                self.prose(prompt.part.introduction or "")
                self.say(counts_of(prompt.part, interview))

    def answered(self, lines: Sequence[str]) -> None:
        """Show the answer that was taken, in whole."""
        start = "Your answer:"
        if self._plain and len(lines) > _MOST_LINES_READ_ALOUD:
            self.say(f"Your answer has {len(lines)} lines; /review reads them.", "dim")
        elif len(lines) == 1:
            self.say(f"{start} {lines[0]}", "dim", hanging=2)
        elif lines:
            self.say(start, "dim")
            for line in lines:
                self.say(line, "dim", indent=2, hanging=2)

    # The texts of commands

    def requested(
        self,
        outcome: "Outcome",
        interview: "Interview",
        source: SourceDocument | None,
        saved_in: Path,
    ) -> None:
        """Show the text that a command requested; nothing if the outcome has none.

        Args:
            outcome: What came of the command.
            interview: The interview.
            source: The document whose official wording is shown, if there is one.
            saved_in: The file of the report.
        """
        self.show(outcome.lines)
        match outcome.shown:
            case Action.HOME:
                self.home(interview)
            case Action.WHERE:
                self.where(interview)
            case Action.WORDING:
                self.wording(interview, source)
            case Action.EXPLAIN if not interview.at_end:
                self.explain(interview.prompt(), interview.questionnaire)
            case Action.HELP | Action.EXPLAIN:
                self.help()
            case Action.LIST:
                part = interview.questionnaire.find_set(outcome.argument)
                if part is None:
                    self.sets(interview)
                else:
                    self.questions_of(interview, part)
            case Action.SAVE:
                self.say(f"Every answer is saved at once, in {safe_text(str(saved_in))}.")
            case _:
                pass

    def where(self, interview: "Interview") -> None:
        """Say at which question the interview is, and how far the report is."""
        self.say()
        if interview.at_end:
            self.say("All questions have been asked.")
            return
        for text in where(interview.prompt(), interview):
            self.say(text)

    def help(self) -> None:
        """List the commands."""
        self.say()
        self.say("Commands; the first letters will do:", "bold")
        for purpose, commands in COMMAND_GROUPS.items():
            self.say()
            self.say(purpose, "bold")
            for action, effect in commands.items():
                self.say(f"/{action:<14}{effect}", indent=2, hanging=15)
        self.say()
        self.say(
            "An answer that begins with / is written with //. A line that ends with \\ goes on."
        )

    def explain(self, prompt: "Prompt", questionnaire: Questionnaire) -> None:
        """Explain a question: its guidance, its terms, its recommendations."""
        question = prompt.question
        self.say()
        for text in prompt.findings:
            first, *sides = text.split("\n")
            self.say(first, hanging=2)
            for side in sides:
                self.say(side.strip(), indent=2, hanging=2)
        if prompt.step.brief:
            for number, option in enumerate(prompt.step.options, 1):
                self.say(f"{number}: {sentence(option.label)}", hanging=3)
        if question.guidance:
            self.prose(question.guidance)
        if question.more:
            self.prose(question.more)
        if prompt.part.introduction:
            number = questionnaire.part_number(prompt.part)
            self.prose(f"Part {number}, {prompt.part.title}: {prompt.part.introduction}")
        for key in question.terms:
            term = questionnaire.head.glossary.get(key)
            if term is not None:
                self.say(f"{term.term}: {flat(term.definition)}", hanging=2)
        for recommendation in questionnaire.recommendations_of(question):
            summary = flat(recommendation.summary)
            self.say(f"{recommendation_name(recommendation)}: {summary}", hanging=2)
        for other in questionnaire.see_also(questionnaire.recommendations_of(question)):
            self.say(f"See also {other.short}", hanging=2)
        numbers = questionnaire.numbers
        if prompt.related is not None:
            answer = sentence(prompt.related.line)
            same = " /same takes it over." if prompt.related.offered else ""
            self.say(f"Related, {prompt.related.number}:{same} {answer}", hanging=2)
        related = [numbers[other.id] for other in questionnaire.related(question)]
        if related:
            self.say(f"Related questions: {', '.join(related)}")
        usually = question.usually or prompt.part.usually
        if usually:
            self.say(
                f"Usually known by: {in_labels(usually, questionnaire.authorities)}", hanging=2
            )
        if questionnaire.language != ENGLISH:
            self._english(in_language(questionnaire).questions[question.id])
        of_question = question.guidance or question.more or question.terms or cited_by(question)
        if not (of_question or usually or prompt.part.introduction):
            self.say("There is nothing more to explain here: the question means what it says.")

    def _english(self, question: Question) -> None:
        """Show a question in English, which decides where a translation is in doubt."""
        self.say()
        self.say(f"In English: {question.ask}", "bold", hanging=2)
        for option in question.answer_type.offered():
            self.say(option[1], indent=2, hanging=2)
        for field in question.answer_type.fields().values():
            self.say(field.label, indent=2, hanging=2)
        for text in (question.guidance, question.more):
            self.prose(text or "")

    def sets(self, interview: "Interview") -> None:
        """List the sets with their progress, then the questions of the current one."""
        self.say()
        for part in interview.progress():
            number = interview.questionnaire.part_number(part.part)
            self.say(f"{number}. {part.part.title}: {counts(part)}", hanging=len(f"{number}. "))
        if not interview.at_end:
            self.questions_of(interview, interview.prompt().part)
        self.say(
            "/list and the number of a part shows its questions: /list 1. /goto and the number of "
            "a question goes there.",
            "dim",
        )

    def questions_of(self, interview: "Interview", part: QuestionSet) -> None:
        """List the questions of a set with their state."""
        self.say()
        self.say(f"{interview.questionnaire.part_number(part)}. {part.title}", "bold")
        for question in part.questions:
            number = interview.questionnaire.numbers[question.id]
            start = f"{number} [{question_state(question, interview.path)}] "
            room = max(self._page.width - len(start), 20)
            ask = question.ask if self._plain else one_line(question.ask, room)
            self.say(start + ask, hanging=2)

    def wording(self, interview: "Interview", source: SourceDocument | None) -> None:
        """Show the official wording of the recommendations that the current question serves."""
        if source is None:
            self.say(
                "The official wording is shown from your own copy of the document, as plain text: "
                "checklist answer --source FILE"
            )
        elif interview.at_end:
            self.say("No question is asked now. Go to one, such as /goto 6.3, then type /wording.")
        else:
            served = interview.questionnaire.recommendations_of(interview.prompt().question)
            for recommendation in served:
                for line in source.lines(recommendation.id):
                    self.say(line, hanging=2)
            if not served:
                self.say("This question serves no single recommendation.")

    def home(self, interview: "Interview") -> None:
        """Show the whole report, and the commands for what can be done next."""
        self.say()
        for line in home_lines(interview):
            self._page.show(line)
        for words, entry in next_steps(interview):
            if entry:
                self.say(f"{entry}: {words}.", indent=2, hanging=2)

    def progress(self, interview: "Interview") -> None:
        """Show the progress by set, and the missing answers."""
        for line in progress_lines(
            interview.progress_of_selection(), interview.questionnaire.numbers
        ):
            self._page.show(line)

    def end(self, interview: "Interview") -> None:
        """Show the progress by set, the missing answers, and the commands that are left."""
        self._arrival(None, interview)
        self.say()
        self.say(f"{end_words(interview)} Progress by set:", "bold")
        self.progress(interview)
        contradictions = interview.contradictions()
        for text in contradictions:
            self.say(text, indent=2, hanging=2)
        for line in warning_lines(interview):
            self.say(line.text, indent=2, hanging=line.hanging)
        if not contradictions and not any(part.missing for part in interview.progress()):
            self.say("Nothing required is missing. Type /quit, then make the report final.")
        self.say(
            "/review and the number of a part shows your answers, /goto 6.3 changes that one, "
            "/quit stops.",
            "dim",
        )
