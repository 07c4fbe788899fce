// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/corpus/corpus_rules.h"

#include <cctype>
#include <chrono>
#include <map>
#include <set>

#include "core/base/text.h"

namespace dejavu {
namespace {

using namespace std::chrono_literals;

/// A run of this many words is a sentence that somebody copied.
constexpr std::size_t kSharedWords = 8;

/// The last second that a moment can mean: a day alone may be its evening.
Instant latest(const Moment& moment) {
  if (moment.until) return *moment.until;
  switch (moment.precision) {
    case Precision::kYear: return moment.at + 366 * 24h;
    case Precision::kMonth: return moment.at + 31 * 24h;
    case Precision::kDay: return moment.at + 24h;
    case Precision::kMinute: return moment.at + 1min;
    case Precision::kSecond: return moment.at;
  }
  return moment.at;
}

/// Words in lower case; a sentence's end is a word of its own, so that no run crosses it.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : to_lower_ascii(text) + "\n") {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) {
      word += c;
      continue;
    }
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
    if (c == '.' || c == '\n') words.emplace_back(".");
  }
  return words;
}

std::set<std::string> runs_of(const std::string& text) {
  std::set<std::string> runs;
  std::vector<std::string> last;
  for (std::string& word : words_of(text)) {
    if (word == ".") {
      last.clear();
      continue;
    }
    last.push_back(std::move(word));
    if (last.size() > kSharedWords) last.erase(last.begin());
    if (last.size() < kSharedWords) continue;
    std::string run;
    for (const std::string& part : last) run += part + " ";
    runs.insert(std::move(run));
  }
  return runs;
}

}  // namespace

std::vector<std::string> facts_are_complete(const Postmortem& postmortem) {
  std::vector<std::string> faults;
  const auto need = [&](const char* what, std::size_t size) {
    if (size == 0) faults.push_back(postmortem.path + ": no " + what);
  };
  const bool own_id = postmortem.id_source == IdSource::kFrontMatter;
  need("id of its own", own_id ? postmortem.id.size() : 0);
  need("title", postmortem.title.size());
  need("severity", postmortem.severity.size());
  need("start", postmortem.started_at ? 1 : 0);
  need("source", postmortem.sources.size());
  need("tag", postmortem.tags.size());
  need("summary", section_text(postmortem, SectionKind::kSummary).size());
  need("resolution", section_text(postmortem, SectionKind::kResolution).size());
  return faults;
}

std::vector<std::string> parser_is_content(const Postmortem& postmortem) {
  std::vector<std::string> faults;
  for (const Diagnostic& diagnostic : postmortem.diagnostics) {
    if (diagnostic.level == DiagnosticLevel::kNote) continue;
    faults.push_back(postmortem.path + ":" + std::to_string(diagnostic.line) + ": " +
                     diagnostic.code + ": " + diagnostic.message);
  }
  return faults;
}

std::vector<std::string> times_are_in_order(const Postmortem& postmortem) {
  std::vector<std::string> faults;
  const MomentField* before = nullptr;
  for (const MomentField& field : kMomentFields) {
    const std::optional<Moment>& moment = postmortem.*field.member;
    if (!moment) continue;
    if (before != nullptr && latest(*moment) < (postmortem.*before->member)->at) {
      faults.push_back(postmortem.path + ": " + std::string(field.name) + " is before " +
                       std::string(before->name));
    }
    before = &field;
  }
  return faults;
}

std::vector<std::string> name_tells_the_day(const Postmortem& postmortem) {
  if (!postmortem.started_at) return {};
  const std::string day = format_day(postmortem.started_at->at);
  const std::string begin = postmortem.path.substr(0, day.size());
  if (begin == day) return {};
  return {postmortem.path + ": it started on " + day};
}

std::vector<std::string> ids_are_unique(const std::vector<Postmortem>& corpus) {
  std::vector<std::string> faults;
  std::map<std::string, std::string> path_of;
  for (const Postmortem& postmortem : corpus) {
    const auto [place, is_new] = path_of.emplace(postmortem.id, postmortem.path);
    if (!is_new) faults.push_back(postmortem.path + ": has the id of " + place->second);
  }
  return faults;
}

std::vector<std::string> relations_resolve(const std::vector<Postmortem>& corpus) {
  std::set<std::string> ids;
  for (const Postmortem& postmortem : corpus) ids.insert(postmortem.id);
  std::vector<std::string> faults;
  for (const Postmortem& postmortem : corpus) {
    for (const Relation& relation : postmortem.relations) {
      if (relation.id != postmortem.id && ids.count(relation.id) > 0) continue;
      faults.push_back(postmortem.path + ":" + std::to_string(relation.line) + ": " +
                       std::string(name_of(relation.kind)) + " " + relation.id +
                       " leads to no other file");
    }
  }
  return faults;
}

std::vector<std::string> sentences_are_not_shared(const std::vector<Postmortem>& corpus) {
  std::vector<std::string> faults;
  std::map<std::string, std::string> path_of;
  for (const Postmortem& postmortem : corpus) {
    std::string text;
    for (const Section& section : postmortem.sections) text += section.text + "\n";
    for (const std::string& run : runs_of(text)) {
      const auto [place, is_new] = path_of.emplace(run, postmortem.path);
      if (!is_new) faults.push_back(postmortem.path + ": as in " + place->second + ": " + run);
    }
  }
  return faults;
}

}  // namespace dejavu
