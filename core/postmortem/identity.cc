// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/identity.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/postmortem/field_table.h"
#include "core/postmortem/sections.h"

namespace dejavu {
namespace {

/// A heading of 100 KB is no title.
constexpr std::size_t kMaxTitleBytes = 300;

/// As for an id that the author gives (fields.cc).
constexpr std::size_t kMaxIdBytes = 200;

constexpr std::array<std::string_view, 4> kTitlePlaceholders = {"title", "issue name",
                                                                "incident title", "incident name"};

constexpr std::array<std::string_view, 9> kOtherNames = {
    "readme", "contributing",          "license",       "changelog", "code-of-conduct", "security",
    "index",  "pull-request-template", "issue-template"};

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

bool has_letter(std::string_view text) { return !slug(text).empty(); }

std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) parts.push_back(path.substr(0, end));
    path.remove_prefix(std::min(path.size(), end + 1));
  }
  return parts;
}

std::string without_extensions(std::string_view name) {
  static const RE2 extension("(?i)\\.(?:md|markdown|qmd|mdx|txt|erb|html)$");
  std::string stem(name);
  while (RE2::Replace(&stem, extension, "")) {
  }
  return stem.empty() ? std::string(name) : stem;
}

/// The file name first; then the folders, as in "2022/01/20/advisory.md".
std::optional<DateReading> date_of_path(std::string_view path, std::string_view stem) {
  if (auto reading = find_date(stem, {})) return reading;
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return find_date(path.substr(0, slash), {});
}

bool is_fact(std::string_view heading) {
  const std::size_t colon = heading.find(':');
  const std::string key = normal_key(heading.substr(0, colon));
  const FieldRow* row = find_field_row(key);
  const bool is_known = row != nullptr && row->name != "title";
  // "incident date: 2019-02-20, logs unavailable" has a date, but is a title.
  const bool is_dated = is_known && row->name == "started_at" && clean_title(heading) != heading;
  return (is_known && !is_dated) || key == "metadata" || key == "stats";
}

bool can_be_title(const Block& block) {
  return block.kind == BlockKind::kHeading && !block.text.empty() && !is_section_name(block.text) &&
         !is_fact(block.text);
}

bool is_placeholder(std::string_view title) {
  std::string lower = to_lower_ascii(trim(title));
  while (lower.ends_with(':') || lower.ends_with(' ')) lower.pop_back();
  return std::ranges::find(kTitlePlaceholders, std::string_view(lower)) != kTitlePlaceholders.end();
}

/// Marks that a template leaves for its reader to fill in.
bool has_template_tags(std::string_view text) {
  static const RE2 tags(
      "\\{\\{.*?\\}\\}|<%.*?%>|(?i:y{4}-m{2}-d{2})|\\[(?i:incident title)\\]|"
      "<(?i:title|incident name|your name)[^>]*>");
  return RE2::PartialMatch(piece(text), tags);
}

bool is_template_text(const Postmortem& postmortem) {
  if (has_template_tags(postmortem.title)) return true;
  static const RE2 placeholder(
      "(?i)lorem ipsum|\\bYYYY-MM-DD\\b|\\b20xx\\b|\\{\\{|"
      "<(?:your|put|short|link|include|name)\\b[^>]*>");
  constexpr int kFewest = 3;
  int found = 0;
  for (const Section& section : postmortem.sections) {
    re2::StringPiece rest(section.markdown);
    while (found < kFewest && RE2::FindAndConsume(&rest, placeholder)) ++found;
  }
  return found >= kFewest && !postmortem.started_at;
}

/// A name that says "template", unless it is dated: that is an incident about templates.
bool is_template_name(const PathFacts& path) {
  const std::string name = slug(path.stem);
  const bool says_so = name == "template" || name.starts_with("template-") ||
                       name.ends_with("-template") || name.ends_with("-templates");
  return says_so && !path.date;
}

/// A page bundle ("2021-05-26-outage/index.md") is named like an overview page.
bool is_incident_in_spite_of_name(const PathFacts& path, const Postmortem& postmortem) {
  if (path.stem != "index") return false;
  return path.date || postmortem.started_at || !postmortem.severity.empty();
}

}  // namespace

PathFacts read_path(std::string_view path) {
  constexpr std::size_t kMaxPathBytes = 4096;  // Linux opens no longer one
  if (path.size() > kMaxPathBytes) path.remove_prefix(path.size() - kMaxPathBytes);
  PathFacts facts;
  const std::vector<std::string_view> parts = path_parts(path);
  if (parts.empty()) return facts;
  facts.stem = without_extensions(parts.back());
  if (parts.size() > 1) facts.folder = parts[parts.size() - 2];
  facts.date = date_of_path(path, facts.stem);
  return facts;
}

DerivedId derive_id(const PathFacts& path) {
  static const RE2 id(
      "^((?:[A-Z]{2,10}|(?i:pm|inc|incident|cve|pir|rca))-?"
      "(?:[0-9]{4}-[0-9]{1,7}|[0-9]{1,7}))(?:[ _]|-[^0-9]|$)");
  std::string found;
  if (RE2::PartialMatch(path.stem, id, &found)) return {found, IdSource::kFileName};
  const std::string name = slug(path.stem);
  const bool is_common =
      std::ranges::find(kOtherNames, std::string_view(name)) != kOtherNames.end();
  std::string derived = is_common && !path.folder.empty() ? slug(path.folder) + '-' + name : name;
  if (derived.empty()) derived = "postmortem-" + path.stem;
  return {std::string(truncate_utf8(derived, kMaxIdBytes)), IdSource::kPath};
}

std::size_t find_title_heading(const std::vector<Block>& blocks) {
  std::size_t first = blocks.size();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (block.kind != BlockKind::kHeading) continue;
    if (first == blocks.size()) first = i;
    if (is_section_name(block.text)) break;  // a title does not come behind the summary
    const bool is_entry = i != first && is_time_heading(block.text);
    if (block.level == 1 && can_be_title(block) && !is_entry) return i;
  }
  const bool is_title =
      first < blocks.size() && can_be_title(blocks[first]) && !is_time_heading(blocks[first].text);
  return is_title ? first : blocks.size();
}

std::string title_at(const std::vector<Block>& blocks, std::size_t index) {
  if (index >= blocks.size()) return {};
  if (!is_placeholder(blocks[index].text) || index + 1 >= blocks.size()) return blocks[index].text;
  const Block& next = blocks[index + 1];
  const bool is_heading = next.kind == BlockKind::kHeading && !is_section_name(next.text);
  const bool is_line = next.kind == BlockKind::kParagraph && next.text.size() <= kMaxTitleBytes &&
                       next.text.find('\n') == std::string::npos;
  return is_heading || is_line ? next.text : blocks[index].text;
}

std::string clean_title(std::string_view title) {
  static const RE2 prefix(
      "^(?i:post[- ]?mortem|incident report|incident|rca|"
      "root cause analysis|title|(?:incident )?date)\\s*(?::|–|—|\\s-\\s)\\s*");
  static const RE2 id(
      "^\\[?(?:[A-Z]{2,10}|pm|inc)-?[0-9]{1,4}-?[0-9]{1,7}\\]?\\s*(?::|–|—|-|,)\\s+");
  constexpr std::size_t kMostRead = 4 * kMaxTitleBytes;  // prefixes are cut one by one
  std::string rest = collapse_blanks(truncate_utf8(title, kMostRead));
  for (bool cut = true; cut;) {
    std::string shorter = rest;
    const auto date = read_date_at(shorter, 0, {});
    if (date && date->has_date && date->moment) {
      shorter.erase(0, date->end);
    } else if (!RE2::Replace(&shorter, prefix, "")) {
      RE2::Replace(&shorter, id, "");
    }
    const std::size_t begin = shorter.find_first_not_of(" ,:;-_)]");
    shorter.erase(0, std::min(begin, shorter.size()));
    cut = shorter.size() < rest.size() && has_letter(shorter);
    if (cut) rest = shorter;
  }
  return excerpt(rest, kMaxTitleBytes);
}

std::string title_from_stem(std::string_view stem) {
  static const RE2 number("^[0-9]{1,4}[-_ ]+");
  std::string title = clean_title(stem);
  std::string unnumbered = title;
  if (RE2::Replace(&unnumbered, number, "") && has_letter(unnumbered)) title = unnumbered;
  std::string words;
  for (std::size_t i = 0; i < title.size(); ++i) {
    words += title[i] == '-' || title[i] == '_' ? ' ' : title[i];
  }
  words = collapse_blanks(words);
  return words.empty() ? collapse_blanks(stem) : words;
}

FileKind kind_of(const PathFacts& path, const Postmortem& postmortem) {
  const std::string name = slug(path.stem);
  if (is_template_name(path)) return FileKind::kTemplate;
  if (std::ranges::find(kOtherNames, std::string_view(name)) != kOtherNames.end()) {
    return is_incident_in_spite_of_name(path, postmortem) ? FileKind::kIncident : FileKind::kOther;
  }
  return is_template_text(postmortem) ? FileKind::kTemplate : FileKind::kIncident;
}

}  // namespace dejavu
