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

}  // namespace

void CrashScene::start_from_here() {
  copy_tree(corpus_.index(), corpus_.scratch() / "saved");
  old_ = current_generation(corpus_.index()) ? contents(corpus_.index()) : Contents{};
  new_ = rebuilt();
  if (verb_ != "gc") run_undisturbed(verb_);
  run_undisturbed("gc");
  clean_listing_ = listing();
}

FaultyRun CrashScene::faulty_run() const {
  return {.program = {.words = {DEJAVU_INDEX_PROGRAM, verb_, "--corpus", corpus_.root(), "--index",
                                corpus_.index()},
                      .folder = corpus_.index()},
          .scratch = corpus_.scratch(),
          .restore = [this] { restore(); },
          .complaint = [this](const Outcome& outcome) { return complaint(outcome); }};
}

std::vector<std::string> CrashScene::lose_power(Survives survives, Syncs syncs) const {
  const PowerCut cut = {corpus_.index().filename(), survives, syncs};
  return dejavu::lose_power(faulty_run(), cut, 1);
}

void CrashScene::restore() const { copy_tree(corpus_.scratch() / "saved", corpus_.index()); }

Outcome CrashScene::run_undisturbed(const std::string& verb) const {
  return run_program({.words = {DEJAVU_INDEX_PROGRAM, verb, "--corpus", corpus_.root(), "--index",
                                corpus_.index()}});
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

std::string CrashScene::complaint(const Outcome& outcome) const {
  try {
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
