// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/verdicts_command.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/git_author.h"
#include "core/recurrence/apply.h"
#include "server/json/answer_json.h"
#include "server/json/recurrence_json.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string entry_text(const LedgerEntry& entry) {
  std::string text = fmt::format("{}  {}", format_instant(entry.at), name_of(entry.kind));
  if (!entry.from.empty()) text += fmt::format("  {} → {}", entry.from, entry.to);
  if (!entry.recurrence_class.empty()) text += fmt::format("  {}", entry.recurrence_class);
  text += fmt::format("  ({})", entry.by);
  if (!entry.reason.empty()) text += fmt::format("\n    {}", entry.reason);
  return printable(text);
}

/// Git merges two ledgers by keeping both sides, once it is told to.
void explain_new_ledger(const fs::path& corpus) {
  if (!fs::exists(corpus / ".git") || fs::exists(corpus / ".gitattributes")) return;
  std::cerr << fmt::format(
      "dejavu: write \"{} merge=union\" into .gitattributes, so that Git merges the decisions of "
      "two branches\n",
      kLedgerFile);
}

json applied_json(const AppliedFile& file) {
  json decisions = json::array();
  for (const SettledPair& pair : file.decisions) {
    decisions.push_back({{"from", pair.from}, {"to", pair.to}, {"state", name_of(pair.state)}});
  }
  return {{"path", file.path}, {"decisions", decisions}, {"notes", file.notes}};
}

void print_applied(const AppliedFile& file) {
  for (const SettledPair& pair : file.decisions) {
    std::cout << printable(
        fmt::format("{}: {} {} {}\n", file.path, pair.from, name_of(pair.state), pair.to));
  }
  for (const std::string& note : file.notes)
    std::cout << printable(fmt::format("note: {}\n", note));
}

}  // namespace

int run_verdicts_add(const CommandContext& context, VerdictRequest request) {
  Session session = open_session(context.settings);
  const fs::path corpus = session.book->corpus(session.reader);
  if (request.by.empty()) request.by = git_author(corpus);
  if (request.by.empty()) {
    throw Error(ErrorKind::kInvalid, "nobody stands for this decision",
                "say --by NAME, or set `git config user.name` in the corpus");
  }
  const LedgerEntry entry = checked_verdict(session.reader, request, context.text.now);
  const bool is_first = ledger_stamp(corpus) == LedgerStamp();
  append_to_ledger(corpus, entry);
  if (is_first) explain_new_ledger(corpus);
  const auto recurrences = session.book->read(session.reader, session.tokenizer);
  const json pair = pair_json(*recurrences, entry);
  if (context.json) {
    std::cout << json_text({{"verdict", to_json(entry)}, {"pair", pair}});
    return kExitAnswered;
  }
  std::cout << entry_text(entry) << '\n';
  if (!pair.is_null() && pair.at("source") == "front_matter") {
    std::cout << "note: the front matter says something about this pair, and holds\n";
  }
  return kExitAnswered;
}

int run_verdicts_list(const CommandContext& context) {
  const Session session = open_session(context.settings);
  const Ledger ledger = read_ledger(session.book->corpus(session.reader));
  if (context.json) {
    json entries = json::array();
    for (const LedgerEntry& entry : ledger.entries) entries.push_back(to_json(entry));
    json problems = json::array();
    for (const Diagnostic& problem : ledger.diagnostics) {
      problems.push_back(
          {{"line", problem.line}, {"code", problem.code}, {"message", problem.message}});
    }
    std::cout << json_text({{"verdicts", entries}, {"problems", problems}});
  } else {
    for (const LedgerEntry& entry : ledger.entries) std::cout << entry_text(entry) << '\n';
    std::cout << to_text(std::string(kLedgerFile), ledger.diagnostics);
  }
  return ledger.diagnostics.empty() ? kExitAnswered : kExitAnsweredNo;
}

int run_verdicts_apply(const CommandContext& context) {
  Session session = open_session(context.settings);
  const auto recurrences = session.book->read(session.reader, session.tokenizer);
  const std::vector<AppliedFile> files = apply_decisions(
      session.book->corpus(session.reader), recurrences->incidents, recurrences->pairs);
  json list = json::array();
  bool left_alone = false;
  for (const AppliedFile& file : files) {
    left_alone = left_alone || !file.notes.empty();
    if (context.json) list.push_back(applied_json(file));
    if (!context.json) print_applied(file);
  }
  if (context.json) std::cout << json_text({{"files", list}});
  if (!context.json && files.empty()) std::cout << "nothing to apply\n";
  return left_alone ? kExitAnsweredNo : kExitAnswered;
}

}  // namespace dejavu
