// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/record_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/index/packing.h"
#include "core/index/stored.h"

namespace dejavu {
namespace {

/// First bytes of the file; the digit is the version that kLayoutVersion counts.
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

[[noreturn]] void throw_corrupt(std::string_view what) {
  throw Error(ErrorKind::kCorrupt, fmt::format("The index is damaged: {}.", what),
              "Rebuild it with: dejavu-index build");
}

[[noreturn]] void throw_io(std::string_view doing, const std::filesystem::path& path) {
  const int number = errno;
  const ErrorKind kind = number == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo;
  throw Error(kind, fmt::format("cannot {} {}: {}", doing, path.string(), std::strerror(number)),
              "Check the permissions and the free space of the index directory.");
}

/// Fewer bytes than asked for only at the end of the file.
std::string read_at(const Descriptor& file, std::uint64_t offset, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t got = ::pread(file.number(), bytes.data() + filled, size - filled,
                                static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_io("read", "the stored records");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

void write_at(const Descriptor& file, std::uint64_t offset, std::string_view bytes,
              const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(file.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_io("write", path);
    offset += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void check_magic(const Descriptor& file) {
  const std::string magic = read_at(file, 0, kMagic.size());
  if (magic == kMagic) return;
  if (magic.size() == kMagic.size() && magic.starts_with("dejavu-records-")) {
    throw Error(ErrorKind::kVersion, "The stored records have another format.",
                "Rebuild the index with: dejavu-index build");
  }
  throw_corrupt("its records file does not begin as one");
}

}  // namespace

std::string encode_ref(const RecordRef& ref) {
  Packer packer;
  packer(ref.offset, ref.card_bytes, ref.postmortem_bytes);
  return packer.take();
}

RecordRef decode_ref(std::string_view bytes) {
  RecordRef ref;
  Unpacker unpacker(bytes);
  unpacker(ref.offset, ref.card_bytes, ref.postmortem_bytes);
  unpacker.finish();
  return ref;
}

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

RecordAppender::RecordAppender(std::filesystem::path path, Descriptor file,
                               std::uint64_t end_offset)
    : path_(std::move(path)), file_(std::move(file)), end_offset_(end_offset) {}

RecordAppender RecordAppender::create(const std::filesystem::path& path) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.valid()) throw_io("create", path);
  write_at(file, 0, kMagic, path);
  return {path, std::move(file), kMagic.size()};
}

RecordAppender RecordAppender::open(const std::filesystem::path& path, std::uint64_t end_offset) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!file.valid()) throw_io("open", path);
  check_magic(file);
  const off_t size = ::lseek(file.number(), 0, SEEK_END);
  if (size < 0) throw_io("read", path);
  if (static_cast<std::uint64_t>(size) < end_offset) {
    throw_corrupt("its records file is shorter than the last commit says");
  }
  if (static_cast<std::uint64_t>(size) > end_offset &&
      ::ftruncate(file.number(), static_cast<off_t>(end_offset)) != 0) {
    throw_io("shorten", path);
  }
  return {path, std::move(file), end_offset};
}

RecordRef RecordAppender::append(const Frame& frame) {
  write_at(file_, end_offset_, frame.bytes, path_);
  const RecordRef ref = {end_offset_, frame.card_bytes, frame.postmortem_bytes};
  end_offset_ += frame.bytes.size();
  return ref;
}

void RecordAppender::sync() {
  if (::fdatasync(file_.number()) != 0) throw_io("sync", path_);
}

class RecordReader::Impl {
 public:
  explicit Impl(const std::filesystem::path& path)
      : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (!file_.valid()) throw_io("open", path);
    check_magic(file_);
  }

  std::string card_bytes(const RecordRef& ref) const {
    if (ref.card_bytes > kMaxValueBytes) throw_corrupt("a record has an impossible size");
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
    if (frame.size() < kHeaderBytes) throw_corrupt("a record is missing");
    FrameHeader header;
    Unpacker unpacker(frame.substr(0, kHeaderBytes));
    unpacker(header.card_bytes, header.postmortem_bytes, header.card_sum, header.postmortem_sum);
    if (header.card_bytes != ref.card_bytes || header.postmortem_bytes != ref.postmortem_bytes) {
      throw_corrupt("a record is not where the database says");
    }
    return header;
  }

  std::string decompress(std::string_view compressed, std::uint64_t sum,
                         std::string_view prefix) const {
    if (XXH3_64bits(compressed.data(), compressed.size()) != sum) {
      throw_corrupt("a record does not agree with its checksum");
    }
    const auto size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
    if (size > kMaxValueBytes) throw_corrupt("a record has an impossible size");
    std::string bytes(size, '\0');
    ZSTD_DCtx_refPrefix(context_.get(), prefix.data(), prefix.size());
    const std::size_t got = ZSTD_decompressDCtx(context_.get(), bytes.data(), bytes.size(),
                                                compressed.data(), compressed.size());
    if (got != size) throw_corrupt("a record cannot be decompressed");
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
