#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the sentences of blameless_labels.tsv from the real collections.

Half of them at random, the same number from each collection. The other half among the sentences
that hold one of a few broad words about people or mistakes; those words are written here, know
nothing of the rules of core/lint, and are much wider than them. Prints one line a sentence: draw,
collection, path, byte offset, length in bytes, and the text for the person who labels.

    tests/lint/draw_sentences.py ../shared/data/postmortems > sentences.tsv
"""
import pathlib
import random
import re
import sys

SEED = 20261121
AT_RANDOM = 102  # 17 from each of six collections
BY_WORD = 400
BROAD_WORDS = re.compile(
    rb"\b(should(n.t)?|could(n.t)?|ought|would) (not |also |have |.ve )*(have|.ve|been)\b|\bforg[eo]t"
    rb"|\bmist[ao]k|\bneglect|\boverlook|\bmissed\b|\bfail(ed|ure) to\b|\baccident(al|ly)\b"
    rb"|\bhuman\b|\boperator\b|\bengineer|\bdeveloper|\bmaintainer|\badmin(istrator)?s?\b|\bblam"
    rb"|\bfault\b|\bcareless|\bwrong(ly)?\b|\bincorrect(ly)?\b|\bdid(n.t| not)\b|\bbroke\b"
    rb"|\binadvertent|\bsomeone\b|\bsomebody\b|\bnobody\b|\bunaware\b|\bassum(ed|ption)|\bignor"
    rb"|\bun?aware|\brealis|\brealiz|\bmisunder|\bmisread|\btypo\b|\bunfortunate|\bsorry\b|\bapolog"
    rb"|\bdespite\b|\bcareful|\bresponsible\b|\boops|\bnever\b|\bshould have\b|\bpoor(ly)?\b"
    rb"|\bunderestimat|\bwithout (check|test|review|ask|tell|notif|know)|\b(we|I) (broke|caus|thought)"
    rb"|\bnot (know|notic|follow|check|test|see|think|communicat|consider|inform|review|document)",
    re.IGNORECASE)


def prose(data):
    """(offset, bytes) of each paragraph or list item; no front matter, code, quotes, tables."""
    at, fence, begin = 0, None, None
    head = re.match(rb"(---|\+\+\+)\s*\n.*?\n\1\s*\n", data, re.DOTALL)
    for line in data.splitlines(keepends=True):
        text = line.strip()
        is_fence = text.startswith((b"```", b"~~~"))
        in_head = head is not None and at < head.end()
        skipped = (in_head or fence is not None or is_fence or not text
                   or text.startswith((b">", b"#", b"|", b"<"))
                   or (line.startswith(b"    ") and text[:1] not in b"-*+"))
        if is_fence and not in_head:
            fence = None if fence else text[:3]
        is_item = re.match(rb"([-*+]|\d+[.)])\s", text) is not None
        if begin is not None and (skipped or is_item):
            yield begin, data[begin:at]
            begin = None
        if not skipped and begin is None:
            begin = at
        at += len(line)
    if begin is not None:
        yield begin, data[begin:at]


def sentences(data):
    for offset, paragraph in prose(data):
        begin = re.match(rb"\s*([-*+]|\d+[.)])?\s*", paragraph).end()
        for end in [m.end(1) for m in re.finditer(rb"([.!?])(?=\s)", paragraph)] + [len(paragraph)]:
            text = paragraph[begin:end]
            lead = len(text) - len(text.lstrip())
            stripped = text.strip()
            if 30 <= len(stripped) <= 400:
                yield offset + begin + lead, stripped
            begin = end


def main():
    root = pathlib.Path(sys.argv[1])
    chance = random.Random(SEED)
    by_collection = {}
    for path in sorted(root.rglob("*")):
        # The data has a page and licences of its own, which are no postmortems.
        if path.suffix not in (".md", ".markdown", ".qmd") or path.name in ("README.md", "LICENSE.md"):
            continue
        collection, _, inside = path.relative_to(root).as_posix().partition("/")
        for offset, text in sentences(path.read_bytes()):
            by_collection.setdefault(collection, []).append((collection, inside, offset, text))
    drawn, seen = [], set()
    share = AT_RANDOM // len(by_collection)
    for collection in sorted(by_collection):
        for one in chance.sample(by_collection[collection], share):
            drawn.append(("random",) + one)
            seen.add(one)
    texts = {one[3] for one in seen}
    candidates = []
    for collection in sorted(by_collection):
        for one in by_collection[collection]:
            if one not in seen and one[3] not in texts and BROAD_WORDS.search(one[3]):
                texts.add(one[3])
                candidates.append(one)
    drawn += [("word",) + one for one in chance.sample(candidates, min(BY_WORD, len(candidates)))]
    for how, collection, inside, offset, text in drawn:
        shown = re.sub(r"\s+", " ", text.decode("utf-8", "replace"))
        print(how, collection, inside, offset, len(text), shown, sep="\t")
    print(len(candidates), "candidates,", sum(map(len, by_collection.values())), "sentences",
          file=sys.stderr)


if __name__ == "__main__":
    main()
