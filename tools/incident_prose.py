# SPDX-License-Identifier: GPL-2.0-or-later
"""What the checks of hand-written incidents share: copied sentences and words that blame."""

import re

# A run of this many words is a sentence that was copied.
SHARED_WORDS = 8
BLAME = re.compile(r"\b(should(n't)? have|could have|failed to|forgot|forgotten|careless\w*|"
                   r"human error|negligen\w+|sloppy|blame)\b", re.I)


def prose_of(front, body):
    """Body and texts of the front matter; signatures and code may repeat within a family."""
    front = re.sub(r"^signatures:.*(?:\n  .*)*$", "", front, flags=re.M)
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', front)
    return re.sub(r"`[^`]*`", " . ", "\n\n".join(texts + [body]))


def runs(text):
    found = set()
    for sentence in re.split(r"[.!?:;|]\s|\n\s*\n|\n(?=[*#|])|\n(?=\d+\.)", text.lower()):
        words = re.findall(r"[^\W_]+", sentence)
        found |= {" ".join(words[i:i + SHARED_WORDS])
                  for i in range(len(words) - SHARED_WORDS + 1)}
    return found


def faults_of_shared_runs(incidents):
    """Of each two incidents (with .name and .prose()) that share a run, the later one is named."""
    owner = {}
    for incident in incidents:
        for run in sorted(runs(incident.prose())):
            other = owner.setdefault(run, incident)
            if other is not incident:
                yield f"{incident.name}: shares with {other.name}: {run}"
