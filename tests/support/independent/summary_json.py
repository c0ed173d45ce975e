"""A summary in JSON beside the counts: one figure or name for each key."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.support.independent.asked import Unit
from tests.support.independent.figures import Figures
from tests.support.independent.tallies import Tally, of_measures, of_others, of_question, of_unit
from tests.support.independent.told import Told

Facts = dict[tuple[Hashable, ...], Any]


def counted(figures: Figures, *, shows_donors_only: bool) -> Facts:
    """Return what the JSON of a summary must have.

    Args:
        figures: The counts.
        shows_donors_only: Whether of States that want or asked for help only those are named that
            agree to be named to donors, as for publication.
    """
    asked, plan = figures.asked, figures.plan
    facts: Facts = {("covered",): sum(len(one.dependent) for one in figures.every)}
    for unit in asked.units:
        place = ("unit", unit.question, unit.row)
        _tally(facts, place, of_unit(asked, figures.every, unit))
        if unit.is_measure:
            _tally(facts, (*place, "statuses"), of_measures(figures.every, [unit]))
        for status, reports in figures.by_status.items():
            _tally(facts, (*place, "status", status), of_unit(asked, reports, unit))
        for label, reports in figures.by_group.items():
            if reports:
                _tally(facts, (*place, "group", label), of_unit(asked, reports, unit))
    lines: list[tuple[str, str, Sequence[Unit]]]
    lines = [("theme", one, figures.theme_units(one)) for one in asked.themes]
    lines += [("rec", one["id"], figures.rec_units(one["id"])) for one in asked.catalogue]
    for kind, name, units in lines:
        facts[kind, name, "units"] = len(units)
        _tally(facts, (kind, name, "measures"), of_measures(figures.every, units))
        _tally(facts, (kind, name, "others"), of_others(figures.every, units))
        if any(unit.is_measure for unit in units):
            for status, reports in figures.by_status.items():
                _tally(facts, (kind, name, "status", status), of_measures(reports, units))
            for label, reports in figures.by_group.items():
                if reports:
                    _tally(facts, (kind, name, "group", label), of_measures(reports, units))
    donors = {one.state for one in figures.donor_states(plan["donors"]["named"])}
    wanted = [one["question"] for one in plan["assistance"]]
    requested = [
        (name, row["id"])
        for name in plan["requests"]
        for row in asked.questions[name].get("items", [{"id": ""}])
    ]
    shown = donors if shows_donors_only else {*figures.reports}
    for name in wanted:
        for code in asked.kinds(name):
            states = _saying(figures.every, name, "", code)
            facts["wanted", name, code] = len(states), states & shown
    for kind in figures.kinds_of_help():
        facts["wanted by kind", kind] = sum(kind in figures.wishes(one) for one in figures.every)
    several = [
        *(("wanted_by_theme", name, "", shown) for name in wanted),
        *(("received", name, "", {*figures.reports}) for name in plan["received"].values()),
        *(("requests", name, row, shown) for name, row in requested),
        *(("offers", one["question"], "", {*figures.reports}) for one in plan["offers"]),
        *(("needs", one["question"], "", shown) for one in plan["needs"]),
        *(("obstacles", one, "", {*figures.reports}) for one in plan["obstacles"]),
    ]
    for kind, question, row, named in several:
        label = asked.row_words(question, row) or question
        _tally(facts, (kind, label), of_question(asked, figures.every, question, row))
        only = {one for part in (*plan["offers"], *plan["needs"]) for one in part["codes"]}
        for code in asked.codes(question):
            if kind not in {"offers", "needs"} or code in _codes(plan, kind, question) & only:
                states = _saying(figures.every, question, row, code)
                facts[kind, label, code] = len(states), states & named
    facts.update(_needs_and_offers(figures))
    return facts


def _codes(plan: Any, kind: str, question: str) -> set[str]:
    return {code for one in plan[kind] if one["question"] == question for code in one["codes"]}


def _needs_and_offers(figures: Figures) -> Facts:
    plan = figures.plan
    named = figures.donor_states(plan["donors"]["named"])
    unnamed = figures.donor_states(plan["donors"]["counted"])
    facts: Facts = {("not shown",): figures.not_shown_to_donors()}
    for kind in figures.kinds_of_help():
        facts["donors", kind] = (
            {one.state for one in named if kind in figures.wishes(one)},
            sum(kind in figures.wishes(one) for one in unnamed),
        )
        for match in plan["matches"]:
            if kind in match["wanted"]:
                for offer in match["offers"]:
                    for code in offer["codes"]:
                        states = _saying(figures.every, offer["question"], "", code)
                        public = {
                            state
                            for state in states
                            if {*figures.reports[state].said(plan["publication"]["question"])}
                            & {*plan["publication"]["named"]}
                        }
                        facts["offered", kind, code] = public, len(states - public)
    return facts


def _saying(reports: Iterable[Told], question: str, row: str, code: str) -> set[str]:
    return {one.state for one in reports if code in one.said(question, row)}


def _tally(facts: Facts, name: tuple[Hashable, ...], tally: Tally) -> None:
    for key, value in tally.as_json().items():
        facts[(*name, key)] = value


def shown(document: Mapping[str, Any]) -> Facts:
    """Return what the JSON of a summary has."""
    facts: Facts = {("covered",): document["covered"]}
    for unit in document["units"]:
        name = ("unit", unit["question"], unit["row"])
        _read(facts, name, unit["tally"])
        if unit["statuses"]:
            _read(facts, (*name, "statuses"), unit["statuses"])
        _by(facts, name, unit)
    for kind, lines in (
        ("theme", document["themes"]),
        ("rec", [one["implementation"] for one in document["recommendations"]]),
    ):
        for line in lines:
            facts[kind, line["id"], "units"] = line["units"]
            _read(facts, (kind, line["id"], "measures"), line["measures"])
            _read(facts, (kind, line["id"], "others"), line["others"])
            _by(facts, (kind, line["id"]), line)
    help_ = document["assistance"]
    for one in help_["wanted"]:
        states = _states(part["state"] for part in one["states"])
        facts["wanted", one["question"], one["code"]] = one["count"], states
    for one in help_["wanted_by_kind"]:
        facts["wanted by kind", one["code"]] = one["count"]
    for kind in ("wanted_by_theme", "received", "requests", "offers", "needs"):
        for one in help_[kind]:
            label = one["words"] if kind == "requests" else one["question"]
            _question(facts, kind, label, one)
    for theme in document["obstacles"]:
        if theme["obstacles"]:
            _question(facts, "obstacles", theme["obstacles"]["question"], theme["obstacles"])
    facts["not shown",] = help_["needs_and_offers"]["not_shown"]
    for kind in help_["needs_and_offers"]["kinds"]:
        facts["donors", kind["code"]] = _states(kind["wanted_by"]), kind["unnamed"]
        for one in kind["offers"]:
            facts["offered", kind["code"], one["code"]] = _states(one["offered_by"]), one["unnamed"]
    return facts


def _question(facts: Facts, kind: str, label: str, one: Mapping[str, Any]) -> None:
    _read(facts, (kind, label), one["tally"])
    for code in one["codes"]:
        facts[kind, label, code["code"]] = code["count"], _states(code["states"])


def _by(facts: Facts, name: tuple[Hashable, ...], line: Mapping[str, Any]) -> None:
    for one in line["by_treaty_status"]:
        _read(facts, (*name, "status", one["treaty_status"]["code"]), one["tally"])
    for one in line["by_group"]:
        _read(facts, (*name, "group", one["group"]["label"]), one["tally"])


def _read(facts: Facts, name: tuple[Hashable, ...], tally: Mapping[str, Any]) -> None:
    for key, value in tally.items():
        is_codes = key == "codes"
        facts[(*name, key)] = {one["code"]: one["count"] for one in value} if is_codes else value


def _states(states: Iterable[Mapping[str, str]]) -> set[str]:
    return {one["code"] for one in states}


def differences(counts: Facts, document: Facts) -> Iterator[str]:
    """Yield where the two differ."""
    for key in sorted(counts.keys() | document.keys(), key=str):
        if counts.get(key) != document.get(key):
            yield f"{key}: counted {counts.get(key)}, shown {document.get(key)}"


def number_of(facts: Facts) -> int:
    """Return how many figures there are."""
    return sum(len(one) if isinstance(one, Mapping | Sequence) else 1 for one in facts.values())
