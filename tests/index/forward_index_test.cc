// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/forward_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "core/base/error.h"
#include "core/index/forward_appender.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::uint8_t kService = 0;
constexpr std::uint8_t kTag = 2;

ForwardDocument disk_full() {
  ForwardDocument document;
  document.terms = {{.hash = 7, .count = 4, .sections = 1},
                    {.hash = 9, .count = 255, .sections = 0x82},
                    {.hash = 0xffffffff, .count = 1, .sections = 8}};
  document.facts.started_at = -86'400;
  document.facts.kind = 2;
  document.facts.blind_gap_s = 600;
  document.title_shape = " disk full ";
  EncodedOrder order = encode_order(std::vector<PlacedTerm>{{1, 0}, {2, 2}, {400, 1}}, 3);
  document.order = std::move(order.bits);
  document.facts.order_entries = order.entries;
  document.length = 1'000'000;
  document.facets = {{kService, "Payments"}, {kTag, "disk"}};
  document.words = {"disk", "payments"};
  return document;
}

ForwardDocument empty_document() { return {}; }

const RecordRef kRecord = {.offset = 1ULL << 40, .card_bytes = 7, .postmortem_bytes = 9};

std::uint32_t append(ForwardAppender& appender, ForwardDocument document) {
  return appender.number(appender.place(std::move(document), kRecord));
}

template <typename Action>
std::optional<Error> error_of(Action&& action) {
  try {
    action();
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

template <typename Action>
void expect_corrupt(Action&& action) {
  const auto error = error_of(action);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::kCorrupt);
  EXPECT_THAT(error->hint(), HasSubstr("dejavu-index build"));
}

/// A forward index in a temporary folder, with one document.
class OneDocument : public testing::Test {
 protected:
  OneDocument() : appender_(ForwardAppender::create(path())) {
    append(appender_, disk_full());
    ends_ = appender_.sync();
  }

  std::filesystem::path path() const { return folder_.path() / "forward"; }

  /// Overwrites bytes of the facts of document 1.
  template <typename Number>
  void forge_facts(std::size_t offset, Number number) const {
    std::fstream file(path() / "facts", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(16 + offset));
    file.write(reinterpret_cast<const char*>(&number), sizeof number);
  }

  TemporaryFolder folder_;
  ForwardAppender appender_;
  ForwardEnds ends_;
};

TEST_F(OneDocument, ComesBackAsItWas) {
  ForwardIndex index(path(), ends_);
  EXPECT_EQ(index.last(), 1U);
  const ForwardTerms terms = index.terms(1);
  EXPECT_THAT(terms.hashes, ElementsAre(7U, 9U, 0xffffffffU));
  EXPECT_THAT(terms.counts, ElementsAre(4, 255, 1));
  EXPECT_THAT(terms.sections, ElementsAre(1, 0x82, 8));
  EXPECT_EQ(index.title_shape(1), " disk full ");
  EXPECT_TRUE(has_phrase(index.order(1), std::vector<std::uint32_t>{0, 2, 1}, 400));
  EXPECT_FALSE(has_phrase(index.order(1), std::vector<std::uint32_t>{0, 2, 1}, 399));
  EXPECT_EQ(index.facts(1).record, kRecord);
  EXPECT_EQ(index.facts(1).started_at, -86'400);
  EXPECT_EQ(index.facts(1).kind, 2);
  EXPECT_EQ(index.facts(1).blind_gap_s, 600);
  EXPECT_EQ(index.facts(1).silence_gap_s, kNoDuration);
  EXPECT_THAT(index.lengths(), ElementsAre(0U, 1'000'000U));
  EXPECT_THAT(index.facets(1), ElementsAre(0U, 1U));
  ASSERT_EQ(index.facet_values().size(), 2U);
  EXPECT_EQ(index.facet_values()[0].facet, kService);
  EXPECT_EQ(index.facet_values()[0].value, "Payments");
  EXPECT_THAT(index.words(), ElementsAre("disk", "payments"));
}

TEST_F(OneDocument, DocumentsOfLaterRevisionsFollow) {
  ForwardIndex index(path(), ends_);
  index.words();
  index.facet_values();
  ForwardDocument second = disk_full();
  second.facets = {{kTag, "dns"}, {kService, "payments"}};
  second.words = {"certificate", "disk", "zone"};
  EXPECT_EQ(append(appender_, empty_document()), 2U);
  EXPECT_EQ(append(appender_, second), 3U);
  const ForwardEnds later = appender_.sync();
  EXPECT_EQ(index.last(), 1U) << "not before extend";
  index.extend(later);
  EXPECT_EQ(index.last(), 3U);
  EXPECT_EQ(index.terms(2).size(), 0U);
  EXPECT_EQ(index.title_shape(2), "");
  EXPECT_TRUE(index.facets(2).empty());
  EXPECT_EQ(index.terms(3).size(), 3U);
  EXPECT_THAT(index.facets(3), ElementsAre(2U, 0U)) << "the same value in another case";
  EXPECT_EQ(index.facet_values()[0].value, "Payments") << "as written first";
  EXPECT_THAT(index.words(), ElementsAre("certificate", "disk", "payments", "zone"));
  index.extend(ends_);
  EXPECT_EQ(index.last(), 3U) << "an older revision takes nothing away";
}

TEST_F(OneDocument, SameValueOfTwoFieldsIsTwoValues) {
  ForwardDocument document;
  document.facets = {{kTag, "payments"}, {kTag, " PAYMENTS "}, {kService, "payments"}};
  append(appender_, document);
  ForwardIndex index(path(), appender_.sync());
  EXPECT_THAT(index.facets(2), ElementsAre(2U, 0U));
}

TEST_F(OneDocument, WriterCutsOffWhatNoCommitCountsAndGivesItsNumberAgain) {
  append(appender_, empty_document());
  appender_.sync();
  ForwardAppender reopened = ForwardAppender::open(path(), ends_);
  EXPECT_EQ(reopened.last(), 1U);
  EXPECT_EQ(reopened.record(1), kRecord);
  ForwardDocument document = disk_full();
  document.words = {"aardvark", "disk"};
  EXPECT_EQ(append(reopened, document), 2U);
  const ForwardEnds ends = reopened.sync();
  EXPECT_EQ(ends.facet_values, ends_.facet_values) << "both values were known";
  EXPECT_EQ(ends.words, ends_.words + std::string_view("aardvark\n").size());
  ForwardIndex index(path(), ends);
  EXPECT_EQ(index.terms(2).size(), 3U);
  EXPECT_THAT(index.words(), ElementsAre("aardvark", "disk", "payments"));
}

TEST_F(OneDocument, WordsOfSeveralUpdatesStandOnce) {
  for (int update = 0; update < 3; ++update) {
    ForwardAppender again = ForwardAppender::open(path(), ends_);
    ForwardDocument document;
    document.words = {"disk", "outage", "zone"};
    append(again, document);
    ends_ = again.sync();
  }
  EXPECT_THAT(ForwardIndex(path(), ends_).words(),
              ElementsAre("disk", "outage", "payments", "zone"));
}

TEST_F(OneDocument, ReplacedDocumentKeepsItsNumberAndItsOldSelfForOldReaders) {
  const ForwardIndex old(path(), ends_);
  ForwardIndex moving(path(), ends_);
  for (std::uint32_t length = 10; length < 13; ++length) {
    ForwardAppender again = ForwardAppender::open(path(), ends_);
    ForwardDocument document;
    document.terms = {{.hash = length, .count = 1, .sections = 2}};
    document.length = length;
    again.replace(1, again.place(document, {.offset = length}));
    EXPECT_EQ(again.record(1).offset, length);
    ends_ = again.sync();
    moving.extend(ends_);
    const ForwardIndex fresh(path(), ends_);
    for (const ForwardIndex* index : {&fresh, static_cast<const ForwardIndex*>(&moving)}) {
      EXPECT_THAT(index->terms(1).hashes, ElementsAre(length));
      EXPECT_EQ(index->lengths()[1], length);
      EXPECT_EQ(index->facts(1).record.offset, length);
    }
    EXPECT_EQ(ForwardAppender::open(path(), ends_).record(1).offset, length);
  }
  ForwardAppender again = ForwardAppender::open(path(), ends_);
  EXPECT_EQ(append(again, empty_document()), 5U) << "no number is given twice";
  moving.extend(again.sync());
  EXPECT_EQ(moving.terms(1).size(), 1U);
  EXPECT_EQ(moving.terms(5).size(), 0U);
  EXPECT_EQ(old.terms(1).size(), 3U);
  EXPECT_EQ(old.lengths()[1], 1'000'000U);
  EXPECT_EQ(old.facts(1).record, kRecord);
}

TEST_F(OneDocument, MoveToWhereNothingIsIsCorrupt) {
  appender_.replace(1, appender_.place(empty_document(), kRecord));
  const ForwardEnds ends = appender_.sync();
  std::fstream file(path() / "moves", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(20);
  file.put(3).flush();
  expect_corrupt([&] { ForwardIndex(path(), ends); });
}

TEST_F(OneDocument, RecordIsFoundBeforeItIsSynced) {
  const std::uint32_t doc = appender_.number(appender_.place(disk_full(), {.offset = 77}));
  EXPECT_EQ(appender_.record(doc).offset, 77U);
  expect_corrupt([&] { appender_.record(doc + 1); });
  expect_corrupt([&] { appender_.record(0); });
}

TEST_F(OneDocument, ShortFilesAreCorruptForReaderAndWriter) {
  for (const char* name :
       {"facts", "lengths", "terms", "facets", "facet_values", "words", "moves"}) {
    const auto file = path() / name;
    const auto whole = std::filesystem::file_size(file);
    std::filesystem::resize_file(file, whole - 1);
    expect_corrupt([&] { ForwardIndex(path(), ends_); });
    expect_corrupt([&] { ForwardAppender::open(path(), ends_); });
    std::filesystem::resize_file(file, whole);
  }
}

TEST_F(OneDocument, OtherFilesAreRefused) {
  for (const char* name :
       {"facts", "lengths", "terms", "facets", "facet_values", "words", "moves"}) {
    std::fstream file(path() / name, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(15);
    const auto version = static_cast<char>(file.get());
    file.seekp(15);
    file.put('9').flush();
    EXPECT_EQ(error_of([&] { ForwardIndex(path(), ends_); })->kind(), ErrorKind::kVersion) << name;
    file.seekp(0);
    file.put('D').flush();
    expect_corrupt([&] { ForwardIndex(path(), ends_); });
    file.seekp(0);
    file.put('d').seekp(15);
    file.put(version).flush();
    EXPECT_NO_THROW(ForwardIndex(path(), ends_)) << name;
  }
  std::filesystem::remove(path() / "terms");
  EXPECT_EQ(error_of([&] { ForwardIndex(path(), ends_); })->kind(), ErrorKind::kNotFound);
}

TEST_F(OneDocument, EndsThatDoNotFitTogetherAreCorrupt) {
  for (auto member :
       {&ForwardEnds::facts, &ForwardEnds::lengths, &ForwardEnds::facets, &ForwardEnds::moves}) {
    ForwardEnds ends = ends_;
    --(ends.*member);
    expect_corrupt([&] { ForwardIndex(path(), ends); });
  }
  expect_corrupt([&] { ForwardIndex(path(), {}); });
}

TEST_F(OneDocument, NumbersThatWereNotGivenAreCorrupt) {
  const ForwardIndex index(path(), ends_);
  for (const std::uint32_t doc : {0U, 2U, 0xffffffffU}) {
    expect_corrupt([&] { index.facts(doc); });
    expect_corrupt([&] { index.terms(doc); });
    expect_corrupt([&] { index.facets(doc); });
  }
}

TEST_F(OneDocument, FactsThatPointOutsideAreCorrupt) {
  const ForwardIndex index(path(), ends_);
  for (const std::uint64_t offset : {std::uint64_t{0}, std::uint64_t{17}, std::uint64_t{20},
                                     std::uint64_t{1} << 40, ~std::uint64_t{3}}) {
    forge_facts(offsetof(DocumentFacts, terms_offset), offset);
    expect_corrupt([&] { index.terms(1); });
  }
  forge_facts(offsetof(DocumentFacts, terms_offset), std::uint64_t{16});
  forge_facts(offsetof(DocumentFacts, terms_count), 0xffffffffU);
  expect_corrupt([&] { index.terms(1); });
  forge_facts(offsetof(DocumentFacts, order_entries), 0xffffffffU);
  expect_corrupt([&] { index.order(1); });
  forge_facts(offsetof(DocumentFacts, facets_begin), 1U);
  expect_corrupt([&] { index.facets(1); });
  forge_facts(offsetof(DocumentFacts, facets_begin), 0xffffffffU);
  expect_corrupt([&] { index.facets(1); });
}

TEST_F(OneDocument, FacetThatIsUnknownIsCorrupt) {
  std::fstream file(path() / "facets", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(16);
  file.put(2).flush();
  const ForwardIndex index(path(), ends_);
  expect_corrupt([&] { index.facets(1); });
}

TEST_F(OneDocument, ReaderOutlivesTheFilesRemoval) {
  ForwardIndex index(path(), ends_);
  std::filesystem::remove_all(path());
  EXPECT_EQ(index.terms(1).size(), 3U);
  EXPECT_THAT(index.words(), ElementsAre("disk", "payments"));
}

TEST(ForwardIndex, WithoutDocumentsIsEmpty) {
  const TemporaryFolder folder;
  const ForwardEnds ends = ForwardAppender::create(folder.path() / "forward").sync();
  ForwardIndex index(folder.path() / "forward", ends);
  EXPECT_EQ(index.last(), 0U);
  EXPECT_THAT(index.lengths(), ElementsAre(0U));
  EXPECT_TRUE(index.words().empty());
  EXPECT_TRUE(index.facet_values().empty());
}

TEST(ForwardIndex, NamesOfSectionsDiffer) {
  std::vector<std::string_view> names;
  for (std::size_t group = 0; group < kSectionGroups; ++group) {
    names.push_back(name_of(static_cast<SectionGroup>(group)));
    EXPECT_FALSE(names.back().empty());
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace dejavu
