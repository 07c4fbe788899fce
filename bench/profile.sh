#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Where the time goes, by function: in a build, and in the server while it answers questions of one
# kind.
#   bench/profile.sh BUILD_DIR FILES build|short|paste|phrase|prefix
# Run bench/run.sh first: it makes the corpus, the index and the questions. Needs Debian's
# linux-perf; a virtual machine without counters of its own is sampled by the clock.
set -euo pipefail

if [ $# -ne 3 ]; then
  sed -n '3,7p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=$1/bin
work=$1/bench-data/$2
record=(perf record -q -e cpu-clock -F 997 -g -o "$work/perf.data" --)

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
perf report -i "$work/perf.data" --no-children -g none --percent-limit 0.7 --stdio 2>/dev/null |
  grep -v '^#' | grep .
