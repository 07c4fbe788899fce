// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/git_objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/base/error.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

/// A header is an id, a type and a length; what is longer is none.
constexpr std::size_t kMaxHeaderBytes = 200;

/// Cuts the output of `cat-file --batch`, as it comes in pieces: "<id> <type> <size>\n", so many
/// bytes, "\n"; or "<id> missing\n".
class BatchReader {
 public:
  BatchReader(std::size_t limit_bytes, const std::function<void(const GitObject&)>& take)
      : limit_bytes_(limit_bytes), take_(take) {}

  void add(std::string_view piece) {
    while (!piece.empty()) piece = inside_ ? take_content(piece) : take_header(piece);
  }

  std::size_t count() const { return index_; }

 private:
  std::string_view take_header(std::string_view piece) {
    const std::size_t end = std::min(piece.find('\n'), piece.size());
    header_ += piece.substr(0, end);
    if (header_.size() > kMaxHeaderBytes) throw_unreadable();
    if (end == piece.size()) return {};
    read_header();
    header_.clear();
    return piece.substr(end + 1);
  }

  void read_header() {
    if (header_.ends_with(" missing")) {
      take_({.index = index_++, .bytes = std::nullopt});
      return;
    }
    const std::string_view digits = std::string_view(header_).substr(header_.rfind(' ') + 1);
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), size_bytes_);
    if (failure != std::errc() || end != digits.data() + digits.size()) throw_unreadable();
    left_ = size_bytes_ + 1;  // its line end
    inside_ = true;
  }

  std::string_view take_content(std::string_view piece) {
    const std::size_t now = static_cast<std::size_t>(std::min<std::uint64_t>(left_, piece.size()));
    if (size_bytes_ <= limit_bytes_) content_ += piece.substr(0, now);
    left_ -= now;
    if (left_ == 0) finish();
    return piece.substr(now);
  }

  void finish() {
    GitObject object = {.index = index_++, .size_bytes = size_bytes_, .bytes = std::nullopt};
    if (size_bytes_ <= limit_bytes_) {
      object.bytes = std::string_view(content_).substr(0, content_.size() - 1);
    }
    take_(object);
    content_.clear();
    inside_ = false;
  }

  [[noreturn]] void throw_unreadable() const {
    throw Error(ErrorKind::kIo,
                fmt::format("git cat-file answered \"{}\".", printable(header_.substr(0, 80))));
  }

  std::size_t limit_bytes_;
  const std::function<void(const GitObject&)>& take_;
  std::size_t index_ = 0;
  std::string header_;
  std::string content_;
  std::uint64_t size_bytes_ = 0;
  std::uint64_t left_ = 0;
  bool inside_ = false;
};

}  // namespace

void read_objects(const GitPlace& place, const ObjectRequest& request,
                  const std::function<void(const GitObject&)>& take) {
  if (request.ids.empty()) return;
  std::string names;
  for (const std::string& id : request.ids) names += id + '\n';
  BatchReader reader(request.limit_bytes, take);
  git_output(place, {.words = {"cat-file", "--batch"},
                     .input = std::move(names),
                     .on_output = [&](std::string_view piece) { reader.add(piece); }});
  if (reader.count() == request.ids.size()) return;
  throw Error(ErrorKind::kIo, "git cat-file answered fewer objects than were asked for.");
}

}  // namespace dejavu
