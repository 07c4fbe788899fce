// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/synonyms.h"

namespace dejavu {

/// What `dejavu check` is told by a corpus.
struct LintSettings {
  std::vector<std::string> off;        // codes of findings that are not wanted
  std::vector<std::string> blameless;  // "phrase => suggestion", besides the bundled ones

  bool operator==(const LintSettings&) const = default;
};

/// Which services the files of a code repository belong to.
struct ServicePath {
  std::string pattern;  // as in CODEOWNERS: "shop/basket/", "*.sql" (docs/PREFLIGHT.md)
  std::vector<std::string> services;

  bool operator==(const ServicePath&) const = default;
};

/// Somebody who may use the server from elsewhere (docs/OPERATIONS.md).
struct AccessToken {
  std::string name;    // who: stands in the ledger for the decisions sent with it
  std::string sha256;  // of the token, 64 lower case hexadecimal digits

  bool operator==(const AccessToken&) const = default;
};

/// Who may add verdicts over HTTP: only programs of this machine, or everybody who can reach it.
enum class VerdictsFrom { kThisMachine, kNetwork };

/// What all programs know about the corpus before they do anything. Each source overrides the one
/// before it: defaults, `dejavu.toml` in the corpus root, environment, command line.
struct Settings {
  std::filesystem::path corpus;   // absolute
  std::filesystem::path index;    // absolute; `<corpus>/.dejavu` unless said otherwise
  bool corpus_was_named = false;  // by flag or environment, not found by looking around
  std::vector<std::string> extensions = {".md", ".markdown", ".qmd", ".mdx", ".md.erb"};
  std::vector<std::string> exclude;    // shell patterns of paths that are not read
  bool thesaurus = true;               // whether the bundled groups of synonyms are used
  std::vector<SynonymGroup> synonyms;  // the team's own, by name
  LintSettings lint;
  std::vector<ServicePath> service_paths;    // in the order of the file
  std::vector<std::string> allowed_secrets;  // fingerprints that are not masked (docs/SECRETS.md)
  std::chrono::seconds cooldown = std::chrono::hours(24);  // docs/RECURRENCE.md
  VerdictsFrom verdicts_from = VerdictsFrom::kThisMachine;
  std::vector<AccessToken> tokens;  // by name; empty: everybody who can reach the server may read
  std::vector<std::string> hosts;   // names that the server answers to, besides its addresses
  std::string
      edit_url;  // of a code host, with {path} and perhaps {line}; empty: pages link to none

  bool operator==(const Settings&) const = default;
};

/// Where settings come from. Main fills this in; nothing below main looks at the environment.
struct SettingsSources {
  std::filesystem::path working_dir;                // absolute
  std::optional<std::string> environment_corpus{};  // DEJAVU_CORPUS
  std::optional<std::string> environment_index{};   // DEJAVU_INDEX
  std::optional<std::string> flag_corpus{};         // --corpus
  std::optional<std::string> flag_index{};          // --index
};

/// The file in a corpus root that holds its settings, and marks the root.
inline constexpr std::string_view kSettingsFile = "dejavu.toml";

/// The index directory in a corpus root when none is named; marks the root too.
inline constexpr std::string_view kDefaultIndex = ".dejavu";

/// A corpus that nobody names is the nearest folder from the working directory upwards that holds
/// one of the two marks, else the working directory. Relative paths of flags and environment start
/// at the working directory, those of dejavu.toml at the corpus root. An empty environment variable
/// counts as absent. Throws Error kInvalid for a dejavu.toml that cannot be understood, with its
/// line.
Settings load_settings(const SettingsSources& sources);

}  // namespace dejavu
