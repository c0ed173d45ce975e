"""Questions of many types, and answers to them, for tests of an interview."""

from tests.support.tiny import QuestionData, questionnaire

YES, NO = {"value": "affirmative"}, {"value": "negative"}
NOT_KNOWN = {"missing": "not-known", "reason": "not-collected"}
CARRIED = {"carried": True}
PLAN: QuestionData = {"id": "plan", "type": "yes-no"}
PLAN_DATE: QuestionData = {
    "id": "plan-date",
    "type": "date",
    "when": {"question": "plan", "is": "affirmative"},
}
OFFENCE: QuestionData = {"id": "offence", "recommendations": ["10(a)"], "type": "implementation"}
TRAINING: QuestionData = {
    "id": "training",
    "recommendations": ["1"],
    "type": "matrix",
    "options": [{"code": "trained", "label": "Trained"}, {"code": "planned", "label": "Planned"}],
    "items": [
        {"id": "police", "label": "Police"},
        {"id": "judges", "label": "Judges", "recommendations": ["10(b)"]},
        {"id": "doctors", "label": "Doctors"},
    ],
}
LAWS: QuestionData = {
    "id": "laws",
    "type": "table",
    "entry": "law",
    "columns": [
        {"id": "name", "label": "Name", "type": "text", "required": True, "unique": True},
        {"id": "year", "label": "Year", "type": "date"},
    ],
}
OFFICE: QuestionData = {"id": "office", "type": "contact"}
REMARK: QuestionData = {"id": "remark", "type": "text", "optional": True}
NAME: QuestionData = {"id": "name", "type": "text", "single_line": True}
WHOLE = questionnaire([PLAN, PLAN_DATE, OFFENCE], [TRAINING, LAWS], [OFFICE, REMARK])
