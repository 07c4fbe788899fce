// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/action_items.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "core/base/text.h"
#include "core/postmortem/vocabulary.h"

namespace dejavu {
namespace {

enum class Column { kText, kOwner, kDue, kStatus, kType, kId, kLink, kDone, kCount };

struct ColumnName {
  std::string_view name;
  Column column;
};

/// Names in the head of an action-item table, as whole cells.
constexpr ColumnName kColumnNames[] = {
    {"action", Column::kText},
    {"action item", Column::kText},
    {"action items", Column::kText},
    {"task", Column::kText},
    {"item", Column::kText},
    {"what", Column::kText},
    {"description", Column::kText},
    {"todo", Column::kText},
    {"follow up", Column::kText},
    {"summary", Column::kText},
    {"improvement", Column::kText},
    {"title", Column::kText},
    {"owner", Column::kOwner},
    {"who", Column::kOwner},
    {"assignee", Column::kOwner},
    {"assigned to", Column::kOwner},
    {"responsible", Column::kOwner},
    {"dri", Column::kOwner},
    {"due", Column::kDue},
    {"due date", Column::kDue},
    {"deadline", Column::kDue},
    {"when", Column::kDue},
    {"eta", Column::kDue},
    {"target date", Column::kDue},
    {"status", Column::kStatus},
    {"state", Column::kStatus},
    {"done", Column::kStatus},
    {"type", Column::kType},
    {"kind", Column::kType},
    {"category", Column::kType},
    {"id", Column::kId},
    {"no", Column::kId},
    {"link", Column::kLink},
    {"ticket", Column::kLink},
    {"issue", Column::kLink},
    {"bug", Column::kLink},
    {"jira", Column::kLink},
    {"pr", Column::kLink},
    {"done at", Column::kDone},
    {"completed", Column::kDone},
};

/// What a template leaves, or who has nothing to do writes: no action, and never overdue.
constexpr std::array<std::string_view, 9> kNoActions = {
    "none", "none yet", "n a", "na", "nothing", "no action items", "tbd", "todo", "to do"};

bool says_nothing(std::string_view text) {
  std::string words = slug(to_lower_ascii(text));
  std::ranges::replace(words, '-', ' ');
  return words.empty() || std::ranges::find(kNoActions, words) != kNoActions.end();
}

using Columns = std::array<std::optional<std::size_t>, static_cast<std::size_t>(Column::kCount)>;

Columns columns_of(const TableRow& head) {
  Columns columns;
  for (std::size_t i = 0; i < head.cells.size(); ++i) {
    std::string name = slug(head.cells[i].text);
    std::ranges::replace(name, '-', ' ');
    for (const ColumnName& row : kColumnNames) {
      auto& column = columns[static_cast<std::size_t>(row.column)];
      if (row.name == name && !column) column = i;
    }
    if (head.cells[i].text == "#") columns[static_cast<std::size_t>(Column::kId)] = i;
  }
  return columns;
}

class ActionReader {
 public:
  ActionReader(const std::vector<Block>& blocks, const DateContext& dates)
      : blocks_(blocks), dates_(dates) {}

  void read_section(const SectionBlocks& section) {
    for (std::size_t i = section.begin; i < section.end; ++i) {
      if (blocks_[i].kind == BlockKind::kList) read_list(blocks_[i]);
      if (blocks_[i].kind == BlockKind::kTable) read_table(blocks_[i]);
    }
  }

  /// Outside an action-item section only a table that cannot be anything else counts.
  void read_obvious_tables(const SectionBlocks& section) {
    for (std::size_t i = section.begin; i < section.end; ++i) {
      if (blocks_[i].kind != BlockKind::kTable || blocks_[i].rows.empty()) continue;
      const Columns columns = columns_of(blocks_[i].rows.front());
      const bool has_owner = columns[static_cast<std::size_t>(Column::kOwner)].has_value();
      const bool has_end = columns[static_cast<std::size_t>(Column::kDue)].has_value() ||
                           columns[static_cast<std::size_t>(Column::kStatus)].has_value();
      const auto& text = columns[static_cast<std::size_t>(Column::kText)];
      const bool says_action =
          text && to_lower_ascii(blocks_[i].rows.front().cells[*text].text).starts_with("action");
      if (text && ((has_owner && has_end) || (says_action && (has_owner || has_end)))) {
        read_table(blocks_[i]);
      }
    }
  }

  void read_task_lists(const SectionBlocks& section) {
    for (std::size_t i = section.begin; i < section.end; ++i) {
      for (const ListItem& item : blocks_[i].items) {
        if (item.checkbox != Checkbox::kNone) add(item);
      }
    }
  }

  std::vector<ActionItem> take() { return std::move(actions_); }

 private:
  /// An item is an action with what stands below it, unless it only names a group of actions.
  void read_list(const Block& block) {
    bool in_group = false;
    for (std::size_t i = 0; i < block.items.size(); ++i) {
      const ListItem& item = block.items[i];
      const bool has_children = i + 1 < block.items.size() && block.items[i + 1].depth > item.depth;
      if (item.depth == 0) {
        in_group = has_children && item.checkbox == Checkbox::kNone &&
                   (item.text.ends_with(':') || is_section_name(item.text));
        if (!in_group) add(item);
      } else if (item.checkbox != Checkbox::kNone || (in_group && item.depth == 1)) {
        add(item);
      } else if (!actions_.empty()) {
        actions_.back().text += '\n';
        actions_.back().text += item.text;
      }
    }
  }

  void add(const ListItem& item) {
    ActionItem action;
    action.line = item.line;
    action.text = item.text;
    action.link = item.link;
    if (item.checkbox == Checkbox::kDone || item.struck_out) action.status = ActionStatus::kDone;
    read_remarks(action);
    if (!says_nothing(action.text)) actions_.push_back(std::move(action));
  }

  /// "[DONE] text", "AI-12: text", "text (@alice)", "text (owner: bob, due: 2024-05-01)",
  /// "text (Alice, 2024-05-01)".
  void read_remarks(ActionItem& action) const {
    static const RE2 id("^\\[?([A-Z][A-Z0-9]{0,9}-[0-9]{1,6})\\]?\\s*[:–—-]\\s+");
    static const RE2 owner(
        "(?i)\\b(?:owner|assignee|assigned to|responsible)\\s*:\\s*"
        "([^,;)\\]\\n]{1,80}?)"
        "(?:[,;)\\]\\n]|\\s+\\(|\\s+[–—|-]\\s|\\.?\\s+(?:due|deadline|eta|status)\\b|\\.?$)");
    static const RE2 mention("(?:^|[\\s(\\[])@([A-Za-z0-9][A-Za-z0-9_.-]{0,60})[)\\]]?(?::|$)");
    read_done_marks(action);
    RE2::PartialMatch(action.text, id, &action.id);
    if (!RE2::PartialMatch(action.text, owner, &action.owner)) {
      RE2::PartialMatch(action.text, mention, &action.owner);
    }
    action.due = due_in(action.text);
    if (action.owner.empty() && !action.due) read_owner_and_day(action);
  }

  /// "[DONE] text", "~~text~~", "text ✅", "text (done)", "text – DONE".
  static void read_done_marks(ActionItem& action) {
    static const RE2 before("(?i)^(?:✅|☑|\\[(?:done|x)\\]:?|done:)\\s*");
    static const RE2 behind("(?i)\\s+(?:✅|☑|\\[done\\]|\\(done\\)|[–—-]\\s+done)\\.?$");
    static const RE2 struck("^~~([^~]+)~~$");
    const bool was_struck = RE2::Replace(&action.text, struck, "\\1");
    const bool was_before = RE2::Replace(&action.text, before, "");
    const bool was_behind = RE2::Replace(&action.text, behind, "");
    if (was_struck || was_before || was_behind) action.status = ActionStatus::kDone;
  }

  /// "due: May 3, 2024", "due by 2024-05-03", "deadline: 2024-06".
  std::optional<Moment> due_in(const std::string& text) const {
    static const RE2 due("(?i)\\b(?:(?:due|deadline|eta|by)\\s*(:)|due(?:\\s+(?:by|on))?\\s)\\s*");
    re2::StringPiece rest(text);
    std::string colon;
    if (!RE2::FindAndConsume(&rest, due, &colon)) return std::nullopt;
    const std::string_view behind(rest.data(), rest.size());
    const auto reading = read_date_at(behind, 0, dates_);
    if (reading && reading->has_date) return reading->moment;
    if (colon.empty()) return std::nullopt;  // "due to …"
    constexpr std::size_t kLongestDue = 40;
    const std::size_t end = std::min(behind.find_first_of(",;)]\n"), kLongestDue);
    return moment_of(behind.substr(0, end));
  }

  /// "text (Ann Marsh, 2024-05-01)": a name, and behind it nothing but a date.
  void read_owner_and_day(ActionItem& action) const {
    static const RE2 remark("\\(@?([^\\s(),\\d@][^(),\\d\\n]*),\\s*([^()\\n]+)\\)\\.?$");
    constexpr std::size_t kLongestName = 60;
    std::string name;
    std::string day;
    if (!RE2::PartialMatch(action.text, remark, &name, &day)) return;
    const auto reading = read_date_at(day, 0, dates_);
    const bool is_day = reading && reading->has_date && reading->end == day.size();
    if (!is_day || name.size() > kLongestName) return;
    action.owner = name;
    action.due = reading->moment;
  }

  std::optional<Moment> moment_of(std::string_view text) const {
    const auto reading = read_date_value(text, dates_);
    return reading ? reading->moment : std::nullopt;
  }

  void read_table(const Block& block) {
    if (block.rows.empty()) return;
    Columns columns = columns_of(block.rows.front());
    auto& text = columns[static_cast<std::size_t>(Column::kText)];
    if (!text) text = first_unnamed(columns, block.rows.front().cells.size());
    if (!text) return;
    for (std::size_t i = 1; i < block.rows.size(); ++i) read_row(block.rows[i], columns);
  }

  static std::optional<std::size_t> first_unnamed(const Columns& columns, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) {
      if (std::ranges::find(columns, std::optional<std::size_t>(i)) == columns.end()) return i;
    }
    return std::nullopt;
  }

  void read_row(const TableRow& row, const Columns& columns) {
    const auto cell = [&](Column column) {
      const auto& index = columns[static_cast<std::size_t>(column)];
      return index && *index < row.cells.size() ? row.cells[*index] : TableCell{};
    };
    ActionItem action;
    action.line = row.line;
    action.text = cell(Column::kText).text;
    action.owner = cell(Column::kOwner).text;
    action.id = cell(Column::kId).text;
    action.type = type_from(cell(Column::kType).text);
    action.status = status_from(cell(Column::kStatus).text);
    action.due = moment_of(cell(Column::kDue).text);
    action.done_at = moment_of(cell(Column::kDone).text);
    if (action.done_at) action.status = ActionStatus::kDone;
    read_done_marks(action);
    TableCell link = cell(Column::kLink);
    // "Bug 5554825 DONE": the template of Google's SRE book has no column for the status.
    static const RE2 link_and_status("^(?:n/a\\s+)?(.*?)\\s*\\b(?i:done|todo)$");
    if (link.text.ends_with("DONE")) action.status = ActionStatus::kDone;
    RE2::Replace(&link.text, link_and_status, "\\1");
    action.link = !link.link.empty() ? link.link : link.text;
    if (action.link.empty()) action.link = cell(Column::kText).link;
    if (!says_nothing(action.text)) actions_.push_back(std::move(action));
  }

  const std::vector<Block>& blocks_;
  const DateContext& dates_;
  std::vector<ActionItem> actions_;
};

}  // namespace

std::vector<ActionItem> read_action_items(const std::vector<Block>& blocks,
                                          const std::vector<SectionBlocks>& sections,
                                          const DateContext& dates) {
  ActionReader reader(blocks, dates);
  bool has_section = false;
  for (const SectionBlocks& section : sections) {
    const bool is_meant = section.section.kind == SectionKind::kActionItems;
    has_section = has_section || is_meant;
    if (is_meant) {
      reader.read_section(section);
    } else if (section.section.kind != SectionKind::kTimeline) {
      reader.read_obvious_tables(section);
    }
  }
  if (has_section) return reader.take();
  for (const SectionBlocks& section : sections) {
    if (section.section.kind != SectionKind::kTimeline) reader.read_task_lists(section);
  }
  return reader.take();
}

}  // namespace dejavu
