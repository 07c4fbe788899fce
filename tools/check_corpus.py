#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the public incidents in corpus/ and prints what they add up to.

tools/check_corpus.py [FILE…]     exit code 1 when something is wrong, one line a fault

With names of files only their faults are shown; all are read, because relations and copied
sentences go from one to another. It reads the one shape in which these files are written, not
postmortems in general: `dejavu check` does that, and has to be content as well.
"""

import argparse
import collections
import datetime
import pathlib
import re
import sys

sys.dont_write_bytecode = True
from incident_prose import BLAME, faults_of_shared_runs, prose_of  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus"
KEYS = ["id", "title", "company", "severity", "status", "started_at", "services", "environment",
        "trigger", "contributing_factors", "tags", "sources"]
TIMES = ["started", "detected", "known", "raised", "acknowledged", "mitigated", "resolved"]
SECTIONS = ["Summary", "Impact", "Timeline", "Detection", "Trigger", "Contributing factors",
            "Resolution", "First check", "Wrong turns", "Prevention", "Lessons"]
OPTIONAL_SECTIONS = {"Wrong turns"}
VALUES = {
    "severity": {"sev1", "sev2", "sev3", "sev4"},
    "status": {"final"},
    "detected_by": {"alert", "customer", "employee", "partner", "chance"},
    "trigger": {"binary_push", "config_push", "user_behaviour", "pipeline", "provider",
                "performance_decay", "capacity", "hardware", "other"},
}
CATEGORIES = {"software", "process", "complex_behaviour", "deployment_planning", "network", "other"}
ACTION_VALUES = {"type": {"prevent", "detect", "mitigate", "process"},
                 "status": {"open", "done", "wontfix"}}
# What a relation of this kind has to say besides the id.
RELATIONS = {"recurrence_of": ["class", "evidence"], "not_recurrence_of": ["reason"],
             "lookalike_of": ["tell_apart"], "duplicate_of": [],
             "caused_by_remediation_of": ["evidence"], "part_of": []}
FROM_LATER_TO_EARLIER = {"recurrence_of", "not_recurrence_of", "caused_by_remediation_of"}
# Long enough to be a postmortem, short enough to be read while something burns.
LINES = range(40, 131)
COLUMNS = 120
NUMBERS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}
SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
DURATION = (r"(?:about |around |some |roughly |nearly |almost |over |more than )?"
            r"(\d+(?:\.\d+)?|" + "|".join(NUMBERS) + r")(?: |-)(minute|hour|day)s?"
            r"(?: (?:and )?(\d+) minutes)?")
# How the texts speak of the whole incident, and of nothing shorter or longer.
WHOLE = re.compile(r"(?:\blasted |\bin all |altogether |\bdown for |unavailable for |"
                   r"offline for |outage of |(?:start|beginning) to end )" + DURATION, re.I)
# A text rounds, and may count from the first error or to the last straggler.
ROUNDING = 0.25
ROUNDING_SECONDS = 15 * 60
FIELD = r'(\w+): ("(?:[^"\\]|\\.)*"|[^,}]+)'
ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(:\d+)?(/\S*)?")


class Incident:
    def __init__(self, path):
        self.name = path.name
        self.text = path.read_text(encoding="utf-8")
        _, self.front, self.body = self.text.split("---\n", 2)
        self.facts = dict(re.findall(r"^(\w+):[ ]*(.*)$", self.front, re.M))
        self.id = self.facts.get("id", "")
        self.times = {name: span_of(value) for name in TIMES
                      if (value := self.facts.get(name + "_at"))}
        self.headings = re.findall(r"^## (.*)$", self.body, re.M)
        self.relations = [(kind, dict(re.findall(FIELD, line)))
                          for kind in RELATIONS for line in self.items_below(kind)]

    def items_below(self, key):
        value = re.search(rf"^{key}:((?:\n  .*)*)", self.front, re.M)
        return re.findall(r"^  - (.*)$", value[1], re.M) if value else []

    def section(self, heading):
        found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", self.body, re.M | re.S)
        return found[1] if found else ""

    def prose(self):
        return prose_of(self.front, self.body)


def span_of(text):
    """First and last moment that a time can mean; None where it is none."""
    for pattern, length in [("%Y-%m-%dT%H:%M:%SZ", datetime.timedelta(0)),
                            ("%Y-%m-%dT%H:%MZ", datetime.timedelta(minutes=1)),
                            ("%Y-%m-%d %H:%M:%S", datetime.timedelta(0)),
                            ("%Y-%m-%d %H:%M", datetime.timedelta(minutes=1)),
                            ("%Y-%m-%d", datetime.timedelta(days=1)),
                            ("%Y-%m", datetime.timedelta(days=31)),
                            ("%Y", datetime.timedelta(days=366))]:
        try:
            start = datetime.datetime.strptime(text.strip('"~ '), pattern)
            return start, start + length
        except ValueError:
            continue
    return None


def faults_of_facts(incident):
    for key in KEYS:
        if key not in incident.facts:
            yield f"no {key}"
    for key, values in VALUES.items():
        if incident.facts.get(key, next(iter(values))) not in values:
            yield f"{key} {incident.facts[key]}"
    day = incident.name[:10]
    if not re.fullmatch(rf"[a-z0-9]+(-[a-z0-9]+)*-{day}", incident.id):
        yield f"id {incident.id} is not company-{day}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(-[a-z0-9]+)+\.md", incident.name):
        yield "the file's name is not YYYY-MM-DD-company-few-words.md"
    if incident.facts.get("title", "").strip("\"'") not in incident.body.split("\n## ")[0]:
        yield "title and first heading differ"
    for tag in re.findall(r"[^\[\], ][^,\]]*", incident.facts.get("tags", "")):
        if not re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", tag):
            yield f"tag {tag}"
    for line in incident.items_below("contributing_factors"):
        if dict(re.findall(FIELD, line)).get("category") not in CATEGORIES:
            yield f"category of factor: {line[:60]}"
    for line in incident.items_below("action_items"):
        fields = dict(re.findall(FIELD, line))
        for key, values in ACTION_VALUES.items():
            if fields.get(key) not in values:
                yield f"action {fields.get('id')}: {key} {fields.get(key)}"
    sources = incident.items_below("sources")
    if not sources:
        yield "no source"
    yield from (f"source {source}" for source in sources if not ADDRESS.fullmatch(source))


def faults_of_text(incident):
    expected = [name for name in SECTIONS if name in incident.headings]
    if incident.headings != expected:
        yield "sections are repeated, unknown or out of order: " + ", ".join(incident.headings)
    for heading in SECTIONS:
        if not incident.section(heading).strip() and heading not in OPTIONAL_SECTIONS:
            yield f"no section {heading}"
    if incident.text.count("\n") not in LINES:
        yield f"{incident.text.count(chr(10))} lines"
    for match in BLAME.finditer(incident.prose()):
        yield f"blaming words: {match.group()}"
    for line in incident.body.splitlines():
        if len(line) > COLUMNS and not line.startswith("|"):
            yield f"{len(line)} columns: {line[:50]}"


def faults_of_times(incident):
    for name, span in incident.times.items():
        if span is None:
            yield f"{name}_at is no time: {incident.facts[name + '_at']}"
    if None in incident.times.values():
        return
    names = list(incident.times)
    for index, name in enumerate(names):
        for before in names[:index]:
            if incident.times[name][1] < incident.times[before][0]:
                yield f"{name}_at is before {before}_at"
    start = incident.times.get("started")
    if start and not incident.name.startswith(start[0].strftime("%Y-%m-%d")):
        yield "file name and start differ"


def faults_of_timeline(incident):
    lines = [line for line in incident.section("Timeline").splitlines() if line.startswith("|")]
    if not lines or lines[0] != "| Time (UTC) | Event |":
        yield "the timeline's head is not | Time (UTC) | Event |"
    earlier = None
    for line in lines[2:]:
        cell = line.split("|")[1].strip()
        span = span_of(cell)
        if span is None:
            yield f"timeline: no time: {cell}"
        elif earlier and span[1] < earlier[0]:
            yield f"timeline: {cell} is out of order"
        else:
            earlier = span


def faults_of_durations(incident):
    """A text that names the whole incident's length agrees with the times in the front matter."""
    start = incident.times.get("started")
    ends = [incident.times[name] for name in ["mitigated", "resolved"] if incident.times.get(name)]
    if not start or not ends:
        return
    shortest = min((end[0] - start[1]).total_seconds() for end in ends)
    longest = max((end[1] - start[0]).total_seconds() for end in ends)
    for heading in ["Summary", "Impact"]:
        for match in WHOLE.finditer(re.sub(r"\s+", " ", incident.section(heading))):
            number, unit, minutes = match.groups()
            seconds = (float(NUMBERS.get(number.lower(), 0) or number) * SECONDS[unit]
                       + int(minutes or 0) * 60)
            slack = max(ROUNDING * seconds, ROUNDING_SECONDS)
            if seconds > longest + slack or seconds < shortest - slack:
                yield f"duration and times contradict: {match.group()}"


def faults_of_relations(incident, by_id):
    for kind, fields in incident.relations:
        other = fields.get("id", "")
        for key in RELATIONS[kind]:
            if len(fields.get(key, "").strip('"')) < (2 if key == "class" else 20):
                yield f"{kind} {other}: no {key}"
        if not re.fullmatch(r"R[1-5]", fields.get("class", "R1")):
            yield f"{kind} {other}: class {fields['class']}"
        if other not in by_id or other == incident.id:
            yield f"{kind} {other}, which is not there"
        elif kind in FROM_LATER_TO_EARLIER and by_id[other].name[:10] >= incident.name[:10]:
            yield f"{kind} {other}, which is not earlier"
        both_ways = {(k, f.get("id")) for k, f in incident.relations} | {
            (k, other) for k, f in getattr(by_id.get(other), "relations", [])
            if f.get("id") == incident.id}
        if kind == "recurrence_of" and ("lookalike_of", other) in both_ways:
            yield f"{kind} {other}, and a look-alike: it is one or the other"


def all_faults(incidents):
    by_id = {incident.id: incident for incident in incidents}
    if len(by_id) != len(incidents):
        yield "an id is used twice"
    for incident in incidents:
        checks = [faults_of_facts(incident), faults_of_text(incident), faults_of_times(incident),
                  faults_of_timeline(incident), faults_of_durations(incident),
                  faults_of_relations(incident, by_id)]
        yield from (f"{incident.name}: {fault}" for check in checks for fault in check)
    yield from faults_of_shared_runs(incidents)


def print_figures(incidents):
    kinds = collections.Counter(kind for one in incidents for kind, _ in one.relations)
    years = [one.name[:4] for one in incidents]
    print(f"{len(incidents)} incidents of {len({one.facts.get('company') for one in incidents})} "
          f"companies, {min(years)} to {max(years)}")
    print("relations:", ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="*")
    wanted = {pathlib.Path(name).name for name in parser.parse_args().files}
    incidents = [Incident(path) for path in sorted(FOLDER.glob("*.md"))]
    faults = [fault for fault in all_faults(incidents)
              if not wanted or any(name in fault for name in wanted)]
    for fault in faults:
        print(fault, file=sys.stderr)
    print_figures(incidents)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
