// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <numeric>
#include <span>

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

/// One row describes a key of dejavu.toml, or of a section of it.
struct Key {
  std::string_view name;
  void (*set)(Settings&, const toml::node&, const Place&);
};

std::string key_hint(std::span<const Key> keys, std::string_view unknown) {
  std::string known;
  for (const Key& key : keys) {
    if (edit_distance(key.name, unknown) <= kMaxTypos) {
      return fmt::format("Did you mean '{}'?", key.name);
    }
    known += fmt::format("{}{}", known.empty() ? "" : ", ", key.name);
  }
  return fmt::format("Known keys: {}.", known);
}

void set_keys(Settings& settings, const toml::table& table, const Place& place,
              std::span<const Key> keys) {
  for (const auto& [name, node] : table) {
    const Place here = {place.file, std::string(name.str()), node.source().begin.line};
    const auto key = std::ranges::find(keys, name.str(), &Key::name);
    if (key == keys.end()) {
      const std::string section = place.key.empty() ? "" : fmt::format(" below [{}]", place.key);
      fail(here, fmt::format("unknown key '{}'{}.", here.key, section), key_hint(keys, here.key));
    }
    key->set(settings, node, here);
  }
}

/// `example` is a line of the section.
const toml::table& section_value(const toml::node& node, const Place& place,
                                 std::string_view example) {
  const toml::table* table = node.as_table();
  if (table == nullptr) {
    fail(place, fmt::format("'{}' is no table.", place.key),
         fmt::format("Write [{}], and below it lines like: {}", place.key, example));
  }
  return *table;
}

void set_synonyms(Settings& settings, const toml::node& node, const Place& place) {
  constexpr std::string_view kExample = "oom = [\"out of memory\", \"oomkilled\"]";
  for (const auto& [name, phrases] : section_value(node, place, kExample)) {
    const Place here = {place.file, std::string(name.str()), phrases.source().begin.line};
    if (!is_group_name(here.key)) {
      fail(here, fmt::format("'{}' is no name of a group of synonyms.", here.key),
           fmt::format("Use up to {} lower case letters, digits and '_'.", kMaxGroupName));
    }
    settings.synonyms.push_back(SynonymGroup{here.key, list_value(phrases, here)});
  }
}

constexpr Key kLintKeys[] = {
    {"off", [](Settings& settings, const toml::node& node,
               const Place& place) { settings.lint.off = list_value(node, place); }},
    {"blameless", [](Settings& settings, const toml::node& node,
                     const Place& place) { settings.lint.blameless = list_value(node, place); }},
};

bool is_hexadecimal(std::string_view text, std::size_t digits) {
  return text.size() == digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// As `secret-masked` prints them: of a secret itself nothing may stand in a file.
void set_allowed_secrets(Settings& settings, const toml::node& node, const Place& place) {
  constexpr std::size_t kFingerprintDigits = 12;
  settings.allowed_secrets = list_value(node, place);
  for (const std::string& one : settings.allowed_secrets) {
    if (is_hexadecimal(one, kFingerprintDigits)) continue;
    fail(place, "what is allowed is named by twelve lower case hexadecimal digits.",
         "Write allow = [\"0123456789ab\"]; a finding `secret-masked` prints the fingerprint.");
  }
}

constexpr Key kSecretsKeys[] = {{"allow", set_allowed_secrets}};

/// Of a token only this stands in a file that many read: from it nobody gets the token back.
void set_tokens(Settings& settings, const toml::node& node, const Place& place) {
  constexpr std::string_view kHint = "`dejavu token NAME` makes a token and prints its line.";
  constexpr std::size_t kSha256Digits = 64;
  for (const auto& [name, value] : section_value(node, place, "ana = \"<SHA-256>\"")) {
    const Place here = {place.file, std::string(name.str()), value.source().begin.line};
    AccessToken token = {here.key, text_value(value, here)};
    if (token.name.empty() || token.name.find(':') != std::string::npos) {
      fail(here, "a token has the name of who uses it, without a colon.", std::string(kHint));
    }
    if (!is_hexadecimal(token.sha256, kSha256Digits)) {
      fail(here, fmt::format("'{}' is no SHA-256 in 64 lower case hexadecimal digits.", here.key),
           std::string(kHint));
    }
    settings.tokens.push_back(std::move(token));
  }
}

/// TOML has no order of keys, people have: of several patterns the last counts.
void set_services(Settings& settings, const toml::node& node, const Place& place) {
  std::vector<std::pair<toml::source_index, ServicePath>> rows;
  for (const auto& [pattern, value] : section_value(node, place, "\"shop/basket/\" = \"basket\"")) {
    const Place here = {place.file, std::string(pattern.str()), value.source().begin.line};
    rows.emplace_back(
        here.line, ServicePath{here.key, value.is_array() ? list_value(value, here)
                                                          : std::vector{text_value(value, here)}});
  }
  std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.first; });
  for (auto& [line, row] : rows) settings.service_paths.push_back(std::move(row));
}

void set_cooldown(Settings& settings, const toml::node& node, const Place& place) {
  const std::optional<TypedDuration> cooldown = parse_duration(text_value(node, place));
  if (!cooldown) {
    fail(place, fmt::format("'{}' is no duration.", place.key), "Write it as: cooldown = \"24h\"");
  }
  settings.cooldown = cooldown->length;
}

constexpr Key kRecurrenceKeys[] = {
    {"cooldown", set_cooldown},
    {"verdicts_from_network",
     [](Settings& settings, const toml::node& node, const Place& place) {
       settings.verdicts_from =
           flag_value(node, place) ? VerdictsFrom::kNetwork : VerdictsFrom::kThisMachine;
     }},
};

void set_edit_url(Settings& settings, const toml::node& node, const Place& place) {
  settings.edit_url = text_value(node, place);
  const bool is_web =
      settings.edit_url.starts_with("https://") || settings.edit_url.starts_with("http://");
  if (is_web && settings.edit_url.find("{path}") != std::string::npos) return;
  fail(place, fmt::format("'{}' is no address with a {{path}} in it.", place.key),
       "Write it as: edit_url = \"https://host/repo/edit/main/{path}#L{line}\"");
}

constexpr Key kPageKeys[] = {{"edit_url", set_edit_url}};

/// Names as a browser's Host header has them; an address or a pattern would silently never match.
void set_hosts(Settings& settings, const toml::node& node, const Place& place) {
  settings.hosts = list_value(node, place);
  for (const std::string& host : settings.hosts) {
    if (host.find_first_of("/*@ ") == std::string::npos) continue;
    fail(place, fmt::format("'{}' is no name of a host.", host),
         "Write it as: hosts = [\"dejavu.example.org\"]");
  }
}

constexpr Key kServerKeys[] = {{"hosts", set_hosts}};

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
    {"lint",
     [](Settings& settings, const toml::node& node, const Place& place) {
       set_keys(settings, section_value(node, place, "off = [\"blame-we\"]"), place, kLintKeys);
     }},
    {"recurrence",
     [](Settings& settings, const toml::node& node, const Place& place) {
       set_keys(settings, section_value(node, place, "cooldown = \"24h\""), place, kRecurrenceKeys);
     }},
    {"page",
     [](Settings& settings, const toml::node& node, const Place& place) {
       set_keys(settings, section_value(node, place, "edit_url = \"https://…/{path}\""), place,
                kPageKeys);
     }},
    {"server",
     [](Settings& settings, const toml::node& node, const Place& place) {
       set_keys(settings, section_value(node, place, "hosts = [\"dejavu.example.org\"]"), place,
                kServerKeys);
     }},
    {"secrets",
     [](Settings& settings, const toml::node& node, const Place& place) {
       set_keys(settings, section_value(node, place, "allow = [\"0123456789ab\"]"), place,
                kSecretsKeys);
     }},
    {"services", set_services},
    {"tokens", set_tokens},
};

void apply_file(Settings& settings) {
  const fs::path path = settings.corpus / kSettingsFile;
  std::error_code failure;
  if (!fs::exists(path, failure)) return;
  const std::string text = read_file(path, kMaxSettingsBytes);
  try {
    set_keys(settings, toml::parse(text, path.string()), {path.string(), {}}, kKeys);
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
