#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs what is missing, builds, and runs every test; ctest's summary comes last.
#   ./test.sh [--full] [ctest arguments]     ./test.sh -R Dates     ./test.sh -L tidy
#   --full  clang-tidy, the sanitisers and the fuzz targets, too (CONTRIBUTING.md: what each costs)
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"

full=no
if [ "${1:-}" = --full ]; then
  full=yes
  shift
fi

cmake/install_packages.sh run test
jobs=$(cmake/build_jobs.sh)

# axe-core, which tests/browser looks at the pages with; where npm or a network is missing, those
# tests skip.
lock=tests/browser/package-lock.json
if command -v npm >/dev/null && ! cmp -s $lock build/node/installed; then
  mkdir -p build/node
  cp tests/browser/package.json $lock build/node/
  if (cd build/node && npm ci --ignore-scripts --no-audit --no-fund >/dev/null); then
    cp $lock build/node/installed
  else
    echo "npm could not install axe-core: the tests that need it will skip" >&2
  fi
fi

# build PRESET [TARGET…]
build() {
  local preset=$1
  shift
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" -j "$jobs" ${1:+--target "$@"}
}

# What people run, and the quickest in sum: -O2 without debug information compiles as fast as a
# debug build with it (2.7 against 2.3 s for core/search/execute.cc), and the tests on thousands of
# files run several times as fast.
build release

# Seeds first, then new input for a minute each; what breaks a target stays in build/fuzz/found/.
fuzz() {
  local program found
  for program in build/fuzz/tests/fuzz/*_fuzz; do
    found=build/fuzz/found/$(basename "$program")
    mkdir -p "$found"
    "$program" -max_total_time=60 -timeout=5 -print_final_stats=1 -verbosity=0 \
      -artifact_prefix="$found/broke-" "$found" \
      "tests/fuzz/corpus/$(basename "$program" _fuzz)" </dev/null
  done
}

if [ "$full" = yes ]; then
  cmake/install_packages.sh full
  build release clang_tidy
  for preset in asan tsan; do
    build "$preset"
    ctest --preset "$preset" "$@" </dev/null
  done
  build fuzz
  fuzz
fi

exec ctest --preset release "$@" </dev/null
