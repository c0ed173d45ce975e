"""The codes of findings in returned forms: what a reader of forms could not take."""

from checklist.diagnostics import Code


def _code(code: str, name: str, what: str, why: str, example: str, instead: str) -> Code:
    explanation = f"{what}\n\n## Why is this bad?\n{why}\n\n## Example\n    {example}\n\n"
    return Code(code, name, f"{explanation}## Use instead\n{instead}")


MORE_IN_FORM = "F000"
"""The code of the finding that counts those left out."""

_CODES = (
    _code(
        MORE_IN_FORM,
        "more-findings",
        "At most 100 findings of a form are shown.",
        "So many mistakes usually have one cause, such as a form of another version.",
        "and 4,900 more findings",
        "Look for the cause of the first ones, and read the form again.",
    ),
    _code(
        "F001",
        "not-a-part",
        "The file is not a part of this report: it lacks what identifies a part.",
        "A part says in hidden texts of which report and whom it is. Without\n"
        "them nothing in the file can be understood, and nothing is taken.",
        "A table of the ministry's own, or a part whose text was copied to a new file.",
        "Fill in the file that was sent, and send that back. To enter by hand what is in another\n"
        "file: `checklist answer REPORT --for labour`.",
    ),
    _code(
        "F002",
        "cannot-be-opened",
        "The file is damaged, locked with a password, or in a format that cannot be read.",
        "Nothing in it can be taken.",
        "NOR-labour.xlsx, NOR-labour.doc, or a `.docx` that ends in the middle.",
        "Open it in the program that made it, take away the password, and save it as `.docx`.\n"
        " A page that is cut off: save it again with the button “Save” in it.",
    ),
    _code(
        "F003",
        "too-large",
        "The file, unpacked, is larger than any form, or has more parts.",
        "Small files can be made that fill the memory of a machine when they are opened. Up\n"
        "to 8 MB a member, 32 MB in all, and 300,000 elements are unpacked.",
        "A file of 40 kB that unpacks to 4 GB.",
        "Fill in the file that was sent, and paste texts only, no pictures.",
    ),
    _code(
        "F004",
        "refused-content",
        "The file has a document type, an entity, or an encoding that no form has.",
        "With them a file can read other files of this machine, or fill its memory.",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        "Open the file in the program that made it, and save it again as `.docx`.",
    ),
    _code(
        "F005",
        "active-content",
        "The file has macros, links to other files, or embedded objects. A warning.",
        "They are never run or followed. What they were to show is not in the answers.",
        "A button with a macro; a chart that comes from a workbook.",
        "Take them away, and write the answer as text.",
    ),
    _code(
        "F007",
        "not-read",
        "The text in a field is not an answer to its question.",
        "Nothing is guessed: the field is left as it was, and all other fields are taken.",
        "“sometimes”, where the options are “Regular training” and “No training”.",
        "Choose from the list, or type an option's number, code or words. A remark goes to\n"
        "the column for remarks.",
    ),
    _code(
        "F009",
        "given-twice",
        "A field was answered twice, and differently.",
        "Nobody but the authority knows which of the two it means.",
        "Two marks where one option can be chosen; an answer, and next to it “Not known”.",
        "Keep one of the two.",
    ),
    _code(
        "F010",
        "base-altered",
        "The hidden copy of the answers that were sent was changed. Nothing is taken.",
        "This copy shows what the authority changed. Without it nobody can tell.",
        "A hidden text that was edited, or of which lines were deleted.",
        "Fill in the visible fields only. If it was a mistake, send the form again.",
    ),
    _code(
        "F012",
        "unknown-field",
        "A line of the form belongs to a question, row or column that does not exist. A warning.",
        "It is not taken, but listed.",
        "A line that was sent with an older version of the questionnaire.",
        "Send the part again, made with the present version.",
    ),
)

FORM_CODES = {code.code: code for code in _CODES}
"""The codes of findings in forms."""
