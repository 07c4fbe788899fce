// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/crash/crash_scene.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/layout.h"
#include "indexer/build.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr int kKilled = 128 + 9;
constexpr std::size_t kMaxLogBytes = std::size_t{16} << 20;

void copy_tree(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  if (fs::exists(from)) fs::copy(from, to, fs::copy_options::recursive);
}

}  // namespace

void CrashScene::start_from_here() {
  copy_tree(corpus_.index(), corpus_.scratch() / "saved");
  old_ = current_generation(corpus_.index()) ? contents(corpus_.index()) : Contents{};
  new_ = rebuilt();
  if (verb_ != "gc") run_undisturbed(verb_);
  run_undisturbed("gc");
  clean_listing_ = listing();
}

std::vector<std::string> CrashScene::sweep(const std::string& fault, int least_calls) {
  const int calls = count_calls();
  if (calls < least_calls) return {fmt::format("only {} calls were seen", calls)};
  std::vector<std::string> complaints;
  for (int at = 1; at <= calls; ++at) {
    restore();
    const std::string wrong = complaint(run(at, fault), fault);
    if (!wrong.empty()) complaints.push_back(fmt::format("at {}: {}", at, wrong));
  }
  return complaints;
}

void CrashScene::restore() const { copy_tree(corpus_.scratch() / "saved", corpus_.index()); }

Outcome CrashScene::run(int at, const std::string& fault) const {
  return run_program(
      {.words = {DEJAVU_INDEX_PROGRAM, verb_, "--corpus", corpus_.root(), "--index",
                 corpus_.index()},
       .settings = {"LD_PRELOAD=" DEJAVU_SHIM, "ASAN_OPTIONS=verify_asan_link_order=0",
                    fmt::format("DEJAVU_SHIM_FOLDER={}", corpus_.index().string()),
                    fmt::format("DEJAVU_SHIM_AT={}", at), "DEJAVU_SHIM_FAULT=" + fault,
                    fmt::format("DEJAVU_SHIM_LOG={}",
                                at == 0 ? (corpus_.scratch() / "log").string() : "")}});
}

Outcome CrashScene::run_undisturbed(const std::string& verb) const {
  return run_program({.words = {DEJAVU_INDEX_PROGRAM, verb, "--corpus", corpus_.root(), "--index",
                                corpus_.index()}});
}

int CrashScene::count_calls() const {
  restore();
  fs::remove(corpus_.scratch() / "log");
  run(0, "kill");
  const std::string log = read_file(corpus_.scratch() / "log", kMaxLogBytes);
  return static_cast<int>(split_lines(log).size());
}

CrashScene::Contents CrashScene::rebuilt() const {
  IndexJob job = corpus_.job();
  job.settings.index = corpus_.scratch() / "rebuilt";
  build_index(job);
  return contents(job.settings.index);
}

std::vector<std::string> CrashScene::listing() const {
  std::vector<std::string> names;
  const auto current = current_generation(corpus_.index());
  for (const auto& entry : fs::recursive_directory_iterator(corpus_.index())) {
    std::string name = entry.path().lexically_relative(corpus_.index()).string();
    const std::size_t at = current ? name.find(current->name()) : std::string::npos;
    if (at != std::string::npos) name.replace(at, current->name().size(), "CURRENT");
    names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

std::string CrashScene::complaint(const Outcome& outcome, const std::string& fault) const {
  try {
    const bool kills = fault == "kill" || fault == "torn";
    if (kills && outcome.status != kKilled) {
      return fmt::format("not killed, but exit code {}", outcome.status);
    }
    const bool has_index = current_generation(corpus_.index()).has_value();
    const Contents seen = has_index ? contents(corpus_.index()) : Contents{};
    const bool is_new = differing(seen, new_).empty();
    if (!is_new && !differing(seen, old_).empty()) return "neither the old nor the new state";
    if (outcome.status == 0 && verb_ != "gc" && !is_new) return "told success, but is not new";
    const Outcome update = run_undisturbed("update");
    if (update.status != 0) return "update failed: " + update.errors;
    const auto different = differing(contents(corpus_.index()), new_);
    if (!different.empty()) return "update differs from a rebuild in " + different.front();
    const Outcome gc = run_undisturbed("gc");
    if (gc.status != 0) return "gc failed: " + gc.errors;
    if (listing() != clean_listing_) return "something is left behind after gc";
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace dejavu
