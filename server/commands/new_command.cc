// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/new_command.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/git/git_author.h"
#include "core/postmortem/front_matter.h"
#include "core/postmortem/parse.h"
#include "server/commands/template_file.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// An id stands at the head of a file or in its relations.
constexpr std::size_t kMaxHeadBytes = std::size_t{64} << 10;

/// A template is written by hand.
constexpr std::size_t kMaxTemplateBytes = std::size_t{1} << 20;

/// What a list of files shows of a name on one line.
constexpr std::size_t kMaxSlugBytes = 60;

/// Calls `see` with the path and the head of every file of the corpus.
template <typename See>
void for_each_head(const Settings& settings, See see) {
  std::error_code ignored;
  if (!fs::is_directory(settings.corpus, ignored)) return;
  for (const WalkedFile& file : walk_corpus(settings.corpus, settings.extensions).files) {
    try {
      const std::string text = read_file(settings.corpus / file.path, kMaxFileBytes);
      see(file.path, std::string_view(text).substr(0, kMaxHeadBytes));
    } catch (const Error&) {
      continue;  // what cannot be read takes no number
    }
  }
}

/// The largest number that follows `prefix` anywhere in `text`, or 0.
int largest_number(std::string_view text, std::string_view prefix) {
  int largest = 0;
  for (std::size_t at = text.find(prefix); at != std::string_view::npos;
       at = text.find(prefix, at + 1)) {
    const char* begin = text.data() + at + prefix.size();
    int number = 0;
    std::from_chars(begin, text.data() + text.size(), number);
    constexpr int kMostSensible = 999'999;  // more digits are no number of an incident
    if (number <= kMostSensible) largest = std::max(largest, number);
  }
  return largest;
}

/// An id that is only mentioned is taken, too: its file may be on another branch.
std::string next_id(const Settings& settings, std::string_view year) {
  const std::string prefix = fmt::format("PM-{}-", year);
  int largest = 0;
  for_each_head(settings, [&](const std::string& path, std::string_view head) {
    largest = std::max({largest, largest_number(path, prefix), largest_number(head, prefix)});
  });
  return fmt::format("{}{:03}", prefix, largest + 1);
}

std::string checked_id(const Settings& settings, const std::string& wanted) {
  std::string id = collapse_blanks(printable(wanted));
  if (id.empty()) throw Error(ErrorKind::kInvalid, "An id has to have letters or digits.");
  std::string holder;
  for_each_head(settings, [&](const std::string& path, std::string_view head) {
    if (holder.empty() && parse_postmortem(path, head).id == id) holder = path;
  });
  if (holder.empty()) return id;
  throw Error(ErrorKind::kInvalid, fmt::format("{} has the id {} already.", holder, id),
              "Leave out --id, and the next free one is taken.");
}

/// "PM-2026-008-checkout-refused-every-card.md"
std::string file_name(const std::string& id, const std::string& title) {
  std::string name = id;
  std::ranges::replace_if(
      name, [](char c) { return c == '/' || c == '\\' || c == ' ' || c == '\t'; }, '-');
  const std::string slugged = slug(to_lower_ascii(title));
  std::string_view words = truncate_utf8(slugged, kMaxSlugBytes);
  const bool was_cut = words.size() < slugged.size() && slugged[words.size()] != '-';
  const std::size_t dash = words.rfind('-');
  if (was_cut && dash != std::string_view::npos) words = words.substr(0, dash);
  return fmt::format("{}{}{}.md", name, words.empty() ? "" : "-", words);
}

std::string template_text(const Settings& settings) {
  const fs::path own = settings.corpus / kTemplateFile;
  std::error_code ignored;
  if (fs::exists(own, ignored)) return read_file(own, kMaxTemplateBytes);
  return std::string(template_files().front().content);
}

struct Placeholder {
  std::string_view name;
  std::string value;
};

std::string with(std::string text, const Placeholder& placeholder) {
  for (std::size_t at = text.find(placeholder.name); at != std::string::npos;
       at = text.find(placeholder.name, at + placeholder.value.size())) {
    text.replace(at, placeholder.name.size(), placeholder.value);
  }
  return text;
}

/// Letters, digits and dashes with a digit among them: what YAML takes for a text by itself.
bool is_plain(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return !text.empty() && kLetters.find(text.front()) != std::string_view::npos &&
         text.find_first_of(kDigits) != std::string_view::npos &&
         std::ranges::all_of(text, [&](char c) {
           return c == '-' || kDigits.find(c) != std::string_view::npos ||
                  kLetters.find(c) != std::string_view::npos;
         });
}

/// A text as YAML, TOML and JSON all write it.
std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The template with its placeholders filled in: facts as values of the front matter, and as they
/// are below it.
std::string filled_in(const std::string& text, const std::vector<Placeholder>& facts) {
  const std::size_t body = read_front_matter(text).body_offset;
  std::string head = text.substr(0, body);
  std::string rest = text.substr(body);
  for (const Placeholder& fact : facts) {
    const bool stays = fact.name == "{{date}}" || fact.value.empty() ||
                       (text.starts_with("---") && is_plain(fact.value));
    const std::string value = stays ? fact.value : quoted(fact.value);
    // A template may have the quotes already: title: "{{title}}".
    if (!stays) head = with(std::move(head), {fmt::format("\"{}\"", fact.name), value});
    head = with(std::move(head), {fact.name, value});
    rest = with(std::move(rest), fact);
  }
  return head + rest;
}

/// Creates the file, or says that there is one; no moment between looking and writing.
void write_new(const fs::path& path, std::string_view content) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0 && errno == EEXIST) {
    throw Error(ErrorKind::kInvalid, fmt::format("{} is there already.", path.string()),
                "Nothing was written.");
  }
  if (file >= 0) close(file);
  if (file < 0) {
    throw Error(ErrorKind::kIo,
                fmt::format("{} cannot be written: {}.", path.string(), std::strerror(errno)));
  }
  write_file_atomically(path, content);
}

}  // namespace

int run_new(const CommandContext& context, const NewRequest& request) {
  const Settings& settings = context.settings;
  const std::string title = collapse_blanks(printable(request.title));
  if (title.empty()) {
    throw Error(ErrorKind::kInvalid, "A postmortem needs a title.",
                "Say what broke: dejavu new \"Checkout refused every card\"");
  }
  const std::string day = format_day(context.text.now);
  const std::string id = request.id ? checked_id(settings, *request.id)
                                    : next_id(settings, std::string_view(day).substr(0, 4));
  const fs::path folder = request.dir ? *request.dir : settings.corpus;
  std::error_code failure;
  fs::create_directories(folder, failure);
  const fs::path path = (folder / file_name(id, title)).lexically_normal();
  write_new(path, filled_in(template_text(settings), {{"{{id}}", id},
                                                      {"{{title}}", title},
                                                      {"{{date}}", day},
                                                      {"{{author}}", git_author(folder)}}));
  std::cout << path.string() << '\n';
  return kExitAnswered;
}

}  // namespace dejavu
