// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <numeric>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/time_words.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A settings file is written by hand.
constexpr std::size_t kMaxSettingsBytes = std::size_t{1} << 20;

/// A slip of the finger changes two letters at most.
constexpr std::size_t kMaxTypos = 2;

/// It becomes a term of the index behind a prefix; a term may have 200 bytes.
constexpr std::size_t kMaxGroupName = 64;

/// Where a value stands, for messages.
struct Place {
  std::string file;
  std::string key;
  toml::source_index line = 0;
};

[[noreturn]] void fail(const Place& place, std::string_view what, std::string hint) {
  throw Error(ErrorKind::kInvalid, fmt::format("{}:{}: {}", place.file, place.line, what),
              std::move(hint));
}

std::string text_value(const toml::node& node, const Place& place) {
  const auto text = node.value<std::string>();
  if (!node.is_string() || text->empty()) {
    fail(place, fmt::format("'{}' is no text.", place.key),
         fmt::format("Write it as: {} = \"…\"", place.key));
  }
  return *text;
}

std::vector<std::string> list_value(const toml::node& node, const Place& place) {
  std::vector<std::string> texts;
  const toml::array* list = node.as_array();
  if (list == nullptr) {
    fail(place, fmt::format("'{}' is no list.", place.key),
         fmt::format("Write it as: {} = [\"…\", \"…\"]", place.key));
  }
  for (const toml::node& one : *list) texts.push_back(text_value(one, place));
  return texts;
}

void set_extensions(Settings& settings, const toml::node& node, const Place& place) {
  settings.extensions = list_value(node, place);
  for (const std::string& extension : settings.extensions) {
    if (extension.starts_with('.') && extension.find('/') == std::string::npos) continue;
    fail(place, fmt::format("'{}' is no file name extension.", extension),
         "Begin it with a dot, as in \".md\".");
  }
}

bool flag_value(const toml::node& node, const Place& place) {
  if (!node.is_boolean()) {
    fail(place, fmt::format("'{}' is neither true nor false.", place.key),
         fmt::format("Write it as: {} = false", place.key));
  }
  return *node.value<bool>();
}

bool is_group_name(std::string_view name) {
  return !name.empty() && name.size() <= kMaxGroupName &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

void set_synonyms(Settings& settings, const toml::node& node, const Place& place) {
  const toml::table* groups = node.as_table();
  if (groups == nullptr) {
    fail(place, fmt::format("'{}' is no table.", place.key),
         "Write [synonyms], and below it lines like: oom = [\"out of memory\", \"oomkilled\"]");
  }
  for (const auto& [name, phrases] : *groups) {
    const Place here = {place.file, std::string(name.str()), phrases.source().begin.line};
    if (!is_group_name(here.key)) {
      fail(here, fmt::format("'{}' is no name of a group of synonyms.", here.key),
           fmt::format("Use up to {} lower case letters, digits and '_'.", kMaxGroupName));
    }
    settings.synonyms.push_back(SynonymGroup{here.key, list_value(phrases, here)});
  }
}

void set_lint(Settings& settings, const toml::node& node, const Place& place) {
  const toml::table* table = node.as_table();
  if (table == nullptr) {
    fail(place, fmt::format("'{}' is no table.", place.key),
         "Write [lint], and below it lines like: off = [\"blame-we\"]");
  }
  for (const auto& [name, list] : *table) {
    const Place here = {place.file, std::string(name.str()), list.source().begin.line};
    if (here.key == "off") {
      settings.lint.off = list_value(list, here);
    } else if (here.key == "blameless") {
      settings.lint.blameless = list_value(list, here);
    } else {
      fail(here, fmt::format("unknown key '{}' below [lint].", here.key),
           "Known keys: off, blameless.");
    }
  }
}

void set_cooldown(Settings& settings, const toml::node& node, const Place& place) {
  const std::optional<TypedDuration> cooldown = parse_duration(text_value(node, place));
  if (!cooldown) {
    fail(place, fmt::format("'{}' is no duration.", place.key), "Write it as: cooldown = \"24h\"");
  }
  settings.cooldown = cooldown->length;
}

void set_recurrence(Settings& settings, const toml::node& node, const Place& place) {
  constexpr std::string_view kHint = "Write [recurrence], and below it: cooldown = \"24h\"";
  const toml::table* table = node.as_table();
  if (table == nullptr) {
    fail(place, fmt::format("'{}' is no table.", place.key), std::string(kHint));
  }
  for (const auto& [name, value] : *table) {
    const Place here = {place.file, std::string(name.str()), value.source().begin.line};
    if (here.key == "cooldown") {
      set_cooldown(settings, value, here);
    } else if (here.key == "verdicts_from_network") {
      settings.verdicts_from =
          flag_value(value, here) ? VerdictsFrom::kNetwork : VerdictsFrom::kThisMachine;
    } else {
      fail(here, fmt::format("unknown key '{}'.", here.key), std::string(kHint));
    }
  }
}

void set_edit_url(Settings& settings, const toml::node& node, const Place& place) {
  settings.edit_url = text_value(node, place);
  const bool is_web =
      settings.edit_url.starts_with("https://") || settings.edit_url.starts_with("http://");
  if (is_web && settings.edit_url.find("{path}") != std::string::npos) return;
  fail(place, fmt::format("'{}' is no address with a {{path}} in it.", place.key),
       "Write it as: edit_url = \"https://host/repo/edit/main/{path}#L{line}\"");
}

void set_page(Settings& settings, const toml::node& node, const Place& place) {
  constexpr std::string_view kHint = "Write [page], and below it: edit_url = \"https://…/{path}\"";
  const toml::table* table = node.as_table();
  if (table == nullptr) {
    fail(place, fmt::format("'{}' is no table.", place.key), std::string(kHint));
  }
  for (const auto& [name, value] : *table) {
    const Place here = {place.file, std::string(name.str()), value.source().begin.line};
    if (here.key != "edit_url") {
      fail(here, fmt::format("unknown key '{}'.", here.key), std::string(kHint));
    }
    set_edit_url(settings, value, here);
  }
}

/// One row describes a key of dejavu.toml.
struct Key {
  std::string_view name;
  void (*set)(Settings&, const toml::node&, const Place&);
};

constexpr Key kKeys[] = {
    {"index",
     [](Settings& settings, const toml::node& node, const Place& place) {
       settings.index = settings.corpus / text_value(node, place);
     }},
    {"extensions", set_extensions},
    {"exclude", [](Settings& settings, const toml::node& node,
                   const Place& place) { settings.exclude = list_value(node, place); }},
    {"thesaurus", [](Settings& settings, const toml::node& node,
                     const Place& place) { settings.thesaurus = flag_value(node, place); }},
    {"synonyms", set_synonyms},
    {"lint", set_lint},
    {"recurrence", set_recurrence},
    {"page", set_page},
};

/// Levenshtein's.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string key_hint(std::string_view unknown) {
  std::string known;
  for (const Key& key : kKeys) {
    if (edit_distance(key.name, unknown) <= kMaxTypos) {
      return fmt::format("Did you mean '{}'?", key.name);
    }
    known += fmt::format("{}{}", known.empty() ? "" : ", ", key.name);
  }
  return fmt::format("Known keys: {}.", known);
}

void apply_file(Settings& settings) {
  const fs::path path = settings.corpus / kSettingsFile;
  std::error_code failure;
  if (!fs::exists(path, failure)) return;
  const std::string text = read_file(path, kMaxSettingsBytes);
  try {
    const toml::table table = toml::parse(text, path.string());
    for (const auto& [name, node] : table) {
      const Place place = {path.string(), std::string(name.str()), node.source().begin.line};
      const auto key = std::ranges::find(kKeys, name.str(), &Key::name);
      if (key == std::end(kKeys)) {
        fail(place, fmt::format("unknown key '{}'.", place.key), key_hint(place.key));
      }
      key->set(settings, node, place);
    }
  } catch (const toml::parse_error& error) {
    fail({path.string(), {}, error.source().begin.line}, error.description(),
         "The file is in TOML: https://toml.io");
  }
}

fs::path find_corpus(const fs::path& working_dir) {
  for (fs::path folder = working_dir;; folder = folder.parent_path()) {
    std::error_code failure;
    if (fs::exists(folder / kSettingsFile, failure) ||
        fs::exists(folder / kDefaultIndex, failure)) {
      return folder;
    }
    if (folder == folder.parent_path()) return working_dir;
  }
}

/// The flag, else the environment, else nothing; absolute.
std::optional<fs::path> named(const SettingsSources& sources,
                              const std::optional<std::string>& flag,
                              const std::optional<std::string>& environment) {
  const bool has_environment = environment && !environment->empty();
  if (!flag && !has_environment) return std::nullopt;
  fs::path path = (sources.working_dir / (flag ? *flag : *environment)).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

}  // namespace

Settings load_settings(const SettingsSources& sources) {
  Settings settings;
  const auto corpus = named(sources, sources.flag_corpus, sources.environment_corpus);
  settings.corpus_was_named = corpus.has_value();
  settings.corpus = corpus ? *corpus : find_corpus(sources.working_dir);
  settings.index = settings.corpus / kDefaultIndex;
  apply_file(settings);
  if (auto index = named(sources, sources.flag_index, sources.environment_index)) {
    settings.index = *std::move(index);
  }
  return settings;
}

}  // namespace dejavu
