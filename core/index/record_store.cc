// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/record_store.h"

#include <fmt/format.h>
#include <xxhash.h>
#include <zstd.h>

#include "core/base/error.h"
#include "core/index/index_file.h"
#include "core/index/packing.h"
#include "core/index/stored.h"

namespace dejavu {
namespace {

constexpr std::string_view kMagic = "dejavu-records-1";

/// 3 is zstd's default: higher levels cost more than they save on texts of a few kilobytes.
constexpr int kCompressionLevel = 3;

/// No stored value is larger: a file has at most 64 MiB, and Markdown, text and HTML of its
/// sections are each about as long. Guards against forged sizes.
constexpr std::uint64_t kMaxValueBytes = std::uint64_t{1} << 30;

/// In front of the compressed bytes of a frame. The lengths stand in the RecordRef too; here they
/// tie the frame to it.
struct FrameHeader {
  std::uint32_t card_bytes = 0;
  std::uint32_t postmortem_bytes = 0;
  std::uint64_t card_sum = 0;  // XXH3 of the compressed bytes
  std::uint64_t postmortem_sum = 0;
};
constexpr std::size_t kHeaderBytes = 24;
static_assert(sizeof(FrameHeader) == kHeaderBytes);

}  // namespace

std::uint64_t frame_bytes(const RecordRef& ref) {
  return std::uint64_t{kHeaderBytes} + ref.card_bytes + ref.postmortem_bytes;
}

class FramePacker::Impl {
 public:
  /// `prefix` is text that the reader will have at hand: what it contains costs nothing here.
  std::string compress(std::string_view bytes, std::string_view prefix) {
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kCompressionLevel);
    ZSTD_CCtx_refPrefix(context_.get(), prefix.data(), prefix.size());
    std::string compressed(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress2(context_.get(), compressed.data(), compressed.size(),
                                            bytes.data(), bytes.size());
    if (ZSTD_isError(size) != 0) {
      throw Error(ErrorKind::kIo, fmt::format("cannot compress: {}", ZSTD_getErrorName(size)),
                  "This is likely a lack of memory.");
    }
    compressed.resize(size);
    return compressed;
  }

 private:
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context_{ZSTD_createCCtx(), ZSTD_freeCCtx};
};

FramePacker::FramePacker() : impl_(std::make_unique<Impl>()) {}
FramePacker::~FramePacker() = default;

Frame FramePacker::pack(const Card& card, const Postmortem& postmortem) {
  const std::string card_text = encode_card(card);
  const std::string cards = impl_->compress(card_text, {});
  const std::string records = impl_->compress(encode_postmortem(postmortem), card_text);
  const FrameHeader header = {
      static_cast<std::uint32_t>(cards.size()), static_cast<std::uint32_t>(records.size()),
      XXH3_64bits(cards.data(), cards.size()), XXH3_64bits(records.data(), records.size())};
  Packer packer;
  packer(header.card_bytes, header.postmortem_bytes, header.card_sum, header.postmortem_sum);
  return {packer.take() + cards + records, header.card_bytes, header.postmortem_bytes};
}

RecordAppender RecordAppender::create(const std::filesystem::path& path) {
  return RecordAppender(AppendOnlyFile::create(path, kMagic));
}

RecordAppender RecordAppender::open(const std::filesystem::path& path, std::uint64_t end_offset) {
  return RecordAppender(AppendOnlyFile::open(path, kMagic, end_offset));
}

RecordRef RecordAppender::append(const Frame& frame) {
  const RecordRef ref = {file_.append(frame.bytes), frame.card_bytes, frame.postmortem_bytes};
  file_.flush();
  return ref;
}

class RecordReader::Impl {
 public:
  explicit Impl(const std::filesystem::path& path) : file_(open_index_file(path, kMagic)) {}

  std::string card_bytes(const RecordRef& ref) const {
    if (ref.card_bytes > kMaxValueBytes) throw_damaged("a record has an impossible size");
    const std::string frame = read_at(file_, ref.offset, kHeaderBytes + ref.card_bytes);
    const FrameHeader header = header_of(frame, ref);
    return decompress(std::string_view(frame).substr(kHeaderBytes), header.card_sum, {});
  }

  std::string postmortem_bytes(const RecordRef& ref) const {
    const std::string card = card_bytes(ref);
    const FrameHeader header = header_of(read_at(file_, ref.offset, kHeaderBytes), ref);
    const std::string record =
        read_at(file_, ref.offset + kHeaderBytes + ref.card_bytes, ref.postmortem_bytes);
    return decompress(record, header.postmortem_sum, card);
  }

 private:
  static FrameHeader header_of(std::string_view frame, const RecordRef& ref) {
    if (frame.size() < kHeaderBytes) throw_damaged("a record is missing");
    FrameHeader header;
    Unpacker unpacker(frame.substr(0, kHeaderBytes));
    unpacker(header.card_bytes, header.postmortem_bytes, header.card_sum, header.postmortem_sum);
    if (header.card_bytes != ref.card_bytes || header.postmortem_bytes != ref.postmortem_bytes) {
      throw_damaged("a record is not where the database says");
    }
    return header;
  }

  std::string decompress(std::string_view compressed, std::uint64_t sum,
                         std::string_view prefix) const {
    if (XXH3_64bits(compressed.data(), compressed.size()) != sum) {
      throw_damaged("a record does not agree with its checksum");
    }
    const auto size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
    if (size > kMaxValueBytes) throw_damaged("a record has an impossible size");
    std::string bytes(size, '\0');
    ZSTD_DCtx_refPrefix(context_.get(), prefix.data(), prefix.size());
    const std::size_t got = ZSTD_decompressDCtx(context_.get(), bytes.data(), bytes.size(),
                                                compressed.data(), compressed.size());
    if (got != size) throw_damaged("a record cannot be decompressed");
    return bytes;
  }

  Descriptor file_;
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context_{ZSTD_createDCtx(), ZSTD_freeDCtx};
};

RecordReader::RecordReader(const std::filesystem::path& path)
    : impl_(std::make_unique<Impl>(path)) {}
RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;

Card RecordReader::card(const RecordRef& ref) { return decode_card(impl_->card_bytes(ref)); }

Postmortem RecordReader::postmortem(const RecordRef& ref) {
  return decode_postmortem(impl_->postmortem_bytes(ref));
}

}  // namespace dejavu
