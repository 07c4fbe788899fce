// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/word_list.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "core/index/forward_files.h"

namespace dejavu {
namespace {

std::string bytes_of(std::uint64_t number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

}  // namespace

WordList::WordList(std::filesystem::path path, AppendOnlyFile file)
    : path_(std::move(path)), file_(std::move(file)) {}

WordList WordList::create(const std::filesystem::path& folder) {
  std::filesystem::path path = folder / kWordsFile.name;
  AppendOnlyFile file = AppendOnlyFile::create(path, kWordsFile.magic);
  file.append(bytes_of(kWordsBegin));
  WordList list(std::move(path), std::move(file));
  list.collecting_ = true;
  return list;
}

WordList WordList::open(const std::filesystem::path& folder, std::uint64_t end) {
  std::filesystem::path path = folder / kWordsFile.name;
  AppendOnlyFile file = AppendOnlyFile::open(path, kWordsFile.magic, end);
  return {std::move(path), std::move(file)};
}

void WordList::add(const std::string& word) {
  if (collecting_) {
    unsorted_.insert(word);
    return;
  }
  look_up_in_file();
  if (stands_sorted(word) || !unsorted_.insert(word).second) return;
  file_.append(word + kWordEnd);
}

AppendOnlyFile& WordList::finished() {
  if (collecting_) write_sorted();
  return file_;
}

/// Of the file as it was opened; what is appended since is known.
void WordList::look_up_in_file() {
  if (mapped_) return;
  mapped_.emplace(path_, kWordsFile.magic);
  mapped_->extend(file_.end());
  const std::string_view bytes = mapped_->bytes();
  std::uint64_t sorted_end = 0;
  std::memcpy(&sorted_end, bytes.data() + kMagicBytes, sizeof sorted_end);
  if (sorted_end < kWordsBegin || sorted_end > bytes.size()) {
    throw_damaged("its list of words is longer than its file");
  }
  sorted_ = bytes.substr(kWordsBegin, sorted_end - kWordsBegin);
  for (std::size_t at = sorted_end; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find(kWordEnd, at), bytes.size());
    unsorted_.emplace(bytes.substr(at, end - at));
    at = end + 1;
  }
}

bool WordList::stands_sorted(std::string_view word) {
  std::size_t low = 0;  // where a word begins; the one that is looked for is not before
  std::size_t high = sorted_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = sorted_.substr(0, middle).rfind(kWordEnd);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(sorted_.find(kWordEnd, begin), sorted_.size());
    const std::string_view found = sorted_.substr(begin, end - begin);
    if (found == word) return true;
    if (found < word) {
      low = end + 1;
    } else {
      high = begin;
    }
  }
  return false;
}

void WordList::write_sorted() {
  std::vector<std::string_view> words(unsorted_.begin(), unsorted_.end());
  std::sort(words.begin(), words.end());
  std::string line;
  for (const std::string_view word : words) {
    line.assign(word).push_back(kWordEnd);
    file_.append(line);
  }
  file_.flush();
  file_.overwrite(kMagicBytes, bytes_of(file_.end()));
  unsorted_.clear();
  collecting_ = false;
}

}  // namespace dejavu
