// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <set>
#include <utility>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/html/incident.h"
#include "server/html/parts.h"
#include "server/html/times.h"

namespace dejavu {
namespace {

/// Anchors are shared in chats: they follow the heading, and a repeated one gets a number.
class Anchors {
 public:
  std::string anchor(const std::string& heading) {
    // With a prefix, no heading can take the name of a part of the page ("q", "results").
    const std::string base = "s-" + slug(heading);
    std::string anchor = base;
    for (int n = 2; !taken_.insert(anchor).second; ++n) anchor = fmt::format("{}-{}", base, n);
    return anchor;
  }

 private:
  std::set<std::string> taken_;
};

TemplateValue timeline_value(const std::vector<TimelineEntry>& timeline) {
  TemplateValue value;
  value["entries"] = list_of(timeline, [](const TimelineEntry& entry) {
    TemplateValue row;
    row["datetime"] = moment_value(entry.at, Instant())["datetime"];
    row["time"] = entry.time_text;
    row["text"] = entry.text;
    return row;
  });
  return value;
}

std::string_view state_text(ActionStatus status) {
  switch (status) {
    case ActionStatus::kOpen: return "open";
    case ActionStatus::kDone: return "done";
    case ActionStatus::kWontfix: return "won’t do";
  }
  return "";
}

std::string notes_of(const ActionItem& item) {
  std::vector<std::string> notes;
  if (item.type != ActionType::kUnknown) notes.emplace_back(name_of(item.type));
  if (!item.owner.empty()) notes.push_back(item.owner);
  if (item.due) notes.push_back("due " + format_moment(*item.due));
  if (item.done_at) notes.push_back("done " + format_moment(*item.done_at));
  if (!item.verified_by.empty()) notes.push_back("verified by " + item.verified_by);
  return fmt::format("{}", fmt::join(notes, " · "));
}

std::string late_text(const ActionItem& item, Instant now) {
  if (item.status != ActionStatus::kOpen || !item.due) return "";
  const auto late = std::chrono::floor<std::chrono::days>(now - item.due->at);
  if (late.count() <= 0) return "";
  return count_text(static_cast<std::size_t>(late.count()), "day") + " overdue";
}

TemplateValue actions_value(const IncidentPage& page, Instant now) {
  const Postmortem& postmortem = page.answer.postmortem;
  TemplateValue value;
  value["items"] = list_of(postmortem.action_items, [&](const ActionItem& item) {
    TemplateValue row;
    row["status"] = name_of(item.status);
    row["state"] = state_text(item.status);
    row["what"] = item.text;
    row["link"] = item.link.empty() ? TemplateValue() : link_value(item.link);
    row["notes"] = notes_of(item);
    row["late"] = late_text(item, now);
    row["place"] = fmt::format("{}, line {}", postmortem.path, item.line);
    row["edit_url"] = edit_address(page.edit_url, postmortem.path, item.line);
    return row;
  });
  return value;
}

class SectionWriter {
 public:
  SectionWriter(const IncidentPage& page, Instant now)
      : page_(page), postmortem_(page.answer.postmortem), now_(now) {}

  TemplateValue::List write() {
    for (const Section& section : postmortem_.sections) {
      // Most files repeat their title as a heading.
      const bool is_title = section.html.empty() && section.heading == postmortem_.title;
      if (!is_title) add(section);
    }
    // Front matter may say what no section does.
    if (!timeline_done_ && !postmortem_.timeline.empty()) {
      add({.kind = SectionKind::kTimeline, .heading = "Timeline"});
    }
    if (!actions_done_ && !postmortem_.action_items.empty()) {
      add({.kind = SectionKind::kActionItems, .heading = "Action items"});
    }
    return std::move(sections_);
  }

 private:
  void add(const Section& section) {
    TemplateValue value;
    value["kind"] = name_of(section.kind);
    value["heading"] = section.heading;
    value["anchor"] = section.heading.empty() ? "" : anchors_.anchor(section.heading);
    value["html"] = section.html;
    value["timeline"] = timeline_of(section);
    value["actions"] = actions_of(section);
    const bool retold = shows_timeline(section) || shows_actions(section);
    value["as_written"] = retold && !section.html.empty();
    sections_.push_back(std::move(value));
  }

  /// A table in the file is a good table already, with the prose around it.
  bool shows_timeline(const Section& section) const {
    return section.kind == SectionKind::kTimeline && !postmortem_.timeline.empty() &&
           section.html.find("<table") == std::string::npos;
  }

  bool shows_actions(const Section& section) const {
    return section.kind == SectionKind::kActionItems && !postmortem_.action_items.empty();
  }

  TemplateValue timeline_of(const Section& section) {
    const bool again =
        std::exchange(timeline_done_, timeline_done_ || section.kind == SectionKind::kTimeline);
    if (again || !shows_timeline(section)) return {};
    return timeline_value(postmortem_.timeline);
  }

  TemplateValue actions_of(const Section& section) {
    if (!shows_actions(section) || std::exchange(actions_done_, true)) return {};
    return actions_value(page_, now_);
  }

  const IncidentPage& page_;
  const Postmortem& postmortem_;
  Instant now_;
  Anchors anchors_;
  TemplateValue::List sections_;
  bool timeline_done_ = false;
  bool actions_done_ = false;
};

}  // namespace

TemplateValue::List section_values(const IncidentPage& page, Instant now) {
  return SectionWriter(page, now).write();
}

}  // namespace dejavu
