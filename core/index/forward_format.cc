// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/forward_format.h"

#include <xxhash.h>

#include "core/index/forward_files.h"

namespace dejavu {

std::string_view name_of(SectionGroup group) {
  switch (group) {
    case SectionGroup::kTitle: return "title";
    case SectionGroup::kSummary: return "summary";
    case SectionGroup::kSymptoms: return "symptoms";
    case SectionGroup::kCause: return "cause";
    case SectionGroup::kFix: return "fix";
    case SectionGroup::kTimeline: return "timeline";
    case SectionGroup::kLessons: return "lessons";
    case SectionGroup::kOther: return "other";
  }
  return "";
}

std::uint32_t term_hash(std::string_view term) {
  return static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()));
}

std::uint32_t rows_within(const ForwardEnds& ends) {
  for (const std::uint64_t end :
       {ends.facts, ends.terms, ends.facets, ends.facet_values, ends.moves}) {
    if (end < kMagicBytes) throw_damaged("its forward index has no beginning");
  }
  const std::uint64_t facts_bytes = ends.facts - kMagicBytes;
  const std::uint64_t rows = facts_bytes / sizeof(DocumentFacts);
  const bool fits = facts_bytes % sizeof(DocumentFacts) == 0 &&
                    rows < std::numeric_limits<std::uint32_t>::max() &&
                    ends.lengths == kMagicBytes + (rows + 1) * sizeof(std::uint32_t) &&
                    (ends.facets - kMagicBytes) % sizeof(std::uint32_t) == 0 &&
                    (ends.moves - kMagicBytes) % sizeof(Move) == 0 && ends.words >= kWordsBegin;
  if (!fits) throw_damaged("the files of its forward index do not fit together");
  return static_cast<std::uint32_t>(rows);
}

}  // namespace dejavu
