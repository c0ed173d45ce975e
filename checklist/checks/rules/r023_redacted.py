"""A copy for publication, and whether it says and withholds what it should.

That a report is such a copy is a warning. It is an error when it has what is not for publication:
a confidential answer, a contact, who gave an answer, or the salt of the report that it was made of;
or when what it lists as withheld does not exist, or stands in it.

## Why is this bad?
What is published cannot be taken back. And a copy lacks answers that the State has given: it must
not be taken for the report itself.

## Example
    redacted:
      withheld: [contact-point]
    answers:
      contact-point:
        value: {office: Ministry of Justice}

## Use instead
Make the copy anew from the final report: `checklist redact`.
"""

from checklist.checks.published_copy import findings
from checklist.checks.rule import Rule

RULE = Rule(__name__, __doc__, findings, covered_by_gate=True)
