// SPDX-License-Identifier: GPL-2.0-or-later
// Fills a new FTS5 database: the peer of `dejavu-index build`, in a program of its own so that its
// CPU seconds and memory can be told.
#include <fmt/format.h>

#include "bench/fts5.h"
#include "core/base/error.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: fts5_load CORPUS DATABASE\n");
    return 2;
  }
  try {
    fmt::print("{} files\n", dejavu::Fts5(argv[2]).load(argv[1]));
    return 0;
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "fts5_load: {}\n", error.what());
    return dejavu::exit_code(error.kind());
  }
}
