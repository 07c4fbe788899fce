#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the invented team's postmortems in demo/ and prints what they add up to.

tools/check_demo.py [--today YYYY-MM-DD]     exit code 1 when something is wrong

It reads the one shape in which these files are written, not postmortems in general: that is
what `dejavu-index build --corpus demo` is for, which has to report no problem either.
"""

import argparse
import collections
import datetime
import json
import pathlib
import re
import statistics
import sys

sys.dont_write_bytecode = True
from incident_prose import BLAME, faults_of_shared_runs, prose_of  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "demo"
PAGE = FOLDER.parent / "docs" / "DEMO.md"
TIMES = ["started", "detected", "known", "raised", "mitigated", "resolved"]
KINDS = ["recurrence_of", "not_recurrence_of", "lookalike_of", "duplicate_of",
         "caused_by_remediation_of"]
# Short enough to be read in a minute, with room for the front matter.
LINES = range(25, 71)


class Incident:
    def __init__(self, path):
        self.name = path.name
        self.text = path.read_text(encoding="utf-8")
        _, self.front, self.body = self.text.split("---\n", 2)
        self.facts = dict(re.findall(r"^(\w+): (.*)$", self.front, re.M))
        self.id = self.facts.get("id", "")
        self.times = {name: datetime.datetime.strptime(value, "%Y-%m-%dT%H:%MZ")
                      for name in TIMES if (value := self.facts.get(name + "_at"))}
        self.actions = [dict(re.findall(r'(\w+): ("(?:[^"\\]|\\.)*"|[^,}]+)', line))
                        for line in re.findall(rf"^  - \{{(id: {self.id}-A.*)\}}$", self.front, re.M)]
        self.relations = {kind: self.ids_below(kind) for kind in KINDS}

    def ids_below(self, key):
        value = re.search(rf"^{key}:(.*(?:\n  .*)*)", self.front, re.M)
        return re.findall(r"\bHL-\d{4}-\d{3}\b(?!-)", value[1]) if value else []

    def minutes(self, since, until):
        return int((self.times[until] - self.times[since]).total_seconds() // 60)

    def prose(self):
        return prose_of(self.front, self.body)


def faults_of_facts(incident):
    if not re.fullmatch(r"HL-\d{4}-\d{3}", incident.id):
        yield "id is not HL-YYYY-NNN"
    if "(invented)" not in incident.facts.get("company", ""):
        yield "company does not say (invented)"
    if not incident.facts.get("tags", "").startswith("[invented"):
        yield "the tag invented is missing"
    if list(incident.times) != TIMES:
        yield "a time is missing or out of place"
    elif sorted(incident.times.values()) != list(incident.times.values()):
        yield "times are not in order"
    elif incident.name[:10] != incident.times["started"].strftime("%Y-%m-%d"):
        yield "file name and start differ"
    if incident.text.count("\n") not in LINES:
        yield f"{incident.text.count(chr(10))} lines"
    for match in BLAME.finditer(incident.prose()):
        yield f"blaming words: {match.group()}"
    for heading in ["Impact", "Timeline", "Resolution", "First check", "Prevention", "Lessons"]:
        if not re.search(rf"^## {heading}", incident.body, re.M):
            yield f"no section {heading}"


def faults_of_actions(incident):
    if not incident.actions:
        yield "no action items"
    for number, action in enumerate(incident.actions, 1):
        where = action["id"]
        if where != f"{incident.id}-A{number}":
            yield f"{where}: not the {number}. action of its incident"
        for key in ["text", "type", "owner", "due", "status"]:
            if key not in action:
                yield f"{where}: no {key}"
        if action["status"] not in ["open", "done", "wontfix"]:
            yield f"{where}: status {action['status']}"
        if (action["status"] == "done") != ("done_at" in action):
            yield f"{where}: done and done_at contradict"
        started = incident.times["started"].strftime("%Y-%m-%d")
        if min(action["due"], action.get("done_at", action["due"])) < started:
            yield f"{where}: due or done before the incident"
        if action["owner"] == action.get("verified_by"):
            yield f"{where}: verified by its owner"


def faults_of_relations(incident, by_id):
    for kind, ids in incident.relations.items():
        for other in ids:
            if other not in by_id:
                yield f"{kind} {other}, which is not there"
            elif by_id[other].times["started"] >= incident.times["started"]:
                yield f"{kind} {other}, which is not earlier"


def read_ledger():
    lines = (FOLDER / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def faults_of_ledger(ledger, by_id):
    if [entry["at"] for entry in ledger] != sorted(entry["at"] for entry in ledger):
        yield "lines are not in order of time"
    for entry in ledger:
        pair = f"{entry['from']} {entry['kind']} {entry['to']}"
        if entry["kind"] not in KINDS or not entry["by"] or not entry["reason"]:
            yield f"{pair}: kind, by or reason"
        if entry["from"] not in by_id or entry["to"] not in by_id:
            yield f"{pair}: an id is not there"
        elif by_id[entry["from"]].times["resolved"] > parsed(entry["at"]):
            yield f"{pair}: decided before it was resolved"
        if ("class" in entry) != (entry["kind"] == "recurrence_of"):
            yield f"{pair}: class belongs to recurrence_of"


def parsed(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


def faults_of_planted(by_id, ledger):
    """What docs/DEMO.md lists as left to the engine must stand nowhere as decided."""
    decided = {(entry["from"], entry["to"]) for entry in ledger}
    for incident in by_id.values():
        decided |= {(incident.id, other) for ids in incident.relations.values() for other in ids}
    rows = re.findall(r"^\| (HL-\d{4}-\d{3}) → (HL-\d{4}-\d{3}) \|", PAGE.read_text(), re.M)
    if not rows:
        yield "docs/DEMO.md lists no planted pair"
    for pair in rows:
        if pair in decided:
            yield f"{pair[0]} → {pair[1]} is planted and decided"
        if any(one not in by_id for one in pair):
            yield f"{pair[0]} → {pair[1]} names an id that is not there"


def all_faults(incidents, ledger):
    by_id = {incident.id: incident for incident in incidents}
    if len(by_id) != len(incidents):
        yield "an id is used twice"
    for incident in incidents:
        checks = [faults_of_facts(incident), faults_of_actions(incident),
                  faults_of_relations(incident, by_id)]
        yield from (f"{incident.name}: {fault}" for check in checks for fault in check)
    yield from (f"verdicts.jsonl: {fault}" for fault in faults_of_ledger(ledger, by_id))
    yield from faults_of_planted(by_id, ledger)
    yield from faults_of_shared_runs(incidents)


def print_figures(incidents, ledger, today):
    actions = [action for incident in incidents for action in incident.actions]
    undone = [action for action in actions if action["status"] == "open"]
    done = [action for action in actions if action["status"] == "done"]
    overdue = [action for action in undone if action["due"] < today]
    print(f"{len(incidents)} incidents, {len(ledger)} lines in the ledger")
    print(f"{len(actions)} actions: {len(done)} done "
          f"({sum('verified_by' not in a for a in done)} of them unverified), {len(undone)} open, "
          f"{len(actions) - len(done) - len(undone)} declined")
    print(f"overdue on {today}: {len(overdue)}, of type prevent "
          f"{sum(a['type'] == 'prevent' for a in overdue)}")
    answers = collections.Counter(i.facts.get("seen_before", "none") for i in incidents)
    print("seen before:", dict(answers))
    print("quarter  incidents  median blind gap  median silence gap (minutes)")
    quarters = collections.defaultdict(list)
    for incident in incidents:
        started = incident.times["started"]
        quarters[f"{started.year}-Q{(started.month + 2) // 3}"].append(incident)
    for quarter, group in sorted(quarters.items()):
        blind = statistics.median(i.minutes("started", "known") for i in group)
        silent = statistics.median(i.minutes("known", "raised") for i in group)
        print(f"{quarter} {len(group):9} {blind:17} {silent:17}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--today", default="2026-11-20")
    today = parser.parse_args().today
    incidents = [Incident(path) for path in sorted(FOLDER.glob("*.md"))]
    ledger = read_ledger()
    faults = list(all_faults(incidents, ledger))
    for fault in faults:
        print(fault, file=sys.stderr)
    print_figures(incidents, ledger, today)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
