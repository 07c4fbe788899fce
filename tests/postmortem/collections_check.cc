// SPDX-License-Identifier: GPL-2.0-or-later
// Parses real collections and compares with what simple line matching finds in the same files.
// Prints a table; fails when a file is lost or a figure is below the floor.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/postmortem/parse.h"

namespace {

using namespace dejavu;

constexpr int kSkipped = 77;  // ctest's SKIP_RETURN_CODE
constexpr double kFloorPercent = 98.0;

/// How the files of one collection say things. Nothing here uses the parser.
struct Collection {
  std::string name;
  std::string date_from;  // "key", "path-key", "file-or-row", "row", ""
  bool counts_actions = false;
};
const std::vector<Collection> kCollections = {
    {"dfds", "row", true},     {"chia", "row"},           {"mybinder", "row", true},
    {"jenkins-status", "key"}, {"rust-blog", "path-key"}, {"learningequality", "", true},
};

/// The timeline has no date that exists ("20202-01-16"), seen by a person.
const std::vector<std::string> kWithoutRealDate = {"PM2020-003"};

/// First headings of level 1 that are no titles, seen by a person.
const std::vector<std::string> kPlaceholders = {"Title:", "ISSUE NAME"};
const std::vector<std::string> kNoTitles = {"Overview", "Metadata"};

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// "2021-06-22" at `at`, or "2021/06/22".
bool is_date_at(const std::string& text, std::size_t at) {
  const std::string shape = "dddd-dd-dd";
  if (at + shape.size() > text.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const char c = text[at + i];
    if (shape[i] == 'd' ? !is_digit(c) : c != '-' && c != '/') return false;
  }
  const bool digit_before = at > 0 && is_digit(text[at - 1]);
  const bool digit_behind = at + shape.size() < text.size() && is_digit(text[at + shape.size()]);
  return !digit_before && !digit_behind;
}

std::optional<std::string> first_date(const std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_date_at(text, at)) continue;
    std::string date = text.substr(at, 10);
    std::ranges::replace(date, '/', '-');
    return date;
  }
  return std::nullopt;
}

struct File {
  std::string path;
  std::vector<std::string> lines;
};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::string stripped(std::string text, const std::string& characters) {
  while (!text.empty() && characters.find(text.front()) != std::string::npos) text.erase(0, 1);
  while (!text.empty() && characters.find(text.back()) != std::string::npos) text.pop_back();
  return text;
}

/// The value of "key: …" or "key = …".
std::optional<std::string> key_value(const File& file, const std::string& key) {
  for (const std::string& line : file.lines) {
    for (const std::string& sign : {std::string(": "), std::string(" = ")}) {
      if (line.rfind(key + sign, 0) == 0) {
        return stripped(line.substr(key.size() + sign.size()), " \"'");
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> expected_title(const File& file) {
  if (const auto title = key_value(file, "title")) return title;
  bool placeholder = false;
  for (const std::string& line : file.lines) {
    const std::string text = stripped(line, " #");
    if (text.empty()) continue;
    if (placeholder) return text;  // what follows "# Title:"
    if (line.rfind("# ", 0) != 0) continue;
    placeholder = std::ranges::find(kPlaceholders, text) != kPlaceholders.end();
    if (!placeholder && std::ranges::find(kNoTitles, text) == kNoTitles.end()) return text;
    if (!placeholder) return std::nullopt;  // only the file's name is left
  }
  return std::nullopt;
}

/// The first date in the timeline: a table's row, a heading, a line.
std::optional<std::string> timeline_date(const File& file) {
  bool inside = false;
  for (const std::string& line : file.lines) {
    const bool heading = line.rfind('#', 0) == 0;
    if (heading && lower(line).find("timeline") != std::string::npos) {
      inside = true;
      continue;  // its own dates are a range, often of another form
    }
    const bool entry = heading && !line.empty() && std::ranges::any_of(line, is_digit);
    if (inside && heading && !entry) return std::nullopt;
    if (inside) {
      if (const auto date = first_date(line)) return date;
    }
  }
  return std::nullopt;
}

/// "06/10/2025" in the first line of the timeline that has one, else in its heading; else, where
/// all is told by the clock alone, the date of the file name.
std::optional<std::string> chia_date(const File& file) {
  static const RE2 us_date("\\b(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})\\b");
  static const RE2 month("(?i)\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \\d");
  std::optional<std::string> from_heading;
  bool inside = false;
  for (const std::string& line : file.lines) {
    const bool heading = line.rfind("##", 0) == 0;
    if (heading && inside) break;
    inside = inside || (heading && lower(line).find("timeline") != std::string::npos);
    int first = 0;
    int second = 0;
    int year = 0;
    if (inside && RE2::PartialMatch(line, us_date, &first, &second, &year)) {
      from_heading = fmt::format("{:04}-{:02}-{:02}", year, first, second);
      if (!heading) return from_heading;
    }
    if (inside && RE2::PartialMatch(line, month)) return std::nullopt;
  }
  if (from_heading) return from_heading;
  return inside ? first_date(file.path.substr(file.path.rfind('/') + 1)) : std::nullopt;
}

std::optional<std::string> expected_date(const File& file, const Collection& collection) {
  if (collection.date_from == "key") {
    const auto value = key_value(file, "date");
    return value ? first_date(*value) : std::nullopt;
  }
  if (collection.date_from == "path-key") {
    const auto value = key_value(file, "path");
    return value ? first_date(*value) : std::nullopt;
  }
  if (collection.date_from != "row") return std::nullopt;
  const auto row = timeline_date(file);
  return row || collection.name != "chia" ? row : chia_date(file);
}

/// Bullets at the margin below the heading (or bare line) of the action items.
int expected_actions(const File& file) {
  int count = 0;
  bool inside = false;
  for (const std::string& line : file.lines) {
    const std::string bare = lower(stripped(line, "# :"));
    const bool heading = line.rfind('#', 0) == 0;
    const bool starts = bare == "action items" || bare == "corrective actions";
    const bool deeper = line.rfind("###", 0) == 0;
    if (starts || (heading && !deeper)) inside = starts;
    const bool bullet = line.rfind("- ", 0) == 0 || line.rfind("* ", 0) == 0 ||
                        (line.size() > 2 && is_digit(line[0]) && line[1] == '.' && line[2] == ' ');
    const bool empty = stripped(line, "-*0123456789. ").empty();
    if (inside && bullet && !empty) ++count;
  }
  return count;
}

/// Whether the parser's title says the same: a leading date may be cut, Markdown marks too.
bool same_title(std::string expected, std::string found) {
  for (const char mark : {'`', '*', '\\'}) {
    std::erase(expected, mark);
    std::erase(found, mark);
  }
  expected = collapse_blanks(expected);
  found = collapse_blanks(found);
  return !found.empty() && expected.ends_with(found);
}

struct Figures {
  int files = 0;
  int lost = 0;
  int titles = 0;
  int titles_right = 0;
  int dates = 0;
  int dates_right = 0;
  int actions = 0;
  int actions_found = 0;
  int action_files = 0;
  int action_files_right = 0;
  std::map<std::string, int> codes;

  static bool is_enough(int right, int all) { return right * 100.0 >= all * kFloorPercent; }
  bool is_good() const {
    return lost == 0 && is_enough(titles_right, titles) && is_enough(dates_right, dates) &&
           is_enough(action_files_right, action_files);
  }
};

File split(const std::string& path, const std::string& content) {
  File file{path, {}};
  for (const std::string_view line : split_lines(content)) file.lines.emplace_back(line);
  return file;
}

void compare_title(Figures& figures, const File& file, const Postmortem& postmortem) {
  const auto title = expected_title(file);
  if (!title || postmortem.kind == FileKind::kTemplate) return;
  ++figures.titles;
  if (same_title(*title, postmortem.title)) {
    ++figures.titles_right;
  } else {
    fmt::print("  title of {}: \"{}\", the file says \"{}\"\n", file.path, postmortem.title,
               *title);
  }
}

/// Local dates: a zone may move the moment by a day, so both neighbours count.
void compare_date(Figures& figures, const File& file, const Postmortem& postmortem,
                  const Collection& collection) {
  const auto date = expected_date(file, collection);
  const bool is_real = std::ranges::none_of(kWithoutRealDate, [&](const std::string& id) {
    return file.path.find(id) != std::string::npos;
  });
  if (!date || !is_real || postmortem.kind != FileKind::kIncident) return;
  ++figures.dates;
  const auto& start = postmortem.started_at;
  bool right = false;
  for (const int days : {-1, 0, 1}) {
    right = right || (start && format_day(start->at + std::chrono::days{days}) == *date);
  }
  if (right) {
    ++figures.dates_right;
  } else {
    fmt::print("  start of {}: {}, the file says {}\n", file.path,
               start ? format_moment(*start) : "none", *date);
  }
}

void compare_actions(Figures& figures, const File& file, const Postmortem& postmortem) {
  if (postmortem.kind != FileKind::kIncident) return;
  const int expected = expected_actions(file);
  const int found = static_cast<int>(postmortem.action_items.size());
  figures.actions += expected;
  figures.actions_found += found;
  ++figures.action_files;
  if (found == expected) {
    ++figures.action_files_right;
  } else {
    fmt::print("  actions of {}: {}, the file lists {}\n", file.path, found, expected);
  }
}

Figures check(const std::filesystem::path& root, const Collection& collection) {
  Figures figures;
  for (const WalkedFile& walked : walk_corpus(root / collection.name, {".md"}).files) {
    ++figures.files;
    const std::string content = read_file(root / collection.name / walked.path, kMaxFileBytes);
    const Postmortem postmortem = parse_postmortem(walked.path, content);
    const bool is_lost = postmortem.id.empty() || postmortem.title.empty() ||
                         (content.size() > 1 && postmortem.sections.empty() &&
                          postmortem.extra.empty() && postmortem.title.empty());
    figures.lost += is_lost ? 1 : 0;
    const File file = split(walked.path, content);
    compare_title(figures, file, postmortem);
    compare_date(figures, file, postmortem, collection);
    if (collection.counts_actions) compare_actions(figures, file, postmortem);
    for (const Diagnostic& diagnostic : postmortem.diagnostics) ++figures.codes[diagnostic.code];
  }
  return figures;
}

void print(const Collection& collection, const Figures& figures) {
  fmt::print("{}: {} files, {} lost, titles {}/{}, starts {}/{}, actions {}/{} (in {}/{} files)\n",
             collection.name, figures.files, figures.lost, figures.titles_right, figures.titles,
             figures.dates_right, figures.dates, figures.actions_found, figures.actions,
             figures.action_files_right, figures.action_files);
  for (const auto& [code, count] : figures.codes) fmt::print("    {:4} {}\n", count, code);
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path root = argc > 1 ? argv[1] : "../shared/data/postmortems";
  if (!std::filesystem::is_directory(root)) {
    fmt::print("skipped: {} is not there\n", root.string());
    return kSkipped;
  }
  bool good = true;
  for (const Collection& collection : kCollections) {
    const Figures figures = check(root, collection);
    print(collection, figures);
    good = good && figures.is_good();
  }
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
