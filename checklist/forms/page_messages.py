"""The words that the script of a page shows: whole sentences, in which it fills in what varies.

The script has no words of its own. `{number}` and the like are filled in by their names, so that a
sentence can be translated as a whole, with its parts in another order.
"""

from collections.abc import Mapping

from checklist.forms.words import AS_BEFORE, REMOVE, WHY_NO_ANSWER

MESSAGES: Mapping[str, str] = {
    # What is understood when it comes back
    "as-before": AS_BEFORE,
    "remove": REMOVE,
    # An answer
    "answer": "Your answer",
    "office": "Name of the office and its ministry",
    "optional": "(optional)",
    "optional-field": "{label} (optional)",
    "more": "What counts, and what the words mean",
    "as-before-answer": "As before: {answer}",
    "all-as-before": "All as before",
    "all-rows-as-before": "All rows as before",
    "not-answered": "Not answered yet",
    "take-back": "Take back this answer",
    "remove-answer": "Remove what was here",
    "last": "Last report: {answer}",
    "hint-and-last": "{hint}. Last report: {answer}",
    "last-row": "(last report: {answer})",
    "last-mark": "(last report)",
    # What stands beside an answer
    "missing": "No answer?",
    "evidence": "Evidence",
    "note": "Remark",
    "confidential": "Do not publish",
    "beside-question": "(question {number})",
    "beside-row": "({row})",
    "why-missing": WHY_NO_ANSWER,
    "not-missing": "There is an answer, or it is still open",
    "web-address": "Web address",
    "web-address-hint": "An address that begins with https://. Several with ; between them.",
    "law-or-link": "Law and article, or link",
    "law-or-link-hint": (
        "A law by its short name in the register, then the article; or an address that begins with "
        "https://. Several with ; between them."
    ),
    "add-law": "Add a law of the register",
    "choose-law": "Add a law of the register…",
    "no-laws": "The register of laws is empty",
    "law": "{name}: {citation}",
    # What is wrong
    "emptied": "Empty: what was here stays. To remove it, write: {remove}",
    "wrong-date": (
        "This is not clear as a date. Write it as in 31.12.2023, or 31 May 2004; a month or a year "
        "will do."
    ),
    "wrong-number": (
        "This is not a whole number from {least} to {most}. Write it in digits, without commas or "
        "points."
    ),
    "at-most": "At most {most} characters.",
    "too-long": "The text has {length} characters; at most {most} are allowed.",
    "stands-alone": "“{option}” must be the only choice: remove it, or the others.",
    "none-and-entries": (
        "“No entries” is marked, and there are entries. Take back the mark, or remove the entries."
    ),
    "answer-and-missing": (
        "There is an answer, and a reason why there is none. Take one of them back."
    ),
    "reason-in-words": "“Another reason” needs the reason in words: write it as a remark.",
    # Entries of tables
    "add-entry": "Add: {entry}",
    "entry": "{entry} {number}",
    "remove-entry": "Remove {entry} {number}",
    "put-back": "Put it back",
    "entry-goes": "This entry will be removed.",
    "register": "Your answers can cite what is listed here. Add what is missing.",
    # The path
    "not-asked-if": "{number} {ask} Not asked now: only if {condition}.",
    "not-asked": "{number} {ask} Not asked now: an earlier answer decides.",
    "kept": "What you answered is kept.",
    "only-if": "Only if {condition}.",
    "follows": "Follows from your answer to {number}. If it is otherwise, answer here.",
    # The whole
    "progress": "Progress",
    "required-answered": "Required questions that are answered",
    "done": "{done} of {required} required",
    "done-and-optional": "{done} of {required} required, {answered} of {optional} optional",
    "done-in-part": "{done} of {required}",
    "optional-part": "optional",
    "parts": "Parts",
    "next-open": "Next open question",
    "none-open": "No required question is open.",
    "which-state": "Which State do you answer for?",
    "choose-state": "Choose your State",
    "at-the-end": "At the end",
    # Save and open
    "save": "Save",
    "open": "Open a saved page",
    "saving": "Your browser is saving this page as {file}.",
    "look-again": (
        "Look again at what is marked at these questions, and save again if you correct it: "
        "{numbers}."
    ),
    "check-secrets": (
        "Check that the file is there, then remove the answers marked “Do not publish” from this "
        "browser."
    ),
    "use-whole": "To use it: checklist answer --answers {file}",
    "use-part": "Send that file back.",
    "remove-secrets": "The file is there: remove them",
    "secrets-removed": (
        "The answers marked “Do not publish” are removed from this browser, and are in {file}. If "
        "you go on writing in this page, this browser keeps them again until you remove them."
    ),
    "replaces": "This page has answers that are not in {file}. Opening {file} replaces them.",
    "replace": "Replace",
    "cancel": "Cancel",
    "too-large": "{file} is too large for a saved page.",
    "other-form": "{file} is a saved page of another form.",
    "no-page": "{file} is not a saved page of this form.",
    "not-opened": "{file} was not opened. What you wrote here is as it was.",
    "opened": "The answers of {file} are in this page now.",
    # What the browser keeps
    "browser": "What this browser keeps",
    "browser-keeps": (
        "While you write, this browser keeps the answers on this computer, so that nothing is "
        "lost. Save writes them into a page of your own: that page is what you send. Once you "
        "confirm that the file is there, answers marked “Do not publish” are kept in that page "
        "only."
    ),
    "browser-cannot": "This browser keeps nothing by itself: press Save often.",
    "back": "What you wrote here before is back, from what this browser keeps.",
    "back-in-part": ("What is not for publication is in the page that you saved: open that one."),
    "clear": "Clear what this browser keeps",
    "clear-asked": "What is not in a saved page will be lost.",
    "clear-yes": "Yes, clear it",
    "clear-no": "No",
    "cleared": "This browser no longer keeps any answers of this form.",
}
"""The words by their names, which the script uses."""
