// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/base/text.h"
#include "core/postmortem/date_doubts.h"
#include "core/postmortem/field_table.h"
#include "core/postmortem/vocabulary.h"

namespace dejavu {
namespace {

using Kind = MetaValue::Kind;

/// Ids end up in terms, addresses and file names.
constexpr std::size_t kMaxIdBytes = 200;

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

bool is_truth(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  return lower == "true" || lower == "yes";
}

bool is_bool(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  return is_truth(lower) || lower == "false" || lower == "no";
}

/// The texts of a value: one of a scalar, all of a list; what is nested deeper is not among them.
std::vector<std::string> texts_of(const MetaValue& value) {
  std::vector<std::string> texts;
  if (value.kind == Kind::kScalar && !trim(value.scalar).empty()) {
    texts.emplace_back(trim(value.scalar));
  }
  for (const MetaValue& item : value.items) {
    if (item.kind == Kind::kScalar && !trim(item.scalar).empty()) {
      texts.emplace_back(trim(item.scalar));
    }
  }
  return texts;
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (!trim(text.substr(0, comma)).empty()) parts.emplace_back(trim(text.substr(0, comma)));
    text.remove_prefix(std::min(text.size(), comma + 1));
  }
  return parts;
}

class FieldWriter {
 public:
  FieldWriter(Postmortem postmortem, const DateContext& dates)
      : postmortem_(std::move(postmortem)), dates_(dates) {
    const auto& start = postmortem_.started_at;
    if (start && !dates_.day) dates_.day = std::chrono::floor<std::chrono::days>(start->at);
  }

  Postmortem write(const MetaValue& root) {
    // Own names first, so that `date` does not take the place of `started_at`.
    write_entries(root, true);
    write_entries(root, false);
    // `extra` is in file order, whatever the order of reading.
    std::ranges::stable_sort(extra_, {}, &Extra::line);
    for (Extra& extra : extra_) {
      postmortem_.extra.emplace_back(std::move(extra.key), std::move(extra.text));
    }
    return std::move(postmortem_);
  }

 private:
  struct Extra {
    int line;
    std::string key;
    std::string text;
  };

  /// Those whose key is the field's own name, or the others.
  void write_entries(const MetaValue& root, bool own_names) {
    for (std::size_t i = 0; i < root.items.size(); ++i) {
      const std::string key = normal_key(root.keys[i]);
      const FieldRow* row = field_of(key, root.items[i]);
      const bool is_own = row != nullptr && row->name == key;
      if (is_own && own_names) own_names_.insert(row->name);
      if (is_own == own_names) write_entry(row, root.keys[i], root.items[i]);
    }
  }

  /// "resolved: true" is no time, whatever the key means elsewhere.
  static const FieldRow* field_of(std::string_view key, const MetaValue& value) {
    const FieldRow* row = find_field_row(key);
    const bool is_moment =
        row != nullptr && std::holds_alternative<std::optional<Moment> Postmortem::*>(row->target);
    return is_moment && is_bool(value.scalar) ? nullptr : row;
  }

  void note(const MetaValue& value, DiagnosticLevel level, std::string code, std::string message) {
    postmortem_.diagnostics.push_back(
        {value.line, value.column, level, std::move(code), std::move(message)});
  }

  void write_entry(const FieldRow* row, const std::string& key, const MetaValue& value) {
    if (value.kind == Kind::kNull) return;
    const bool is_repeated = row != nullptr && !std::holds_alternative<RelationKind>(row->target) &&
                             !written_.insert(row->name).second;
    if (is_repeated && says_it_more_exactly(*row, value)) return;
    if (is_repeated) {
      note(value, DiagnosticLevel::kWarning, "field-repeated",
           fmt::format("\"{}\" means {}, which is given already; the first value counts.",
                       printable(key), row->name));
    }
    if (row == nullptr || is_repeated || !write_field(*row, value)) keep(key, value);
  }

  /// False when the value could not be used and is to be kept as it is.
  bool write_field(const FieldRow& row, const MetaValue& value) {
    return std::visit(
        Overloaded{
            [&](std::string Postmortem::*member) { return write_text(row, member, value); },
            [&](std::vector<std::string> Postmortem::*member) {
              return write_list(member, texts_of(value), value);
            },
            [&](const CommaList& list) {
              std::vector<std::string> texts = texts_of(value);
              if (value.kind == Kind::kScalar) texts = split_at_commas(value.scalar);
              return write_list(list.member, std::move(texts), value);
            },
            [&](std::optional<Moment> Postmortem::*member) {
              return write_moment(row, member, value);
            },
            [&](RelationKind kind) { return write_relations(kind, value); },
            [&](SpecialField field) { return write_special(row, field, value); },
        },
        row.target);
  }

  bool write_text(const FieldRow& row, std::string Postmortem::*member, const MetaValue& value) {
    if (value.kind != Kind::kScalar) {
      unexpected(row, value, "one text");
      return false;
    }
    if (!(postmortem_.*member).empty()) return false;
    postmortem_.*member = collapse_blanks(value.scalar);
    return true;
  }

  bool write_list(std::vector<std::string> Postmortem::*member, std::vector<std::string> texts,
                  const MetaValue& value) {
    std::vector<std::string>& list = postmortem_.*member;
    const bool was_empty = list.empty();
    if (!was_empty) return false;
    list = std::move(texts);
    // What is nested in a list of texts is kept elsewhere.
    return std::ranges::none_of(value.items, [](const MetaValue& item) {
      return item.kind == Kind::kMap || item.kind == Kind::kList;
    });
  }

  bool write_moment(const FieldRow& row, std::optional<Moment> Postmortem::*member,
                    const MetaValue& value) {
    if (value.kind != Kind::kScalar) {
      unexpected(row, value, "a date");
      return false;
    }
    if ((postmortem_.*member).has_value()) return false;
    const auto reading = read_date(row.name, value);
    if (!reading || !reading->moment) return false;
    postmortem_.*member = not_before_start(*reading);
    if (row.name == "started_at") dates_.day = reading->day;
    return true;
  }

  /// A clock without a date is of the day of the start, or of the night behind it.
  Moment not_before_start(const DateReading& reading) const {
    Moment moment = *reading.moment;
    const auto& start = postmortem_.started_at;
    const bool is_past_midnight = !reading.has_date && start &&
                                  start->precision >= Precision::kMinute && moment.at < start->at;
    if (is_past_midnight) moment.at += std::chrono::days{1};
    return moment;
  }

  /// "Start time: 06:52 UTC" behind "Date: 2024-04-03" is no second start.
  bool says_it_more_exactly(const FieldRow& row, const MetaValue& value) {
    const auto* member = std::get_if<std::optional<Moment> Postmortem::*>(&row.target);
    if (member == nullptr || own_names_.contains(row.name)) return false;
    auto& known = postmortem_.**member;
    if (!known || known->precision != Precision::kDay || known->until) return false;
    DateContext on_that_day = dates_;
    on_that_day.day = std::chrono::floor<std::chrono::days>(known->at);
    const auto reading = read_date_value(value.scalar, on_that_day);
    const bool is_same_day = reading && reading->moment && reading->day == on_that_day.day;
    if (!is_same_day || reading->moment->precision < Precision::kMinute) return false;
    note_doubts(row.name, value, *reading);
    known = not_before_start(*reading);
    return true;
  }

  void note_doubts(std::string_view name, const MetaValue& value, const DateReading& reading) {
    for (const DateDoubt doubt : reading.doubts) {
      Diagnostic diagnostic = describe(doubt, reading, value.scalar);
      diagnostic.line = value.line;
      diagnostic.column = value.column;
      diagnostic.message = fmt::format("{}: {}", name, diagnostic.message);
      postmortem_.diagnostics.push_back(std::move(diagnostic));
    }
  }

  /// A date, with what is doubtful about it as diagnostics.
  std::optional<DateReading> read_date(std::string_view name, const MetaValue& value) {
    if (trim(value.scalar).empty()) return std::nullopt;
    auto reading = read_date_value(value.scalar, dates_);
    if (!reading) {
      note(value, DiagnosticLevel::kWarning, "date-unreadable",
           fmt::format("{}: \"{}\" is no date that could be read; it was left out.", name,
                       excerpt(value.scalar, kQuoteBytes)));
      return std::nullopt;
    }
    note_doubts(name, value, *reading);
    return reading;
  }

  bool write_special(const FieldRow& row, SpecialField field, const MetaValue& value) {
    if (field == SpecialField::kFactors) return write_factors(value);
    if (field == SpecialField::kActions) return write_actions(value);
    if (value.kind != Kind::kScalar) {
      unexpected(row, value, "one text");
      return false;
    }
    const std::string text = collapse_blanks(value.scalar);
    switch (field) {
      case SpecialField::kId: return write_id(text, value);
      case SpecialField::kVisibility:
        postmortem_.restricted = postmortem_.restricted || text == "restricted" ||
                                 text == "confidential" || text == "private" || is_truth(text);
        return postmortem_.restricted || text == "open" || text == "public" || is_bool(text);
      case SpecialField::kSeverity:
        if (!postmortem_.severity.empty()) return false;
        postmortem_.severity = severity_from(text);
        postmortem_.severity_text = text;
        return true;
      case SpecialField::kDraft:
        if (is_truth(text) && postmortem_.status.empty()) postmortem_.status = "draft";
        return is_bool(text);
      default: return false;
    }
  }

  bool write_id(const std::string& text, const MetaValue& value) {
    if (text.empty() || !postmortem_.id.empty()) return false;
    postmortem_.id = std::string(truncate_utf8(text, kMaxIdBytes));
    postmortem_.id_source = IdSource::kFrontMatter;
    if (postmortem_.id.size() < text.size()) {
      note(value, DiagnosticLevel::kWarning, "id-too-long",
           fmt::format("The id has more than {} bytes; it was cut.", kMaxIdBytes));
    }
    return true;
  }

  /// Every item of a list, or the value itself.
  static std::vector<const MetaValue*> each(const MetaValue& value) {
    std::vector<const MetaValue*> items;
    if (value.kind != Kind::kList) return {&value};
    for (const MetaValue& item : value.items) items.push_back(&item);
    return items;
  }

  /// The scalar below the first of `names` (parted by blanks) that a map has.
  static const MetaValue* find(const MetaValue& map, std::string_view names) {
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(' '), names.size());
      for (std::size_t i = 0; i < map.keys.size(); ++i) {
        if (normal_key(map.keys[i]) == names.substr(0, end)) return &map.items[i];
      }
      names.remove_prefix(std::min(names.size(), end + 1));
    }
    return nullptr;
  }

  static std::string text_at(const MetaValue& map, std::string_view names) {
    const MetaValue* value = find(map, names);
    return value == nullptr ? std::string() : collapse_blanks(value->scalar);
  }

  std::optional<Moment> moment_at(const MetaValue& map, std::string_view names) {
    const MetaValue* value = find(map, names);
    if (value == nullptr) return std::nullopt;
    const auto reading = read_date(names.substr(0, names.find(' ')), *value);
    return reading ? reading->moment : std::nullopt;
  }

  bool write_factors(const MetaValue& value) {
    for (const MetaValue* item : each(value)) {
      ContributingFactor factor{collapse_blanks(item->scalar), {}};
      if (item->kind == Kind::kMap) {
        factor = {text_at(*item, "text factor cause description"), text_at(*item, "category type")};
      }
      if (!factor.text.empty()) postmortem_.contributing_factors.push_back(std::move(factor));
    }
    return true;
  }

  bool write_relations(RelationKind kind, const MetaValue& value) {
    for (const MetaValue* item : each(value)) {
      Relation relation{.kind = kind};
      relation.line = item->line;
      relation.id = collapse_blanks(item->scalar);
      if (item->kind == Kind::kMap) {
        relation.id = text_at(*item, "id incident");
        relation.recurrence_class = text_at(*item, "class");
        relation.by = text_at(*item, "by confirmed_by");
        relation.at = moment_at(*item, "at confirmed_at date");
        relation.reason = text_at(*item, "reason evidence");
        relation.tell_apart = text_at(*item, "tell_apart");
      }
      if (!relation.id.empty()) {
        postmortem_.relations.push_back(std::move(relation));
      } else if (item->kind != Kind::kNull) {
        note(*item, DiagnosticLevel::kWarning, "relation-without-id",
             fmt::format("{} names no incident; it was left out.", name_of(kind)));
      }
    }
    return true;
  }

  bool write_actions(const MetaValue& value) {
    if (!postmortem_.action_items.empty()) return false;
    for (const MetaValue* item : each(value)) {
      ActionItem action;
      action.line = item->line;
      action.text = collapse_blanks(item->scalar);
      if (item->kind == Kind::kMap) action = action_from(*item);
      if (!action.text.empty()) postmortem_.action_items.push_back(std::move(action));
    }
    return true;
  }

  ActionItem action_from(const MetaValue& map) {
    ActionItem action;
    action.line = map.line;
    action.id = text_at(map, "id");
    action.text = text_at(map, "text title action description summary task item");
    action.type = type_from(text_at(map, "type kind category"));
    action.status = status_from(text_at(map, "status state done"));
    action.owner = text_at(map, "owner assignee who responsible");
    action.due = moment_at(map, "due due_date deadline");
    action.done_at = moment_at(map, "done_at completed_at closed_at");
    action.verified_by = text_at(map, "verified_by");
    action.link = text_at(map, "link url ticket issue pr");
    return action;
  }

  void unexpected(const FieldRow& row, const MetaValue& value, std::string_view wanted) {
    note(
        value, DiagnosticLevel::kWarning, "value-unexpected",
        fmt::format("\"{}\" is expected to be {}; the value was kept as it is.", row.name, wanted));
  }

  /// Unknown keys stay readable and searchable: one entry for every scalar, keys dotted.
  void keep(const std::string& key, const MetaValue& value) {
    if (value.kind == Kind::kScalar) {
      extra_.push_back({value.line, key, value.scalar});
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      keep(value.kind == Kind::kMap ? key + '.' + value.keys[i] : key, value.items[i]);
    }
  }

  static constexpr std::size_t kQuoteBytes = 60;

  Postmortem postmortem_;
  DateContext dates_;  // with the day of the start, once it is known
  std::set<std::string_view> written_;
  std::set<std::string_view> own_names_;  // fields that are given under their own name
  std::vector<Extra> extra_;
};

}  // namespace

Postmortem with_fields(Postmortem postmortem, const MetaValue& root, const DateContext& dates) {
  return FieldWriter(std::move(postmortem), dates).write(root);
}

}  // namespace dejavu
