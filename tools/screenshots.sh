#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the pictures in docs/images anew, from the demo team's postmortems.
#
#   tools/screenshots.sh [FOLDER]     docs/images by default; with the programs of build/release
set -eu

cd "$(dirname "$0")/.."
folder=${1:-docs/images}
programs=build/release/bin
work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT INT TERM

"$programs/dejavu-index" build --corpus demo --index "$work/index" >/dev/null
: >"$work/said"
"$programs/dejavu" serve --corpus demo --index "$work/index" --listen 127.0.0.1:0 >"$work/said" &
server=$!

# The server says where it listens once it does.
for _ in 1 2 3 4 5 6 7 8 9 10; do
  address=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$work/said")
  if [ -n "$address" ]; then break; fi
  sleep 1
done
tools/screenshot.py "$address" "$folder"

for picture in "$folder"/*.png; do
  if [ "$(wc -c <"$picture")" -gt 153600 ]; then
    echo "$picture is larger than 150 KB: make it smaller" >&2
    exit 1
  fi
done
