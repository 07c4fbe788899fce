// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/check_command.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/thesaurus.h"
#include "core/lint/lint.h"
#include "core/postmortem/parse.h"
#include "server/commands/check_report.h"
#include "server/commands/known_incidents.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A file that resembles more than these resembles everything.
constexpr int kMostResembled = 3;

/// The name that a file has in its corpus, so that its id and date are read as when indexing.
std::string path_in_corpus(const Settings& settings, const fs::path& file) {
  const fs::path inside = fs::absolute(file).lexically_normal().lexically_relative(settings.corpus);
  const bool outside = inside.empty() || *inside.begin() == "..";
  return (outside ? file.filename() : inside).generic_string();
}

bool is_excluded(const Settings& settings, const std::string& path) {
  return std::ranges::any_of(settings.exclude, [&path](const std::string& pattern) {
    return fnmatch(pattern.c_str(), path.c_str(), 0) == 0;
  });
}

std::vector<std::string> files_below(const Settings& settings, const std::string& folder) {
  const Walk walk = walk_corpus(folder, settings.extensions);
  for (const WalkProblem& problem : walk.problems) {
    std::cerr << fmt::format("{}: {}\n", printable((fs::path(folder) / problem.path).string()),
                             problem.reason);
  }
  std::vector<std::string> files;
  for (const WalkedFile& file : walk.files) {
    std::string path = (fs::path(folder) / file.path).lexically_normal().string();
    if (!is_excluded(settings, path_in_corpus(settings, path))) files.push_back(std::move(path));
  }
  return files;
}

std::vector<CheckedFile> read_files(const Settings& settings,
                                    const std::vector<std::string>& paths) {
  std::vector<CheckedFile> files;
  const auto add = [&](const std::string& path) {
    CheckedFile file;
    file.path = path;
    file.bytes = read_file(path, kMaxFileBytes);
    file.postmortem =
        parse_postmortem(path_in_corpus(settings, path), file.bytes, settings.allowed_secrets);
    files.push_back(std::move(file));
  };
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) {
      add(path);
      continue;
    }
    for (const std::string& file : files_below(settings, path)) add(file);
  }
  return files;
}

std::optional<Session> open_if_there(const Settings& settings) {
  try {
    return Session{Reader(settings.index), Tokenizer(thesaurus_of(settings))};
  } catch (const Error&) {
    return std::nullopt;  // a check needs no index; it only says more with one
  }
}

std::vector<HitAnswer> find_resembling(Session& session, const Postmortem& postmortem,
                                       Instant now) {
  if (postmortem.kind != FileKind::kIncident) return {};
  Question question = question_from(postmortem);
  question.limit = kMostResembled;
  std::vector<HitAnswer> hits =
      answer_search(session.reader, session.tokenizer, question, {.now = now, .with_facets = false})
          .hits;
  std::erase_if(hits, [&postmortem](const HitAnswer& hit) {
    return !hit.likely || hit.card.path == postmortem.path;
  });
  return hits;
}

/// What each file says by itself, then what only the others show.
std::vector<CheckedFile> with_findings(std::vector<CheckedFile> files, const Lint& lint,
                                       const FindIncidents& elsewhere) {
  std::vector<Postmortem> postmortems;
  postmortems.reserve(files.size());
  for (const CheckedFile& file : files) postmortems.push_back(file.postmortem);
  std::vector<Findings> together = check_together(postmortems, elsewhere);
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].findings =
        lint.with(lint.check(files[i].postmortem, files[i].bytes), std::move(together[i]));
  }
  return files;
}

bool is_stopped(const CheckedFile& file, CheckGate gate) {
  return std::ranges::any_of(file.findings, [gate](const Finding& finding) {
    const DiagnosticLevel level = finding.diagnostic.level;
    return level == DiagnosticLevel::kError ||
           (gate == CheckGate::kWarnings && level == DiagnosticLevel::kWarning);
  });
}

std::string report(const std::vector<CheckedFile>& files, const CheckRequest& request) {
  switch (request.format) {
    case CheckFormat::kText: return check_text(files);
    case CheckFormat::kJson: return check_json(files);
    case CheckFormat::kSarif: break;
  }
  return check_sarif(files, {.version = request.version, .root = fs::current_path()});
}

}  // namespace

int run_check(const CommandContext& context, const CheckRequest& request) {
  const Lint lint(context.settings.lint);
  std::vector<CheckedFile> files = read_files(context.settings, request.paths);
  std::optional<Session> session;
  if (request.index == CheckIndex::kIfThere) session = open_if_there(context.settings);
  const FindIncidents elsewhere =
      session ? known_to(session->reader, context.settings) : known_to_corpus(context.settings);
  files = with_findings(std::move(files), lint, elsewhere);
  if (session) {
    for (CheckedFile& file : files) {
      file.resembles = find_resembling(*session, file.postmortem, context.text.now);
    }
  }
  std::cout << report(files, request);
  const bool stopped = std::ranges::any_of(
      files, [&request](const CheckedFile& file) { return is_stopped(file, request.gate); });
  return stopped ? kExitAnsweredNo : kExitAnswered;
}

}  // namespace dejavu
