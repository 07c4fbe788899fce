#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes a corpus and prints what docs/SPEED.md records. See usage().
set -euo pipefail

usage() {
  cat <<'END'
usage: bench/run.sh [--build DIR] [--files N] [--runs N] [--questions N]
                    [questions|commands|build|update|hook]…

Without names all five. They run one after the other and print Markdown tables.

  --build DIR      a build folder made with -DDEJAVU_BENCH=ON (default: build/release)
  --files N        postmortems in the corpus (default: 10000)
  --runs N         interleaved runs of `build` (default: 5)
  --questions N    questions of each kind, a fourth of it for pastes (default: 400)
END
}

build=build/release
files=10000
runs=5
questions=400
names=()
while [ $# -gt 0 ]; do
  case $1 in
    --build | --files | --runs | --questions)
      [ -n "${2:-}" ] || { usage >&2; exit 2; }
      printf -v "${1#--}" %s "$2"
      shift 2
      ;;
    questions | commands | build | update | hook)
      names+=("$1")
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
done
[ ${#names[@]} -gt 0 ] || names=(build questions commands update hook)

cd "$(dirname "${BASH_SOURCE[0]}")/.."
maker=../shared/tools/make_corpus.py
if [ ! -f "$maker" ]; then
  echo "skipped: $maker is not there, which makes the corpus and the questions"
  exit 0
fi
if [ ! -x "$build/bin/bench_questions" ]; then
  echo "bench/run.sh: $build/bin/bench_questions is not built (bench/README.md says how)" >&2
  exit 2
fi

bin=$build/bin
work=$build/bench-data/$files
corpus=$work/corpus
mkdir -p "$work"
[ -d "$corpus" ] || python3 "$maker" "$corpus" "$files" >&2
[ -f "$work/questions.jsonl" ] ||
  python3 "$maker" --questions "$work/questions.jsonl" 600 "$corpus" >&2

# Measured with the programs of today, so the index is theirs, too.
rm -rf "$work/index"
"$bin/dejavu-index" build --corpus "$corpus" --index "$work/index" >&2

for name in "${names[@]}"; do
  printf '\n## %s, %s files\n\n' "$name" "$files"
  case $name in
    build) "$bin/bench_build" "$bin" "$corpus" "$work" "$runs" ;;
    questions)
      "$bin/bench_questions" "$bin" "$corpus" "$work/index" "$work/questions.jsonl" \
        "$work/fts5.sqlite" "$questions"
      ;;
    commands)
      "$bin/bench_commands" "$bin" "$corpus" "$work/index" "$work/questions.jsonl" 60
      ;;
    update) "$bin/bench_update" "$bin" "$corpus" "$work/index" 50 ;;
    hook)
      repository=$work/repository
      if [ ! -d "$repository/.git" ]; then
        rm -rf "$repository"
        cp -rL "$corpus" "$repository"
        git -C "$repository" init -q
        git -C "$repository" add .
        git -C "$repository" -c user.name=bench -c user.email=bench@localhost commit -q -m corpus
      fi
      "$bin/dejavu" hook install "$repository" >&2
      "$bin/bench_hook" "$repository" 30
      ;;
  esac
done
