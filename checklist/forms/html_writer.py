"""Writes a form as one HTML page, which is filled in with a browser and without a network."""

from checklist.forms.form import Form
from checklist.forms.html_data import form_data
from checklist.ministries.part_identity import PartIdentity
from checklist.ministries.part_record import PartRecord
from checklist.render.html import page

_HOW_TO = (
    "Your answers stay on this computer until you send the page that Save writes. Leave open "
    "the questions that are not yours, and say whose they are. “Not known” is an answer, and so "
    "is a reason why you do "
    "not answer."
)


def write_html(form: Form, *, is_whole: bool = False) -> bytes:
    """Return the page of a form.

    Args:
        form: The form.
        is_whole: Whether it is that of the whole questionnaire, which belongs to no report.
    """
    identity = form.part.identity
    file = whole_name(identity.state) if is_whole else part_name(identity)
    record = PartRecord.of(form.part)
    part = {
        "checklist_form": 1,
        "whole": is_whole,
        "part": identity.model_dump(exclude_none=True),
        "asked": {i: None if parts is None else [*parts] for i, parts in record.asked.items()},
        "base": dict(record.base),
    }
    return page(
        "form.html.j2",
        styles=("page.css", "form.css"),
        script="form.js",
        title=" · ".join(filter(None, [form.part.label, form.state_name])),
        lead=[_summary(form, is_whole=is_whole), _HOW_TO, *form.about_notes],
        form=form_data(form, is_whole=is_whole, file=file),
        part=part,
    ).encode()


def whole_name(state: str) -> str:
    """Return the name of the page of the whole questionnaire: `NOR-whole.html`."""
    return "-".join(filter(None, [state, "whole"])) + ".html"


def part_name(identity: PartIdentity) -> str:
    """Return the name under which the page of a part is saved: `NOR-labour.html`."""
    number = f"-{identity.number}" if identity.number > 1 else ""
    return f"{identity.state}-{identity.authority}{number}.html"


def _summary(form: Form, *, is_whole: bool) -> str:
    """Return how much is asked, and until when; nobody waits for a form of the whole."""
    part = form.part
    if is_whole:
        return f"{len(part.items)} questions, many of which fall away as you answer."
    return form.title.removeprefix(f"{part.label} · {form.state_name} · ") + "."
