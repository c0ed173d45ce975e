"""The paragraphs of a prompt, in the roomiest layout that fits the screen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from checklist.answer_types.interface import Step
from checklist.console.page import Page
from checklist.interview.citations import citation
from checklist.interview.corrections import TO_CORRECT
from checklist.interview.hints import fits_next_to_enter, guidance_of, hints_of
from checklist.interview.place import demand, progress_text
from checklist.text.messages import Message, is_made_of, tr
from checklist.text.paragraphs import first_words, one_line, sentence

if TYPE_CHECKING:
    from checklist.interview.engine import Interview
    from checklist.interview.prompt import Prompt


PERIOD_LINE = Message("Period: {period}")


class StyledText(NamedTuple):
    """One paragraph of a prompt."""

    text: str
    style: str = ""
    indent: int = 0
    hanging: int = 0


class Layout(NamedTuple):
    """A way to show a prompt, so that the question stays on the screen."""

    options: Literal["listed", "cut", "side by side", "in a line"] = "listed"
    """The form of the options."""
    lists: Literal["listed", "joined", "cut"] = "listed"
    """The form of the lists above the prompt."""
    paragraphs_of_guidance: int = 1000
    """The most paragraphs of guidance that are shown."""


_LAYOUTS: Sequence[Layout] = (
    Layout(),
    Layout(lists="joined"),
    Layout("side by side"),
    Layout("side by side", "joined"),
    Layout("side by side", "joined", paragraphs_of_guidance=0),
    Layout("in a line", "joined", paragraphs_of_guidance=0),
    Layout("in a line", "cut", paragraphs_of_guidance=0),
)
"""The layouts, the roomiest first."""

_LAYOUTS_OF_CARRIED: Sequence[Layout] = (
    Layout(),
    Layout("side by side"),
    Layout("side by side", paragraphs_of_guidance=0),
    Layout("in a line", paragraphs_of_guidance=0),
)
"""The layouts of a carried answer, which is shown in whole before Enter can confirm it."""

_LAYOUTS_OF_LOOKUPS: Sequence[Layout] = (Layout(), Layout("cut"))
"""The layouts of a list from which a question is chosen, whose options stay one per line."""


class PromptLayout:
    """Lays prompts out for one page."""

    def __init__(self, page: Page, *, plain: bool) -> None:
        self._page = page
        self._plain = plain
        self._given: set[str] = set()
        """The kinds of hints that were given: each is given once."""
        self._period = ""
        """The period that was named last: it is named once, and again when it has changed."""

    def lay_out(
        self, prompt: "Prompt", interview: "Interview", *, repeats_options: bool
    ) -> Sequence[StyledText]:
        """Return the paragraphs of a prompt in the roomiest layout that fits the page.

        A prompt that is read aloud always has the roomiest one.

        Args:
            prompt: The prompt.
            interview: The interview of the prompt, whose progress is shown.
            repeats_options: Whether brief options are shown, though the step before had the same.
        """
        room = self._page.height - 2  # an empty line above, the entry below
        layouts = _LAYOUTS_OF_LOOKUPS if prompt.step.is_lookup else _LAYOUTS
        if prompt.is_first and prompt.is_carried:  # what Enter confirms is never cut
            layouts = _LAYOUTS_OF_CARRIED
        period = prompt.period if prompt.is_opening else ""
        hints = [
            hint for hint in hints_of(prompt, plain=self._plain) if hint.kind not in self._given
        ]
        context = _Context(
            prompt=prompt,
            interview=interview,
            hints=" ".join(hint.text for hint in hints),
            period="" if period == self._period else period,
            repeats_options=repeats_options,
        )
        tries = [(layout, has_words) for layout in layouts for has_words in (True, False)]
        for layout, has_words in tries[:1] if self._plain else tries:
            laid_out = [
                *(self._heading(context, has_words) if prompt.is_opening else ()),
                *self._prompt(context, layout),
            ]
            if sum(map(self._height, laid_out)) <= room:
                break
        self._period = period or self._period
        self._given |= {hint.kind for hint in hints if hint.kind}
        return laid_out

    def _height(self, text: StyledText) -> int:
        return len(self._page.wrapped(text.text, indent=text.indent, hanging=text.hanging))

    def _heading(self, context: "_Context", has_words: bool) -> Iterator[StyledText]:
        """Yield the number of a question and whether it is required; to the eye, also progress.

        Args:
            context: The prompt.
            has_words: Whether related recommendations stand with their words; else by number.
        """
        interview, prompt = context.interview, context.prompt
        number = f"{interview.questionnaire.numbers[prompt.question.id]}, {demand(prompt)}."
        if self._plain:
            yield StyledText(number)
            return
        yield StyledText(f"{number} {progress_text(prompt, interview)}", "dim")
        served = interview.questionnaire.recommendations_of(prompt.question)
        if served:
            see_also = interview.questionnaire.see_also(served)
            yield StyledText(citation(served, see_also, has_words=has_words), "dim")

    def _prompt(self, context: "_Context", layout: Layout) -> Iterator[StyledText]:
        prompt, step = context.prompt, context.prompt.step
        if prompt.is_opening:
            yield from self._question(context, layout)
        if not prompt.keeps_whole_answer:  # else the whole answer is shown above
            for line in self._listed(self._new_context(prompt), layout):
                yield StyledText(line, "", 2, 2)
        if step.ask:
            yield StyledText(step.ask, "bold")
        if step.options and (context.repeats_options or not step.brief):
            yield from self._options(step, layout)
        if context.hints:
            yield StyledText(context.hints, "dim")

    def _new_context(self, prompt: "Prompt") -> Sequence[str]:
        """Return what is to be read before a step, without rows that were heard one by one."""
        step, has_rows = prompt.step, bool(prompt.question.answer_type.listed_rows())
        were_heard = self._plain and has_rows and not (prompt.is_opening or step.row)
        return step.context[: len(step.laws)] if were_heard else step.context

    def _question(self, context: "_Context", layout: Layout) -> Iterator[StyledText]:
        """Yield the question, its findings, and its present and related answers."""
        prompt = context.prompt
        yield StyledText(prompt.question.ask, "bold")
        guidance = [*guidance_of(prompt.question)]
        for text in guidance[: layout.paragraphs_of_guidance]:
            yield StyledText(text)
        if len(guidance) > layout.paragraphs_of_guidance:
            yield StyledText("(? shows more.)", "dim")
        if context.period:
            yield StyledText(tr(PERIOD_LINE, period=context.period))
        for text in prompt.findings:
            yield StyledText(text, "red" if is_made_of(text, TO_CORRECT) else "yellow", 0, 2)
        yield from self._earlier(prompt, layout)
        if prompt.related is not None and not prompt.findings:
            yield self._related(prompt)

    def _related(self, prompt: "Prompt") -> StyledText:
        assert prompt.related is not None
        one = prompt.related
        same = " /same takes it over." if one.offered else ""
        if self._plain and one.line.endswith("…"):  # half an answer says nothing when it is heard
            return StyledText(f"Related: {one.number}.{same}", "dim")
        start = f"Related, {one.number}: "
        room = self._page.width - len(start) - len(same) - 1
        answer = first_words(one.line, max(room, 20))
        return StyledText(f"{start}{sentence(answer)}{same}", "dim")

    def _options(self, step: Step, layout: Layout) -> Iterator[StyledText]:
        """Yield the options of a step, numbered."""
        alone = " (choose this one alone)"
        labels = [
            f"{option.label}{alone if option.exclusive and step.several else ''}"
            for option in step.options
        ]
        if layout.options == "in a line":
            in_a_line = " ".join(f"({n}) {label}" for n, label in enumerate(labels, 1))
            yield StyledText(in_a_line, "", 2, 2)
            return
        if self._plain:
            yield from (StyledText(f"{n}: {sentence(label)}") for n, label in enumerate(labels, 1))
            return
        width = len(str(len(labels)))
        if layout.options == "cut":
            labels = [one_line(label, self._page.width - 4 - width) for label in labels]
        numbered = [f"{n:>{width}}  {label}" for n, label in enumerate(labels, 1)]
        if layout.options == "side by side" or step.brief:
            side_by_side = self._page.side_by_side(numbered, hanging=width + 2)
            if len(side_by_side) < len(numbered):
                yield from (StyledText(line, "", 2) for line in side_by_side)
                return
        yield from (StyledText(text, "", 2, width + 2) for text in numbered)

    def _earlier(self, prompt: "Prompt", layout: Layout) -> Iterator[StyledText]:
        """Yield the present answer if the step does not show it."""
        step = prompt.step
        lines = prompt.earlier
        if not prompt.keeps_whole_answer:
            # The context has rows as they are, and the entries of a table with their number.
            context = {*step.context, *(line.partition(". ")[2] for line in step.context)}
            lines = [line for line in lines if line not in context]
            is_next_to_enter = "; ".join(lines) == step.previous_text and fits_next_to_enter(step)
            lines = [] if is_next_to_enter else lines
        if not lines:
            return
        is_own = not (prompt.is_carried or prompt.earlier_by)
        head = "Your answer so far:" if is_own else prompt.earlier_title
        if layout.lists == "cut" and not prompt.is_carried:  # its head and its beginning fit a line
            yield StyledText(one_line(f"{head} {'; '.join(lines)}", self._page.width - 2), "green")
            return
        yield StyledText(head, "green")
        for line in self._listed(lines, layout):
            yield StyledText(line, "green", 2, 2)

    def _listed(self, lines: Sequence[str], layout: Layout) -> Sequence[str]:
        """Return a list as the layout has it: one line per item, or all items on one line."""
        if layout.lists == "listed" or not lines:
            return lines
        joined = "; ".join(lines)
        return [one_line(joined, self._page.width - 4) if layout.lists == "cut" else joined]


class _Context(NamedTuple):
    """A prompt, and what is said with it this time."""

    prompt: "Prompt"
    interview: "Interview"
    hints: str
    """The hints that were not given before."""
    period: str
    """The period of the question, if it is to be named."""
    repeats_options: bool
    """Whether brief options are shown, though the step before had the same."""
