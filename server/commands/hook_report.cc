// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_report.h"

#include <fmt/format.h>

#include <algorithm>

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
        std::max(report_.new_files, report_.changes.added.size()));
  }

  const HookReport& report_;
  Session session_;
  Lint lint_;
};

}  // namespace

std::string hook_report_text(const HookReport& report) {
  const std::string text =
      report.changes.added.empty() ? std::string() : NewPostmortems(report).text();
  return text.empty() ? fmt::format("dejavu: {}\n", changes_text(report.changes, report.took))
                      : text;
}

}  // namespace dejavu
