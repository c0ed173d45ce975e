"""The examples in the JSON Schemas, one for each kind of file."""

from dataclasses import asdict

from checklist.analysis.comparison.side_by_side_document import Cycle, StatesOfTheme
from checklist.analysis.comparison.side_by_side_document import Step as CycleStep
from checklist.analysis.summary.document import Assistance, Participation, Summary
from checklist.analysis.summary.figures import StateName, States
from checklist.analysis.summary.table_ids import TableId
from checklist.lifecycle.register_line import FIRST, chained

QUESTION_SET_EXAMPLE = {
    "id": "training",
    "title": "Training",
    "questions": [
        {
            "id": "training-plan",
            "recommendations": ["13"],
            "ask": "Is there a written plan for training on trafficking in persons?",
            "guidance": "A plan of one ministry counts.",
            "type": "yes-no",
        },
        {
            "id": "training-plan-date",
            "ask": "When was the plan adopted?",
            "type": "date",
            "optional": True,
            "when": {"question": "training-plan", "is": "affirmative"},
        },
    ],
}


QUESTIONNAIRE_EXAMPLE = {
    "id": "ctoc-cop-2010-6",
    "version": "1.0.0",
    "title": "Self-assessment checklist",
    "source": {"symbol": "CTOC/COP/2010/6", "title": "Report of the Chair", "date": "2010-08-10"},
    "sets": ["01-reporting-state.yaml"],
}


DIVISION_EXAMPLE = {
    "checklist_division": 1,
    "questionnaire": {
        "id": "ctoc-cop-2010-6",
        "version": "1.0.0",
        "digest": f"sha256:{'0' * 64}",
    },
    "state": "NOR",
    "authorities": {
        "own": {"contact": {"office": "Ministry of justice", "email": "kari@example.org"}},
        "labour": {"due": "2027-03-03", "form": "xlsx"},
    },
    "asks": {
        "training": {"lead": "own"},
        "training/labour-inspectors": {"lead": "labour", "also": ["police"]},
    },
}


CATALOGUE_EXAMPLE = {
    "source": "CTOC/COP/2010/6",
    "sections": [{"meeting": 2009, "letter": "F", "title": "Training"}],
    "recommendations": [
        {
            "id": "14",
            "meeting": 2009,
            "section": "F",
            "to": ["secretariat"],
            "strength": ["should"],
            "summary": "The Secretariat should offer more courses to States that ask for them.",
        }
    ],
}


CHANGES_EXAMPLE = {
    "steps": [
        {
            "from": "1.0.0",
            "to": "2.0.0",
            "questions": {
                "status": {
                    "became": "renamed",
                    "to": ["protocol-status"],
                    "reason": "Other treaties have a status, too.",
                },
                "training-plan": {
                    "words": "meaning",
                    "reason": "A plan of one ministry no longer counts.",
                    "codes": {
                        "in-draft": {
                            "became": "removed",
                            "reason": "A draft is no plan.",
                        }
                    },
                },
            },
            "added": ["training-budget"],
        }
    ]
}


HISTORY_EXAMPLE = {
    "digest": "sha256:" + "0" * 64,
    "questionnaire": QUESTIONNAIRE_EXAMPLE,
    "sets": [QUESTION_SET_EXAMPLE],
    "types": {"yes-no": {"value": {"affirmative": "Yes", "negative": "No"}}},
}


PLAN_EXAMPLE = {
    "treaty_status": "protocol-status",
    "obstacles": ["legislation-obstacles"],
    "assistance": [{"question": "legislation-assistance", "priority": "legislation-priority"}],
}


_COUNTS = {"errors": 1, "warnings": 0, "notes": 0}


FINDINGS_EXAMPLE = {
    "checklist_findings": 1,
    "files": [
        {
            "path": "report-NOR.yaml",
            "findings": [
                {
                    "code": "R501",
                    "severity": "error",
                    "line": 13,
                    "column": 3,
                    "where": ["answers", "deposit"],
                    "message": "deposit: the deposit is earlier than the signature",
                    "related": [{"line": 12, "column": 3, "message": "the answer to `signature`"}],
                }
            ],
        }
    ],
    "summary": {
        "files": 1,
        "with_errors": 1,
        **_COUNTS,
        "codes": {"R501": {"files": 1, **_COUNTS}},
    },
}


REGISTER_LINE_EXAMPLE = chained(
    {
        "register": 1,
        "number": 1,
        "did": "received",
        "on": "2026-11-30",
        "at": "2026-11-30T09:15:00Z",
        "who": "clerk",
        "reference": "NV 12/2026",
        "submission": {
            "file": "2026/NOR/report-NOR.yaml",
            "name": "report-NOR.yaml",
            "size": 24893,
            "digest": f"sha256:{'a' * 64}",
            "state": "NOR",
            "cycle": "2026",
            "channel": "e-mail",
            "report": {
                "questionnaire": "ctoc-cop-2010-6",
                "version": "2.0.0",
                "status": "final",
                "revision": 1,
                "as_of": "2026-11-24",
                "seal": f"sha256-salted:{'b' * 64}",
            },
            "findings": {"R016": 1},
        },
    },
    FIRST,
)


_HEAD_EXAMPLE = {
    "file": "2026/report-NOR.yaml",
    "revision": 1,
    "as_of": "2026-11-24",
    "status": "final",
    "questionnaire": "ctoc-cop-2010-6",
    "version": "1.0.0",
    "is_copy": False,
}


_TUVALU = States(1, [StateName("TUV", "Tuvalu")])

COMPARISON_EXAMPLE = {
    "checklist_comparison": 2,
    "questionnaire": "ctoc-cop-2010-6",
    "version": "2.0.0",
    "title": "Self-assessment checklist",
    "source": "CTOC/COP/2010/6",
    "sides": ["2024", "2026"],
    "files": 2,
    "drafts": False,
    "since": "",
    "until": "",
    "cut_off": "2026-11-20",
    "publication": None,
    "cycles": [
        asdict(Cycle(cycle=cycle, reported=_TUVALU, versions=["2.0.0"]))
        for cycle in ("2024", "2026")
    ],
    "steps": [
        asdict(
            CycleStep(
                earlier="2024",
                later="2026",
                same=_TUVALU,
                came=States(0, []),
                went=States(0, []),
                themes=[
                    StatesOfTheme(
                        theme="legislation", title="Legislation", more=1, as_many=0, fewer=0
                    )
                ],
            )
        )
    ],
    "themes": [],
    "grouped_by": None,
    "groups": [],
    "recommendations": [],
    "announced": [],
    "not_comparable": [],
    "tables": [{"id": "R1-1", "section": "overview", "name": "reported"}],
    "reports": [
        {
            "state": "NOR",
            "name": "Norway (NOR)",
            "group": "",
            "old": _HEAD_EXAMPLE,
            "new": {**_HEAD_EXAMPLE, "file": "2028/report-NOR.yaml", "as_of": "2028-11-20"},
            "version": "1.0.0",
            "questions": 144,
            "changed": 1,
            "differences": [
                {
                    "question": "offence",
                    "number": "3.1",
                    "ask": "Is trafficking in persons a criminal offence?",
                    "part": "legislation",
                    "recommendations": ["10(a)"],
                    "before": "answered",
                    "after": "answered",
                    "changes": [
                        {
                            "kind": "note",
                            "label": ["Note"],
                            "row": "",
                            "old_where": ["answers", "offence", "note"],
                            "new_where": ["answers", "offence", "note"],
                            "before": [],
                            "after": [],
                            "words": [
                                {"sign": "same", "text": "Section "},
                                {"sign": "removed", "text": "6."},
                                {"sign": "added", "text": "7."},
                            ],
                            "hidden": None,
                        }
                    ],
                    "withheld": [],
                    "not_comparable": "",
                }
            ],
            "more": 0,
        }
    ],
    "alone": [],
    "not_counted": [],
    "other_cycles": [],
    "summary": {
        "states": 1,
        "answers": 1,
        "not_comparable": 0,
        "kinds": {"note": 1},
        "sets": [
            {"part": "legislation", "title": "Legislation", "answers": 1, "kinds": {"note": 1}}
        ],
        "groups": [],
        "transitions": [],
    },
}


MANIFEST_EXAMPLE = {
    "checklist_manifest": 1,
    "output": "summary.html",
    "sha256": "0" * 64,
    "command": "summarize",
    "program": "0.2.0",
    "options": {"for-publication": True},
    "questionnaire": {
        "id": "ctoc-cop-2010-6",
        "version": "2.0.0",
        "digest": f"sha256:{'0' * 64}",
    },
    "cut_off": "2026-11-24",
    "reports": [
        {
            "state": "NOR",
            "seal": f"sha256-salted:{'0' * 64}",
            "original": None,
            "revision": 1,
            "as_of": "2026-11-24",
            "status": "final",
            "is_named": True,
            "side": "",
        }
    ],
    "tables": [
        {
            "id": "T3-1",
            "caption": "Reports by expected States",
            "columns": ["States"],
            "rows": [{"label": "Expected", "counts": [199]}],
        }
    ],
    "is_public": True,
    "unnamed": [
        {
            "question": "offence",
            "row": "",
            "answered": 14,
            "without_answer": 0,
            "codes": [
                {"code": "specific-offence", "label": "A specific offence", "count": 9},
                {"code": "none", "label": "No provision", "count": 5},
            ],
        }
    ],
}


SUMMARY_EXAMPLE = asdict(
    Summary(
        checklist_summary=1,
        questionnaire="ctoc-cop-2010-6",
        version="1.0.0",
        title="Self-assessment checklist",
        source="CTOC/COP/2010/6",
        files=0,
        drafts=False,
        since="",
        until="",
        cycle="",
        cut_off="",
        not_agreed=None,
        unnamed=None,
        shows_confidential=False,
        covered=0,
        shows_contacts=False,
        reports=[],
        left_out=[],
        participation=Participation(
            expected=0,
            reported=[],
            not_counted=[],
            not_reported=[],
            not_expected=[],
            unclear=States(0, []),
            in_several_cycles=States(0, []),
            with_newer_unusable=States(0, []),
        ),
        grouped_by=None,
        publication=None,
        recommendations=[],
        themes=[],
        units=[],
        obstacles=[],
        assistance=Assistance(
            needs_and_offers=None,
            wanted=[],
            wanted_by_kind=[],
            wanted_by_theme=[],
            received=[],
            requests=[],
            offers=[],
            needs=[],
        ),
        steps=[],
        ratification=[],
        practices=[],
        contacts=None,
        evidence=[],
        comparability=[],
        tables=[TableId("T5-3", "implementation", "recommendations")],
    )
)
