// For tests: archives, and what is wrong with them.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace waymark::workouts {

/// window 15 + 16: gzip; -15: as in a ZIP.
inline std::string deflated(std::string_view text, int window = -15) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("deflateInit2");
  std::string out(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("deflate");
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string gzipped(std::string_view text) {
  return deflated(text, 15 + 16);
}

/// Writes a ZIP as any program would, and as none should.
class ZipMaker {
 public:
  struct Options {
    bool stored = false;
    bool descriptor = false;  // sizes behind the content: the local header has none
    bool zip64 = false;       // sizes and places in the ZIP64 field
    std::uint16_t flags = 0;
    std::uint16_t method = 0xFFFF;  // what the headers say, in place of the truth
    std::int64_t claimed_size = -1;
    std::uint32_t crc_error = 0;
  };

  explicit ZipMaker(std::string before = {}) : bytes_(std::move(before)), start_(bytes_.size()) {}

  ZipMaker& add(std::string_view name, std::string_view content) {
    return add(name, content, Options());
  }
  ZipMaker& add(std::string_view name, std::string_view content, Options options) {
    const std::string packed = options.stored ? std::string(content) : deflated(content);
    const auto crc =
        static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(content.data()),
                                         static_cast<uInt>(content.size())) ^
                                   options.crc_error);
    const std::uint16_t method = options.method != 0xFFFF
                                     ? options.method
                                     : static_cast<std::uint16_t>(options.stored ? 0 : 8);
    const std::uint64_t size = options.claimed_size >= 0
                                   ? static_cast<std::uint64_t>(options.claimed_size)
                                   : content.size();
    const auto flags = static_cast<std::uint16_t>(options.flags | (options.descriptor ? 8U : 0U));
    const std::uint64_t place = bytes_.size() - start_;
    const bool sized = !options.descriptor;
    bytes_ += "PK\x03\x04";
    number(bytes_, 45, 2);
    number(bytes_, flags, 2);
    number(bytes_, method, 2);
    number(bytes_, 0, 4);  // when
    number(bytes_, sized ? crc : 0, 4);
    number(bytes_, sized ? packed.size() : 0, 4);
    number(bytes_, sized ? size : 0, 4);
    number(bytes_, name.size(), 2);
    number(bytes_, 0, 2);
    bytes_ += name;
    bytes_ += packed;
    if (options.descriptor) {
      bytes_ += "PK\x07\x08";
      number(bytes_, crc, 4);
      number(bytes_, packed.size(), 4);
      number(bytes_, size, 4);
    }
    std::string extra;
    if (options.zip64) {
      number(extra, 1, 2);
      number(extra, 24, 2);
      number(extra, size, 8);
      number(extra, packed.size(), 8);
      number(extra, place, 8);
    }
    constexpr std::uint64_t kElsewhere = 0xFFFFFFFF;
    directory_ += "PK\x01\x02";
    number(directory_, 45, 2);
    number(directory_, 45, 2);
    number(directory_, flags, 2);
    number(directory_, method, 2);
    number(directory_, 0, 4);
    number(directory_, crc, 4);
    number(directory_, options.zip64 ? kElsewhere : packed.size(), 4);
    number(directory_, options.zip64 ? kElsewhere : size, 4);
    number(directory_, name.size(), 2);
    number(directory_, extra.size(), 2);
    number(directory_, 0, 2);
    number(directory_, 0, 2);
    number(directory_, 0, 2);
    number(directory_, 0, 4);
    number(directory_, options.zip64 ? kElsewhere : place, 4);
    directory_ += name;
    directory_ += extra;
    ++files_;
    zip64_ = zip64_ || options.zip64;
    return *this;
  }

  /// What the end says of how many files there are, in place of the truth.
  ZipMaker& claim_files(std::uint64_t count) {
    files_ = count;
    return *this;
  }

  std::string finish(std::string_view comment = {}) const {
    std::string out = bytes_;
    const std::uint64_t place = out.size() - start_;
    out += directory_;
    if (zip64_) {
      const std::uint64_t end64 = out.size();
      out += "PK\x06\x06";
      number(out, 44, 8);
      number(out, 45, 2);
      number(out, 45, 2);
      number(out, 0, 8);  // disks
      number(out, files_, 8);
      number(out, files_, 8);
      number(out, directory_.size(), 8);
      number(out, place, 8);
      out += "PK\x06\x07";
      number(out, 0, 4);
      number(out, end64, 8);
      number(out, 1, 4);
    }
    out += "PK\x05\x06";
    number(out, 0, 4);
    number(out, zip64_ ? 0xFFFF : files_, 2);
    number(out, zip64_ ? 0xFFFF : files_, 2);
    number(out, zip64_ ? 0xFFFFFFFF : directory_.size(), 4);
    number(out, zip64_ ? 0xFFFFFFFF : place, 4);
    number(out, comment.size(), 2);
    return out += comment;
  }

 private:
  static void number(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
  }

  std::string bytes_;
  std::size_t start_;
  std::string directory_;
  std::uint64_t files_ = 0;
  bool zip64_ = false;
};

}  // namespace waymark::workouts
