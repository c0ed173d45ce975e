"""The files of a small questionnaire to begin with: it lints clean and can be answered at once."""

from collections.abc import Mapping

_HEAD = """\
# The head: what the question sets of this folder have in common.
# Every key is explained in questions/README.md of the project.
id: {id}
version: 1.0.0  # the first number rises when answers no longer fit
title: A questionnaire of your own
introduction: >-
  What an official should know before beginning: how long it takes, and whom to ask.
source:
  symbol: EXAMPLE/1
  title: The document whose recommendations this questionnaire asks about
  date: "2026-01-31"
sets:
  - 01-beginning.yaml
  - 02-measures.yaml
authorities: consulted
laws: {{question: laws, name: short-name, citation: citation}}
glossary:
  guideline:
    term: guideline
    definition: A written instruction for officials that is not a law.
jargon: {{guideline: guideline}}
"""

_CATALOGUE = """\
# The catalogue: the recommendations of the source document, each in your own words.
source: EXAMPLE/1
sections:
  - {meeting: 2009, letter: A, title: General recommendations}
recommendations:
  - id: "1"
    meeting: 2009
    section: A
    to: [states]
    strength: [should]
    summary: States should train the officials who meet victims first.
  - id: "2(a)"
    meeting: 2009
    section: A
    to: [states]
    strength: [should]
    see: ["1"]
    summary: States should give these officials written guidelines.
"""

_BEGINNING = """\
id: beginning
title: About this report
questions:
  - id: consulted
    ask: Who else gave information for this report?
    optional: true
    type: choices
    options:
      - {code: justice, label: Ministry of justice}
      - {code: police, label: Police}
      - {code: labour, label: Ministry of labour}
      - {code: nobody, label: Nobody else, exclusive: true}

  - id: laws
    ask: Which laws will your answers refer to?
    optional: true
    usually: [justice]
    type: table
    entry: law
    columns:
      - {id: short-name, label: Short name, type: text, single_line: true,
         required: true, unique: true}
      - {id: citation, label: Official title, type: text, single_line: true, required: true}
"""

_MEASURES = """\
id: measures
title: Training and guidelines
usually: [police]
questions:
  - id: training
    recommendations: ["1"]
    ask: Which officials were trained in the last two years?
    type: matrix
    options:
      - {code: implemented, label: Trained as a rule}
      - {code: partly-implemented, label: Some were trained}
      - {code: planned, label: Training is planned}
      - {code: not-implemented, label: Not trained}
    items:
      - {id: police-officers, label: Police officers}
      - {id: labour-inspectors, label: Labour inspectors, usually: [labour]}

  - id: guidelines
    recommendations: ["2(a)"]
    ask: How far do officials have a written guideline?
    guidance: An instruction of one ministry counts.
    more: |-
      Counts as implemented: every service has one, and uses it.
      Counts as partly: some services have one.
      Shown by: the text, and the order that put it into force.
    terms: [guideline]
    type: implementation

  - id: guideline-date
    ask: When was the guideline last changed?
    optional: true
    terms: [guideline]
    type: date
    when: {question: guidelines, any_of: [implemented, partly-implemented]}
"""


def starter_files(questionnaire_id: str) -> Mapping[str, str]:
    """Return the texts of the files of a small questionnaire, by name.

    Args:
        questionnaire_id: Its id, which is the name of its folder.
    """
    return {
        "questionnaire.yaml": _HEAD.format(id=questionnaire_id),
        "recommendations.yaml": _CATALOGUE,
        "01-beginning.yaml": _BEGINNING,
        "02-measures.yaml": _MEASURES,
    }
