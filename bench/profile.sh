#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Where the time goes, by function: in a build, and in the server while it answers questions of one
# kind.
#   bench/profile.sh BUILD_DIR FILES build|short|paste|phrase|prefix
# Run bench/run.sh first: it makes the corpus, the index and the questions. Needs Debian's
# linux-perf; a virtual machine without counters of its own is sampled by the clock.
set -euo pipefail

if [ $# -ne 3 ]; then
  sed -n '3,8p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=$1/bin
work=$1/bench-data/$2
record=(perf record -q -e cpu-clock -F 299 --call-graph "dwarf,8192" -o "$work/perf.data" --)

if [ "$3" = build ]; then
  "${record[@]}" "$bin/dejavu-index" build --corpus "$work/corpus" --index "$work/profiled"
  rm -rf "$work/profiled"
else
  port=18099
  "${record[@]}" "$bin/dejavu" serve --listen "127.0.0.1:$port" --corpus "$work/corpus" \
    --index "$work/index" >"$work/serve.log" &
  recorder=$!
  "$bin/bench_ask" "$port" "$work/questions.jsonl" "$3" 10
  # perf ends when the server does.
  kill -INT "$(pgrep -P "$recorder" -f 'dejavu serve')"
  wait "$recorder" || true
fi

# First with what a function calls, then without.
for children in --children --no-children; do
  printf '\n%s\n' "$children"
  perf report -i "$work/perf.data" "$children" -g none --percent-limit 1.5 --stdio 2>/dev/null |
    grep -E 'dejavu::|Xapian::|YAML|ZSTD|libc|libxapian' | grep -vE '0x0|inlined|Thread|__invoke' |
    cut -c 1-120
done
