// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/include_rules.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "tests/tidy/cpp_text.h"

namespace dejavu {
namespace {

constexpr std::array<std::string_view, 9> kCore = {
    "core/base",       "core/secrets", "core/postmortem", "core/index", "core/search",
    "core/statistics", "core/answer",  "core/recurrence", "core/review"};

/// Numbers in, values out: includes no other room, so that it can be checked against a textbook.
constexpr std::string_view kPure = "core/statistics";

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool is_in(std::string_view path, std::string_view room) {
  return begins_with(path, room) && path.size() > room.size() && path[room.size()] == '/';
}

/// The same for the rooms of the server.
constexpr std::array<std::string_view, 7> kServer = {
    "server/http", "server/questions", "server/text",    "server/html",
    "server/json", "server/routes",    "server/commands"};

/// Beside the row: what it needs stands left of it, and only the server needs it.
constexpr std::string_view kLint = "core/lint";
constexpr std::string_view kLintSees = "core/postmortem/";  // and what stands left of it

/// Beside the row, too: asks Git, and knows nothing of postmortems.
constexpr std::string_view kGit = "core/git";

/// How far right a room stands in its row; the length of the row for everything outside of it.
std::size_t place_in(const auto& row, std::string_view path) {
  const auto room = std::find_if(row.begin(), row.end(),
                                 [&](std::string_view name) { return is_in(path, name); });
  return static_cast<std::size_t>(room - row.begin());
}

bool may_include(std::string_view from, std::string_view to) {
  if (is_in(to, "tests") || is_in(to, "bench")) return false;
  if (is_in(from, kPure)) return is_in(to, kPure);
  if (is_in(to, kGit)) return is_in(from, kGit) || is_in(from, "indexer") || is_in(from, "server");
  if (is_in(from, kGit)) return is_in(to, "core/base");
  if (is_in(to, kLint)) return is_in(from, kLint) || is_in(from, "server");
  if (is_in(from, kLint)) return place_in(kCore, to) <= place_in(kCore, kLintSees);
  if (place_in(kCore, to) < kCore.size()) return place_in(kCore, to) <= place_in(kCore, from);
  if (place_in(kServer, to) < kServer.size() && is_in(from, "server")) {
    return place_in(kServer, to) <= place_in(kServer, from);
  }
  for (const std::string_view program : {"indexer", "server"}) {
    if (is_in(to, program)) return is_in(from, program);
  }
  if (is_in(to, "eval")) return is_in(from, "eval") || is_in(from, "server");
  return !is_in(to, "web") || is_in(from, "web") || is_in(from, "server");
}

struct Border {
  std::string_view header;  // a header, or the folder of a library's headers with '/'
  std::vector<std::string_view> files;
};

/// A library that is missing here may be included everywhere (fmt, standard headers). Adding a
/// file to a list is a decision: it makes the library harder to replace.
const std::vector<Border>& borders() {
  static const std::vector<Border> kBorders = {
      {"xapian.h", {"core/index/xapian_access.h", "core/index/atom_terms.cc"}},
      {"core/index/xapian_access.h",
       {"core/index/reader.cc", "core/index/xapian_access.cc", "core/search/postings.h",
        "core/search/search.cc", "indexer/index_writer.cc", "indexer/stored_documents.cc"}},
      {"httplib.h", {"server/http/exchange.cc"}},
      {"cmark-gfm", {"core/postmortem/markdown.cc", "core/postmortem/markdown_labels.cc"}},
      {"CLI/",
       {"indexer/main.cc", "server/main.cc", "server/serve_main.cc", "server/eval_main.cc"}},
      {"kainjow/", {"server/html/templates.cc"}},
      {"yaml-cpp/", {"core/postmortem/yaml_reader.cc"}},
      {"toml++/", {"core/base/settings.cc", "core/postmortem/toml_reader.cc"}},
      {"sqlite3.h", {"eval/sqlite.cc"}},
      {"zstd.h", {"core/index/record_store.cc"}},
      {"boost/", {"core/statistics/distributions.cc"}},
      {"zlib.h", {"server/http/gzip.cc"}},
      {"nlohmann/json.hpp",
       {"core/postmortem/json_reader.cc",
        "core/recurrence/ledger_line.cc",
        "eval/judged_set.cc",
        "eval/report.cc",
        "indexer/report_json.cc",
        "server/json/answer_json.cc",
        "server/questions/arguments.cc",
        "server/commands/check_report.cc",
        "server/commands/check_sarif.cc",
        "server/commands/commands.cc",
        "server/http/values.cc",
        "server/commands/new_command.cc",
        "server/commands/preflight_report.cc",
        "server/json/postmortem_json.cc",
        "server/json/recurrence_json.cc",
        "server/commands/review_command.cc",
        "server/json/review_figures_json.cc",
        "server/json/review_json.cc",
        "server/json/review_week_json.cc",
        "server/routes/routes.cc",
        "server/routes/verdict_route.cc",
        "server/commands/verdicts_command.cc"}},
  };
  return kBorders;
}

bool is_behind(const Border& border, const Include& include) {
  const bool is_folder = border.header.back() == '/' || border.header == "cmark-gfm";
  return is_folder ? begins_with(include.name, border.header) : include.name == border.header;
}

struct Ban {
  std::string_view header;
  std::string_view reason;
};

constexpr std::array<Ban, 4> kBannedHeaders = {{
    {"regex", "slow, and overflows the stack on long input: use RE2"},
    {"format", "g++ 12 has none: use fmt"},
    {"expected", "g++ 12 has none: return a value with diagnostics, or throw Error"},
    {"bits/stdc++.h", "name the headers that are used"},
}};

}  // namespace

std::vector<Violation> own_header_comes_first(const SourceFile& file, const ProjectTree& tree) {
  if (extension(file.path) != ".cc") return {};
  const std::string own = file.path.substr(0, file.path.size() - 3) + ".h";
  if (find_file(tree, own) == nullptr) return {};
  const std::vector<Include> found = includes(file.content);
  if (!found.empty() && found[0].name == own) return {};
  return {{.path = file.path,
           .line = found.empty() ? 1 : found[0].line,
           .message = "the first include has to be \"" + own + "\""}};
}

std::vector<Violation> arrows_point_left(const SourceFile& file) {
  if (!is_product(file)) return {};
  std::vector<Violation> violations;
  for (const Include& include : includes(file.content)) {
    if (!include.quoted || may_include(file.path, include.name)) continue;
    violations.push_back({.path = file.path,
                          .line = include.line,
                          .message = std::string(folder(file.path)) + " may not include " +
                                     include.name + " (see docs/ARCHITECTURE.md)"});
  }
  return violations;
}

std::vector<Violation> engines_stay_behind_their_border(const SourceFile& file) {
  if (!is_product(file)) return {};
  std::vector<Violation> violations;
  for (const Include& include : includes(file.content)) {
    for (const Border& border : borders()) {
      const auto& allowed = border.files;
      const bool is_allowed = std::find(allowed.begin(), allowed.end(), file.path) != allowed.end();
      if (!is_behind(border, include) || is_allowed) continue;
      violations.push_back({.path = file.path,
                            .line = include.line,
                            .message = include.name + " stays behind its border: see borders() in "
                                                      "tests/tidy/include_rules.cc"});
    }
  }
  return violations;
}

std::vector<Violation> border_posts_are_needed(const ProjectTree& tree) {
  std::vector<Violation> violations;
  for (const Border& border : borders()) {
    for (const std::string_view path : border.files) {
      const SourceFile* file = find_file(tree, path);
      const std::vector<Include> found =
          file == nullptr ? std::vector<Include>{} : includes(file->content);
      const bool needed = std::any_of(found.begin(), found.end(), [&](const Include& include) {
        return is_behind(border, include);
      });
      if (needed) continue;
      violations.push_back({.path = std::string(path),
                            .line = 1,
                            .message = "is listed for " + std::string(border.header) +
                                       " in tests/tidy/include_rules.cc, but does not include it"});
    }
  }
  return violations;
}

std::size_t xapian_source_count() {
  std::size_t count = 0;
  for (const Border& border : borders()) {
    if (border.header.find("xapian") == border.header.npos) continue;
    count += static_cast<std::size_t>(
        std::count_if(border.files.begin(), border.files.end(),
                      [](std::string_view path) { return extension(path) == ".cc"; }));
  }
  return count;
}

std::vector<Violation> no_banned_header(const SourceFile& file) {
  if (!is_cpp(file)) return {};
  std::vector<Violation> violations;
  for (const Include& include : includes(file.content)) {
    for (const Ban& ban : kBannedHeaders) {
      if (include.name != ban.header) continue;
      violations.push_back({.path = file.path,
                            .line = include.line,
                            .message = "<" + include.name + ">: " + std::string(ban.reason)});
    }
  }
  return violations;
}

std::vector<Violation> includes_start_at_the_root(const SourceFile& file, const ProjectTree& tree) {
  if (!is_cpp(file)) return {};
  std::vector<Violation> violations;
  for (const Include& include : includes(file.content)) {
    // What CMake makes from web/ stands in the build folder.
    if (!include.quoted || is_in(include.name, "web") || tree.paths.count(include.name) > 0) {
      continue;
    }
    violations.push_back({.path = file.path,
                          .line = include.line,
                          .message = "\"" + include.name + "\" is no path from the root"});
  }
  return violations;
}

}  // namespace dejavu
