// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/crash/shimmed.h"

#include <fmt/format.h>

#include <cstdlib>

#include "core/base/files.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLogBytes = std::size_t{16} << 20;

std::string inherited_asan_options() {
  const char* options = std::getenv("ASAN_OPTIONS");
  return options == nullptr ? "" : options;
}

}  // namespace

Outcome run_shimmed(const Shimmed& shimmed) {
  ProgramStart start = {.words = shimmed.words, .settings = shimmed.settings};
  for (std::string setting :
       {std::string("LD_PRELOAD=" DEJAVU_SHIM),
        "ASAN_OPTIONS=verify_asan_link_order=0:" + inherited_asan_options(),
        "DEJAVU_SHIM_FOLDER=" + shimmed.folder.string(),
        fmt::format("DEJAVU_SHIM_AT={}", shimmed.at), "DEJAVU_SHIM_FAULT=" + shimmed.fault,
        "DEJAVU_SHIM_LOG=" + shimmed.log.string(),
        "DEJAVU_SHIM_JOURNAL=" + shimmed.journal.string()}) {
    start.settings.push_back(std::move(setting));
  }
  return run_program(start);
}

int count_calls(Shimmed shimmed) {
  shimmed.at = 0;
  fs::remove(shimmed.log);
  run_shimmed(shimmed);
  if (!fs::exists(shimmed.log)) return 0;
  const std::string log = read_file(shimmed.log, kMaxLogBytes);
  return static_cast<int>(split_lines(log).size());
}

bool kills(const std::string& fault) { return fault == "kill" || fault == "torn"; }

void copy_tree(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  if (fs::exists(from)) fs::copy(from, to, fs::copy_options::recursive);
}

}  // namespace dejavu
