// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/parse.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "core/base/text.h"
#include "core/postmortem/action_items.h"
#include "core/postmortem/encoding.h"
#include "core/postmortem/field_table.h"
#include "core/postmortem/fields.h"
#include "core/postmortem/front_matter.h"
#include "core/postmortem/identity.h"
#include "core/postmortem/plain_metadata.h"
#include "core/postmortem/sections.h"
#include "core/postmortem/timeline.h"
#include "core/secrets/mask.h"

namespace dejavu {
namespace {

using std::chrono::days;

/// A date found in a text that is no field, and where.
struct Clue {
  Moment moment;
  std::string_view place;
  int line = 1;
};

/// "Reviewed on: 2023-11-20": when the file was written, or when it was over, is not the start.
bool is_of_another_day(std::string_view line) {
  static const RE2 name(
      "(?i)^\\W*(?:last\\s+|date\\s+)?(?:reviewed|review|created|updated|modified|edited|written|"
      "published|generated|exported|resolved|closed|end|ended|due)\\b[^:]{0,20}:");
  return RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), name);
}

/// More of a file are masked, and counted: what follows the first is known by then.
constexpr std::size_t kMostSecretDiagnostics = 20;

std::vector<Diagnostic> diagnostics_of(const std::vector<SecretFinding>& secrets) {
  std::vector<Diagnostic> diagnostics;
  for (const SecretFinding& secret : secrets) {
    if (diagnostics.size() == kMostSecretDiagnostics) {
      diagnostics.back().message +=
          fmt::format(" {} more follow.", secrets.size() - kMostSecretDiagnostics);
      break;
    }
    diagnostics.push_back(
        {secret.line, secret.column, DiagnosticLevel::kError, "secret-masked",
         fmt::format("What looks like {} was masked; revoke it (rule {}, fingerprint {}).",
                     secret.what, secret.rule, secret.fingerprint)});
  }
  return diagnostics;
}

/// One file on its way from bytes to value. Each step reads what the steps before it left.
class Parse {
 public:
  Parse(std::string_view path, std::string_view bytes, std::span<const std::string> allowed)
      : path_(read_path(path)), decoded_(decode_text(bytes)) {
    postmortem_.path = std::string(path);
    append(decoded_.diagnostics);
    Masked masked = mask_secrets(std::move(decoded_.text), allowed);
    decoded_.text = std::move(masked.text);
    secrets_ = diagnostics_of(masked.findings);
  }

  Postmortem run() {
    read_facts();
    read_body();
    name_it();
    derive_start();
    number_actions();
    postmortem_.kind = kind_of(path_, postmortem_);
    check();
    append(secrets_);
    std::ranges::stable_sort(postmortem_.diagnostics, [](const auto& a, const auto& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return std::move(postmortem_);
  }

 private:
  void append(const std::vector<Diagnostic>& diagnostics) {
    postmortem_.diagnostics.insert(postmortem_.diagnostics.end(), diagnostics.begin(),
                                   diagnostics.end());
  }

  void note(int line, DiagnosticLevel level, std::string code, std::string message) {
    postmortem_.diagnostics.push_back({line, 1, level, std::move(code), std::move(message)});
  }

  void read_facts() {
    dates_.order = guess_date_order(decoded_.text);
    if (path_.date) dates_.near = path_.date->day;
    front_matter_ = read_front_matter(decoded_.text);
    append(front_matter_.document.diagnostics);
    postmortem_ = with_fields(std::move(postmortem_), front_matter_.document.root, dates_);
    find_start_zone(front_matter_.document.root);
  }

  /// Times of the timeline that name no zone are of the clock by which the start was written.
  void find_start_zone(const MetaValue& facts) {
    for (std::size_t i = 0; i < facts.items.size(); ++i) {
      const FieldRow* row = find_field_row(normal_key(facts.keys[i]));
      if (row == nullptr || row->name != "started_at") continue;
      const auto reading = read_date_value(facts.items[i].scalar, dates_);
      const bool is_start = reading && (!reading->has_date ||  // "Start time: 06:52 PT"
                                        reading->moment == postmortem_.started_at);
      if (is_start && !start_zone_) start_zone_ = reading->zone;
    }
  }

  void read_body() {
    const std::string_view body = std::string_view(decoded_.text).substr(front_matter_.body_offset);
    MarkdownDocument document = read_markdown(body, front_matter_.body_line);
    append(document.diagnostics);
    blocks_ = with_implied_headings(std::move(document.blocks));
    title_block_ = find_title_heading(blocks_);
    sections_ = cut_sections(blocks_, {body, front_matter_.body_line, title_block_});
    read_body_facts();
    dates_.day = likely_day();
    DateContext of_timeline = dates_;
    of_timeline.zone = start_zone_;
    postmortem_.timeline = read_timeline(blocks_, sections_, of_timeline, postmortem_.started_at);
    if (postmortem_.action_items.empty()) {
      postmortem_.action_items = read_action_items(blocks_, sections_, dates_);
    }
    for (SectionBlocks& section : sections_) {
      postmortem_.sections.push_back(std::move(section.section));
    }
  }

  /// A front matter with a title is complete; else the body is searched for facts as well.
  void read_body_facts() {
    const MetaValue facts = read_plain_metadata(blocks_, sections_);
    if (facts.kind == MetaValue::Kind::kNull) return;
    postmortem_ = with_fields(std::move(postmortem_), facts, dates_);
    find_start_zone(facts);
  }

  /// The day that times of the timeline belong to when nothing nearer says so.
  std::optional<std::chrono::sys_days> likely_day() const {
    if (postmortem_.started_at) return std::chrono::floor<days>(postmortem_.started_at->at);
    if (title_block_ < blocks_.size()) {
      if (const auto reading = find_date(blocks_[title_block_].text, dates_)) return reading->day;
    }
    return path_.date ? path_.date->day : std::nullopt;
  }

  void name_it() {
    if (postmortem_.id.empty()) {
      DerivedId derived = derive_id(path_);
      postmortem_.id = std::move(derived.id);
      postmortem_.id_source = derived.source;
    }
    title_source_ = postmortem_.title;
    if (title_source_.empty()) title_source_ = title_at(blocks_, title_block_);
    std::string title = clean_title(title_source_);
    if (title.empty()) {
      title = title_from_stem(path_.stem);
      note(1, DiagnosticLevel::kNote, "title-from-file-name",
           fmt::format("The file has no title; \"{}\" was taken from its name.", title));
    }
    postmortem_.title = title.empty() ? "Untitled" : std::move(title);
  }

  std::optional<Clue> start_clue() const {
    for (const auto& [key, value] : postmortem_.extra) {
      const bool is_path =
          key == "path" || key == "url" || key == "slug" || key == "aliases" || key == "permalink";
      const auto reading = is_path ? find_date(value, {}) : std::nullopt;
      if (reading) return Clue{*reading->moment, "the address in the front matter"};
    }
    for (const TimelineEntry& entry : postmortem_.timeline) {
      if (entry.at) return Clue{*entry.at, "the first entry of the timeline", entry.line};
    }
    if (const auto reading = find_date(title_source_, dates_)) {
      return Clue{*reading->moment, "the title",
                  title_block_ < blocks_.size() ? blocks_[title_block_].line : 1};
    }
    if (path_.date) return Clue{*path_.date->moment, "the file name"};
    return text_clue();
  }

  /// The first date of the text before or in the summary.
  std::optional<Clue> text_clue() const {
    constexpr std::size_t kSearchedBytes = 2000;  // an incident is dated in its first sentences
    for (const Section& section : postmortem_.sections) {
      const bool is_early = section.kind == SectionKind::kSummary ||
                            section.kind == SectionKind::kTimeline ||
                            (section.kind == SectionKind::kOther && section.level <= 1);
      if (!is_early) continue;
      for (const std::string_view line : split_lines(truncate_utf8(section.text, kSearchedBytes))) {
        const auto reading = is_of_another_day(line) ? std::nullopt : find_date(line, dates_);
        if (reading) return Clue{*reading->moment, "the text", section.line};
      }
    }
    return std::nullopt;
  }

  void derive_start() {
    if (postmortem_.started_at) return;
    const auto clue = start_clue();
    if (!clue) return;
    start_is_derived_ = true;
    postmortem_.started_at = clue->moment;
    postmortem_.started_at->until.reset();
    note(clue->line, DiagnosticLevel::kNote, "start-derived",
         fmt::format("The file does not say when it started; {} was taken from {}.",
                     format_moment(*postmortem_.started_at), clue->place));
  }

  void number_actions() {
    for (std::size_t i = 0; i < postmortem_.action_items.size(); ++i) {
      ActionItem& action = postmortem_.action_items[i];
      if (action.id.empty()) action.id = fmt::format("AI-{}", i + 1);
    }
  }

  void check() {
    check_order();
    check_file_date();
    if (postmortem_.kind == FileKind::kIncident) return;
    note(1, DiagnosticLevel::kNote,
         postmortem_.kind == FileKind::kTemplate ? "file-is-template" : "file-is-no-incident",
         postmortem_.kind == FileKind::kTemplate
             ? "The file is a template; it is indexed, but it is no incident."
             : "The file's name is not that of an incident; it is indexed, but counts as none.");
  }

  void check_order() {
    const auto& start = postmortem_.started_at;
    if (!start) return;
    for (const MomentField& field : kMomentFields) {
      const auto& moment = postmortem_.*field.member;
      if (!moment || moment->at >= start->at) continue;
      const bool is_same_day =
          moment->precision <= Precision::kDay && moment->at == std::chrono::floor<days>(start->at);
      const bool may_come_first = field.name == "detected_at";  // a warning before the impact
      if (is_same_day || may_come_first) continue;
      note(1, DiagnosticLevel::kWarning, "times-contradict",
           fmt::format("{} ({}) is before started_at ({}); both were kept.", field.name,
                       format_moment(*moment), format_moment(*start)));
    }
  }

  void check_file_date() {
    const auto& start = postmortem_.started_at;
    if (!start || start_is_derived_ || !path_.date || start->precision < Precision::kDay ||
        path_.date->moment->precision < Precision::kDay) {
      return;
    }
    if (std::chrono::floor<days>(start->at) == path_.date->day) return;
    note(1, DiagnosticLevel::kNote, "date-differs-from-file-name",
         fmt::format("The file name says {}, the incident started {}.",
                     format_moment(*path_.date->moment), format_moment(*start)));
  }

  PathFacts path_;
  DecodedText decoded_;  // without secrets
  std::vector<Diagnostic> secrets_;
  FrontMatter front_matter_;
  DateContext dates_;
  std::optional<Zone> start_zone_;
  std::vector<Block> blocks_;
  std::size_t title_block_ = 0;
  std::vector<SectionBlocks> sections_;
  std::string title_source_;  // before anything is cut
  bool start_is_derived_ = false;
  Postmortem postmortem_;
};

}  // namespace

Postmortem parse_postmortem(std::string_view path, std::string_view bytes,
                            std::span<const std::string> allowed_secrets) {
  return Parse(path, bytes, allowed_secrets).run();
}

}  // namespace dejavu
