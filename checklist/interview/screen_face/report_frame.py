"""The first lines of all screens: the State, and the progress of its report."""

from checklist.answer_types.state import state_name
from checklist.interview.engine import Interview
from checklist.interview.screen_face.model import Model
from checklist.reports.progress import required_in_all


def report_frame(interview: Interview) -> Model:
    """Return a screen with nothing but the State and the progress of the whole report."""
    done, required = required_in_all(interview.progress())
    head = state_name(interview.report.state).rpartition(" (")[0]
    return Model(title="", head=head, done=done, required=required)
