// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/incident_answer.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/search/question.h"

namespace dejavu {

std::optional<IncidentAnswer> answer_incident(Reader& reader, std::string_view id) {
  const std::optional<DocId> doc = reader.find_id(id);
  if (!doc) return std::nullopt;
  IncidentAnswer answer;
  answer.postmortem = reader.postmortem(*doc);
  answer.blind_gap = blind_gap(answer.postmortem);
  answer.silence_gap = silence_gap(answer.postmortem);
  answer.duration = duration(answer.postmortem);
  answer.index = reader.info();
  return answer;
}

IncidentList answer_incidents(Reader& reader, std::size_t limit, std::string_view cursor) {
  const std::vector<DocId>& docs = reader.newest_first();
  auto first = docs.begin();
  if (!cursor.empty()) {
    const std::optional<DocId> last_seen = reader.find_id(cursor);
    const auto at = last_seen ? std::find(docs.begin(), docs.end(), *last_seen) : docs.end();
    if (at == docs.end()) {
      throw Error(ErrorKind::kInvalid, "this cursor names no incident of the index",
                  "the incident was removed since; begin again without a cursor");
    }
    first = std::next(at);
  }
  IncidentList list;
  const auto room = static_cast<std::size_t>(docs.end() - first);
  const auto last = first + static_cast<std::ptrdiff_t>(
                                std::min(std::clamp<std::size_t>(limit, 1, kMaxLimit), room));
  for (auto doc = first; doc != last; ++doc) list.incidents.push_back(reader.card(*doc));
  list.total = docs.size();
  if (last != docs.end()) list.next = list.incidents.back().id;
  list.index = reader.info();
  return list;
}

}  // namespace dejavu
