// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/base/corpus_path.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/lint/lint.h"
#include "core/postmortem/parse.h"
#include "server/commands/check_report.h"
#include "server/commands/commands.h"

namespace dejavu {
namespace {

/// What an author takes in beside the output of Git; `dejavu check` has the rest.
constexpr std::size_t kMostFindings = 3;
constexpr std::size_t kMostResembled = 2;

/// A title is a line of its own in most files; the rest of it is in the file.
constexpr std::size_t kMaxTitleBytes = 72;

/// The path below the corpus; absent when it is elsewhere in the repository.
std::optional<std::string> inside(const std::string& path, const std::string& below) {
  if (below.empty()) return path;
  if (!path.starts_with(below + "/")) return std::nullopt;
  return path.substr(below.size() + 1);
}

void add_all(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

std::string quoted_title(const std::string& title) {
  return fmt::format("\"{}\"", printable(excerpt(collapse_blanks(title), kMaxTitleBytes)));
}

/// What asks `dejavu similar`: the same question, and the same verdict.
SearchAnswer ask_similar(Session& session, const Postmortem& postmortem, Instant now) {
  Question question = question_from(postmortem);
  question.limit = kMostResembled;
  return answer_search(
      session.reader, session.tokenizer, question,
      {.now = now, .decisions = session.book->decisions(session.reader), .with_facets = false});
}

std::string resembles_text(const SearchAnswer& answer) {
  if (answer.verdict.answer == VerdictAnswer::kNo) return {};
  std::string text;
  for (const HitAnswer& hit : answer.hits) {
    if (!text.empty() && !hit.likely) break;  // the best one says what "maybe" means
    text += fmt::format("  {} {} {} ({})\n", hit.likely ? "resembles" : "may resemble",
                        printable(hit.card.id), quoted_title(hit.card.title),
                        printable(short_reason(hit)));
  }
  return text;
}

/// Warnings and errors; notes are for those who ask.
std::string findings_text(const Findings& findings, const std::string& path) {
  std::string text;
  std::size_t shown = 0;
  std::size_t all = 0;
  for (const Finding& finding : findings) {
    const Diagnostic& diagnostic = finding.diagnostic;
    if (diagnostic.level == DiagnosticLevel::kNote || ++all > kMostFindings) continue;
    ++shown;
    text += fmt::format("  line {}: {} [{}]\n", diagnostic.line, printable(diagnostic.message),
                        diagnostic.code);
  }
  if (all > shown)
    text += fmt::format("  {} more: dejavu check {}\n", all - shown, printable(path));
  return text;
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string figures_text(const HookReport& report) {
  const CorpusChanges& changes = report.changes;
  const std::size_t indexed = changes.added.size() + changes.changed.size();
  std::string text = "dejavu:";
  if (indexed > 0) text += fmt::format(" {} indexed", counted(indexed, "file"));
  if (!changes.removed.empty()) {
    text += fmt::format("{} {} removed", indexed > 0 ? "," : "",
                        counted(changes.removed.size(), "file"));
  }
  if (indexed == 0 && changes.removed.empty()) text += " index brought up to date";
  return text + fmt::format(" in {} ms\n", report.took.count());
}

/// Reports new incidents one after the other.
class NewPostmortems {
 public:
  explicit NewPostmortems(const HookReport& report)
      : report_(report), session_(open_session(report.settings)), lint_(report.settings.lint) {}

  std::string text() {
    std::string text;
    std::size_t told = 0;
    for (const std::string& path : report_.changes.added) {
      const auto doc = session_.reader.find_path(path);
      if (!doc) continue;  // restricted, or not readable: `status` says so
      const Postmortem postmortem = session_.reader.postmortem(*doc);
      if (postmortem.kind != FileKind::kIncident) continue;
      if (told == kMostReported) return text + rest();
      text += one(postmortem);
      ++told;
    }
    return text;
  }

 private:
  std::string one(const Postmortem& postmortem) {
    const std::string bytes =
        read_file_beneath(report_.settings.corpus, postmortem.path, kMaxFileBytes);
    return fmt::format("dejavu: {} {} indexed in {} ms\n", printable(postmortem.id),
                       quoted_title(postmortem.title), report_.took.count()) +
           resembles_text(ask_similar(session_, postmortem, report_.now)) +
           findings_text(lint_.check(postmortem, bytes), postmortem.path);
  }

  /// Not looked at one by one: a thousand may have come.
  std::string rest() const {
    return fmt::format(
        "dejavu: {} new files indexed in all; `dejavu check FILE` tells about each\n",
        report_.changes.added.size());
  }

  const HookReport& report_;
  Session session_;
  Lint lint_;
};

}  // namespace

bool CorpusChanges::empty() const {
  return added.empty() && changed.empty() && removed.empty() && !settings;
}

std::vector<std::string> CorpusChanges::paths() const {
  std::vector<std::string> all = added;
  add_all(all, changed);
  add_all(all, moved_from);
  add_all(all, removed);
  if (settings) all.emplace_back(kSettingsFile);
  std::ranges::sort(all);
  return all;
}

CorpusChanges corpus_changes(const Settings& settings, const std::vector<ChangedPath>& changes,
                             const std::string& below) {
  CorpusChanges result;
  const auto wanted = [&](const std::string& path) -> std::optional<std::string> {
    auto found = inside(path, below);
    if (found && *found == kSettingsFile) result.settings = true;
    if (!found || !belongs_to_corpus(settings, *found)) return std::nullopt;
    return found;
  };
  for (const ChangedPath& change : changes) {
    if (change.kind == PathKind::kSubmodule) continue;
    const auto path = wanted(change.path);
    const auto old_path = wanted(change.old_path);
    if (old_path) (path ? result.moved_from : result.removed).push_back(*old_path);
    if (!path) continue;
    switch (change.change) {
      case PathChange::kAdded: result.added.push_back(*path); break;
      case PathChange::kDeleted: result.removed.push_back(*path); break;
      case PathChange::kModified: result.changed.push_back(*path); break;
      // A file that comes from outside of the corpus is new there.
      case PathChange::kRenamed: (old_path ? result.changed : result.added).push_back(*path);
    }
  }
  return result;
}

std::string hook_report_text(const HookReport& report) {
  const std::string text =
      report.changes.added.empty() ? std::string() : NewPostmortems(report).text();
  return text.empty() ? figures_text(report) : text;
}

}  // namespace dejavu
