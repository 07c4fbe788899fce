#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# From a fresh Debian 12 to the page in a browser; run again it starts in seconds. See usage().
set -euo pipefail

usage() {
  cat <<'END'
usage: ./run.sh [--corpus DIR] [--listen ADDRESS:PORT] [--check]

Installs what is missing (as root or with sudo), builds dejavu, indexes a folder of postmortems
and serves it until Ctrl-C.

  --corpus DIR           your own Markdown files; the default is the bundled corpus/
  --listen ADDRESS:PORT  where to serve; the default is 127.0.0.1:8080
  --check                install, build and index, ask one question, and end without serving
END
}

wrong_usage() {
  echo "run.sh: $1" >&2
  usage >&2
  exit 2
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
corpus=$root/corpus
questions=("regular expression took all CPU"
  "somebody unpublished a package and all builds fail" "tests were run against production")
listen=127.0.0.1:8080
check=no

while [ $# -gt 0 ]; do
  case $1 in
    --corpus=* | --listen=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
  esac
  case $1 in
    --corpus)
      [ -n "${2:-}" ] || wrong_usage "--corpus needs a folder"
      corpus=$(CDPATH='' cd -- "$2" 2>/dev/null && pwd) || wrong_usage "$2 is no folder"
      questions=("certificate expired" "disk full" "rolled back a bad configuration")
      shift 2
      ;;
    --listen)
      [[ ${2:-} == *?:?* ]] || wrong_usage "--listen needs an address and a port: 127.0.0.1:8080"
      listen=$2
      shift 2
      ;;
    --check)
      check=yes
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *) wrong_usage "unknown argument $1" ;;
  esac
done

cd "$root"
cmake/install_packages.sh run

# On a terminal Ninja's one moving line is shown; elsewhere nothing, unless it fails.
quietly() {
  local log status=0
  if [ -t 1 ]; then
    "$@"
    return
  fi
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then cat "$log" >&2; fi
  rm -f "$log"
  return "$status"
}

bin=$root/build/run/bin
[ -x "$bin/dejavu" ] || echo "Building dejavu (only this once; about five minutes on two cores)"
cmake --preset run >/dev/null
quietly cmake --build --preset run -j "$(cmake/build_jobs.sh)"

# One index a corpus, below build/: the checkout and the corpus stay as they are.
index=$root/build/index/$(basename "$corpus")-$(cksum <<<"$corpus" | cut -d ' ' -f 1)
mkdir -p "$index"
status=0
"$bin/dejavu-index" update --corpus "$corpus" --index "$index" || status=$?
# 5: damaged, or written by another version. The index is a cache, so it is built anew.
if [ "$status" -eq 5 ]; then
  rm -rf "$index"
  "$bin/dejavu-index" build --corpus "$corpus" --index "$index"
elif [ "$status" -ne 0 ]; then
  exit "$status"
fi

if [ "$check" = yes ]; then
  # 1 says "nothing like this", which is an answer, too.
  "$bin/dejavu" search --limit 1 --index "$index" "${questions[0]}" || [ $? -eq 1 ]
  exit 0
fi

printf '\n  http://%s\n\n  Three questions to try:\n' "$listen"
for question in "${questions[@]}"; do
  echo "    http://$listen/?q=${question// /+}"
done
cat <<END

  The same in another terminal:
    $bin/dejavu search --index $index "${questions[0]}"

  Ctrl-C stops.

END
exec "$bin/dejavu" serve --listen "$listen" --corpus "$corpus" --index "$index"
