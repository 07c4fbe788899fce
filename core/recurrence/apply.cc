// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/postmortem/parse.h"
#include "core/recurrence/ledger_line.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A line of the front matter, without its end.
struct Line {
  std::size_t begin = 0;
  std::size_t next = 0;
  std::string_view text;
};

Line line_at(std::string_view bytes, std::size_t at) {
  const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
  std::string_view text = bytes.substr(at, end - at);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return {at, std::min(end + 1, bytes.size()), text};
}

struct Block {
  std::vector<Line> lines;  // between the fences
  std::size_t end = 0;      // where the closing fence begins
  std::string_view newline;
};

/// "---" at the very top, and the line that closes it.
std::optional<Block> yaml_block(std::string_view bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  Line line = line_at(bytes, bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  const auto is_fence = [](std::string_view text) {
    return text.starts_with("---") && trim(text) == "---";
  };
  if (!is_fence(line.text)) return std::nullopt;
  const bool crlf = line.next >= 2 && bytes[line.next - 2] == '\r';
  Block block{.newline = crlf ? "\r\n" : "\n"};
  while (line.next < bytes.size()) {
    line = line_at(bytes, line.next);
    if (is_fence(line.text)) {
      block.end = line.begin;
      return block;
    }
    block.lines.push_back(line);
  }
  return std::nullopt;
}

std::string_view key_for(PairState state) {
  switch (state) {
    case PairState::kConfirmed: return "recurrence_of";
    case PairState::kRejected: return "not_recurrence_of";
    case PairState::kLookalike: return "lookalike_of";
    case PairState::kDuplicate: return "duplicate_of";
    case PairState::kRemediation: return "caused_by_remediation_of";
    case PairState::kPart: return "part_of";
  }
  return "";
}

/// Ids such as PM-2024-003 need no quotes.
std::string scalar(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  const bool begins_with_letter = !text.empty() && is_plain(text[0]) && text[0] > '9';
  const bool has_digit = text.find_first_of("0123456789") != std::string_view::npos;
  const bool plain =
      begins_with_letter && has_digit && std::all_of(text.begin(), text.end(), is_plain);
  return plain ? std::string(text) : json_quoted(text);
}

/// The long forms of docs/POSTMORTEM.md.
std::string item_text(const SettledPair& pair) {
  const bool confirmed = pair.state == PairState::kConfirmed;
  std::string item = fmt::format("{{id: {}", scalar(pair.to));
  if (!pair.recurrence_class.empty()) item += fmt::format(", class: {}", pair.recurrence_class);
  if (!pair.by.empty()) {
    item += fmt::format(", {}: {}", confirmed ? "confirmed_by" : "by", json_quoted(pair.by));
  }
  if (pair.at) {
    item += fmt::format(", {}: {}", confirmed ? "confirmed_at" : "at", format_moment(*pair.at));
  }
  if (!pair.reason.empty()) {
    item += fmt::format(", {}: {}", confirmed ? "evidence" : "reason", json_quoted(pair.reason));
  }
  return item + "}";
}

/// What is to be written where.
struct Insertion {
  std::size_t at = 0;
  std::string text;
  std::string note;  // why nothing is
};

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_empty(std::string_view line) {
  const std::string_view text = trim(line);
  return text.empty() || text.starts_with('#');
}

bool is_item(std::string_view line) {
  const std::string_view text = trim(line);
  return text == "-" || text.starts_with("- ");
}

/// Behind the last item of the list below the key in line `key`.
Insertion into_list(const Block& block, std::size_t key, const std::string& item) {
  std::string_view value = trim(block.lines[key].text);
  value = trim(value.substr(value.find(':') + 1));
  if (!value.empty() && !value.starts_with('#')) {
    return {.note = "has this key in a short form; write it as a list of lines to add more"};
  }
  std::size_t last = key;
  std::size_t indent = 2;
  for (std::size_t i = key + 1; i < block.lines.size(); ++i) {
    const std::string_view line = block.lines[i].text;
    if (is_empty(line)) continue;
    const bool item_at_margin = indent_of(line) == 0 && is_item(line);
    if (indent_of(line) == 0 && !item_at_margin) break;
    if (last == key && !is_item(line)) {
      return {.note = "has this key in another form than a list; write it as one to add more"};
    }
    if (last == key) indent = indent_of(line);
    last = i;
  }
  return {.at = block.lines[last].next,
          .text = fmt::format("{}- {}{}", std::string(indent, ' '), item, block.newline)};
}

Insertion find_place(const Block& block, const SettledPair& pair) {
  const std::string_view key = key_for(pair.state);
  const std::string item = item_text(pair);
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const std::string_view line = block.lines[i].text;
    const bool is_key = line.starts_with(key) && trim(line.substr(key.size())).starts_with(':');
    if (is_key) return into_list(block, i, item);
  }
  return {.at = block.end, .text = fmt::format("{0}:{1}  - {2}{1}", key, block.newline, item)};
}

std::vector<std::pair<RelationKind, std::string>> relations_of(const Postmortem& postmortem) {
  std::vector<std::pair<RelationKind, std::string>> relations;
  for (const Relation& relation : postmortem.relations) {
    relations.emplace_back(relation.kind, relation.id);
  }
  std::sort(relations.begin(), relations.end());
  return relations;
}

/// Whether the new text is read as before, with this one relation more.
bool reads_well(const Postmortem& before, const Postmortem& after, const SettledPair& pair) {
  auto expected = relations_of(before);
  expected.emplace_back(*relation_kind_from(key_for(pair.state)), pair.to);
  std::sort(expected.begin(), expected.end());
  return relations_of(after) == expected && after.id == before.id && after.title == before.title &&
         after.started_at == before.started_at &&
         after.action_items.size() == before.action_items.size() &&
         after.diagnostics.size() == before.diagnostics.size();
}

}  // namespace

AppliedText with_decision(std::string_view path, std::string_view bytes, const SettledPair& pair) {
  AppliedText applied{.bytes = std::string(bytes), .note = {}};
  const std::optional<Block> block = yaml_block(bytes);
  if (!block) {
    applied.note = "has no YAML front matter at its top";
    return applied;
  }
  const Insertion insertion = find_place(*block, pair);
  applied.note = insertion.note;
  if (!applied.note.empty()) return applied;
  std::string changed = applied.bytes;
  changed.insert(insertion.at, insertion.text);
  if (!reads_well(parse_postmortem(path, bytes), parse_postmortem(path, changed), pair)) {
    applied.note = "would not be read as meant; add the relation by hand";
    return applied;
  }
  applied.bytes = std::move(changed);
  return applied;
}

std::vector<AppliedFile> apply_decisions(const fs::path& corpus,
                                         const std::vector<IncidentFacts>& incidents,
                                         const std::vector<SettledPair>& pairs) {
  std::map<std::string, AppliedFile> files;
  std::map<std::string, std::string> texts;
  for (const SettledPair& pair : pairs) {
    const IncidentFacts* incident = find_incident(incidents, pair.from);
    if (pair.source != DecisionSource::kLedger || incident == nullptr) continue;
    const std::string& path = incident->path;
    AppliedFile& file = files.try_emplace(path, AppliedFile{path, {}, {}}).first->second;
    if (fs::is_symlink(corpus / path)) {
      file.notes.push_back(fmt::format("{} is a link; change the file itself", path));
      continue;
    }
    const auto text = texts.find(path);
    const std::string bytes =
        text != texts.end() ? text->second : read_file_beneath(corpus, path, kMaxFileBytes);
    AppliedText applied = with_decision(path, bytes, pair);
    if (!applied.note.empty()) {
      file.notes.push_back(
          fmt::format("{} of {}: {} {}", key_for(pair.state), pair.to, path, applied.note));
      continue;
    }
    texts[path] = std::move(applied.bytes);
    file.decisions.push_back(pair);
  }
  std::vector<AppliedFile> done;
  for (auto& [path, file] : files) {
    if (!file.decisions.empty()) write_file_atomically(corpus / path, texts.at(path));
    done.push_back(std::move(file));
  }
  return done;
}

}  // namespace dejavu
