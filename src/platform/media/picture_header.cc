#include "platform/media/picture_header.h"

#include <cstddef>
#include <optional>

namespace waymark::media {
namespace {

using Result = std::variant<PictureHeader, HeaderProblem>;

constexpr int kMostChunks = 10'000;

/// Numbers in bytes that may end too early: what is not there reads as 0 and makes it fail.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes, bool little = false) : bytes_(bytes), little_(little) {}

  bool ok() const { return ok_; }
  bool ends(std::size_t at) const { return at >= bytes_.size(); }
  std::size_t size() const { return bytes_.size(); }
  std::uint32_t u8(std::size_t at) { return number(at, 1); }
  std::uint32_t u16(std::size_t at) { return number(at, 2); }
  std::uint32_t u24(std::size_t at) { return number(at, 3); }
  std::uint32_t u32(std::size_t at) { return number(at, 4); }
  std::string_view text(std::size_t at, std::size_t length) {
    if (at > bytes_.size() || length > bytes_.size() - at) {
      ok_ = false;
      return {};
    }
    return bytes_.substr(at, length);
  }
  /// As far as there is any.
  std::string_view most(std::size_t at, std::size_t length) const {
    return at < bytes_.size() ? bytes_.substr(at, length) : std::string_view();
  }

 private:
  std::uint32_t number(std::size_t at, std::size_t length) {
    const std::string_view given = text(at, length);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
      const std::size_t place = little_ ? given.size() - 1 - i : i;
      value = value << 8 | static_cast<unsigned char>(given[place]);
    }
    return value;
  }

  std::string_view bytes_;
  bool little_;
  bool ok_ = true;
};

/// Of a TIFF structure (TIFF 6.0 §2); 1 when it says nothing that makes sense.
int orientation_of(std::string_view tiff) {
  constexpr std::uint32_t kOrientation = 0x0112;
  constexpr std::uint32_t kShort = 3;
  const bool little = tiff.starts_with("II");
  if (!little && !tiff.starts_with("MM")) return 1;
  Bytes bytes(tiff, little);
  if (bytes.u16(2) != 42) return 1;
  const std::size_t directory = bytes.u32(4);
  const std::uint32_t entries = bytes.u16(directory);
  for (std::uint32_t i = 0; bytes.ok() && i < entries; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{12} * i;
    if (bytes.u16(entry) != kOrientation) continue;
    const std::uint32_t value = bytes.u16(entry + 8);
    const bool sensible = bytes.u16(entry + 2) == kShort && value >= 1 && value <= 8;
    return bytes.ok() && sensible ? static_cast<int>(value) : 1;
  }
  return 1;
}

Result checked(const PictureHeader& header, const Bytes& bytes) {
  if (!bytes.ok() || header.width == 0 || header.height == 0) return HeaderProblem::broken;
  return header;
}

bool is_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool stands_alone(std::uint32_t marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}

Result read_jpeg(std::string_view file) {
  Bytes bytes(file);
  PictureHeader header;
  header.format = PictureFormat::jpeg;
  std::size_t at = 2;
  for (int segments = 0; bytes.ok() && segments < kMostChunks; ++segments) {
    if (bytes.u8(at) != 0xFF) return HeaderProblem::broken;
    while (!bytes.ends(at + 1) && bytes.u8(at + 1) == 0xFF) ++at;  // fill bytes (T.81 B.1.1.2)
    const std::uint32_t marker = bytes.u8(at + 1);
    at += 2;
    if (stands_alone(marker)) continue;
    if (marker == 0xDA || marker == 0xD9) return HeaderProblem::broken;  // pixels, or an end
    const std::uint32_t length = bytes.u16(at);
    if (length < 2) return HeaderProblem::broken;
    if (is_frame(marker)) {
      if (marker > 0xC2) return HeaderProblem::unsupported;
      header.height = bytes.u16(at + 3);
      header.width = bytes.u16(at + 5);
      return checked(header, bytes);
    }
    const std::string_view content = bytes.most(at + 2, length - 2);
    constexpr std::string_view kExif("Exif\0\0", 6);
    if (marker == 0xE1 && content.starts_with(kExif))
      header.orientation = orientation_of(content.substr(kExif.size()));
    at += length;
  }
  return HeaderProblem::broken;
}

Result read_png(std::string_view file) {
  Bytes bytes(file);
  PictureHeader header;
  header.format = PictureFormat::png;
  if (bytes.text(12, 4) != "IHDR") return HeaderProblem::broken;
  header.width = bytes.u32(16);
  header.height = bytes.u32(20);
  Bytes walk(file);  // what follows the size may be cut off
  std::size_t at = 8;
  for (int chunks = 0; walk.ok() && !walk.ends(at) && chunks < kMostChunks; ++chunks) {
    const std::size_t length = walk.u32(at);
    const std::string_view type = walk.text(at + 4, 4);
    if (type == "IDAT" || type == "IEND") break;
    if (type == "eXIf") header.orientation = orientation_of(walk.most(at + 8, length));
    at += 12 + length;
  }
  return checked(header, bytes);
}

/// The size in a WebP's first chunk: extended, lossless or lossy.
bool read_webp_size(Bytes& bytes, std::string_view type, std::size_t content,
                    PictureHeader& header) {
  if (type == "VP8X") {
    header.width = 1 + bytes.u24(content + 4);
    header.height = 1 + bytes.u24(content + 7);
  } else if (type == "VP8L") {
    if (bytes.u8(content) != 0x2F) return false;
    const std::uint32_t packed = bytes.u32(content + 1);
    header.width = 1 + (packed & 0x3FFF);
    header.height = 1 + (packed >> 14 & 0x3FFF);
  } else if (type == "VP8 ") {
    if (bytes.text(content + 3, 3) != "\x9D\x01\x2A") return false;
    header.width = bytes.u16(content + 6) & 0x3FFF;
    header.height = bytes.u16(content + 8) & 0x3FFF;
  } else {
    return false;
  }
  return true;
}

Result read_webp(std::string_view file) {
  Bytes bytes(file, true);
  PictureHeader header;
  header.format = PictureFormat::webp;
  std::size_t at = 12;
  if (!read_webp_size(bytes, bytes.text(at, 4), at + 8, header)) return HeaderProblem::broken;
  Bytes walk(file, true);  // what follows the pixels may be cut off
  for (int chunks = 0; walk.ok() && !walk.ends(at) && chunks < kMostChunks; ++chunks) {
    const std::string_view type = walk.text(at, 4);
    const std::size_t length = walk.u32(at + 4);
    if (type == "EXIF") {
      std::string_view tiff = walk.most(at + 8, length);
      if (tiff.starts_with("Exif")) tiff.remove_prefix(std::min<std::size_t>(6, tiff.size()));
      header.orientation = orientation_of(tiff);
    }
    at += 8 + length + length % 2;
  }
  return checked(header, bytes);
}

Result read_gif(std::string_view file) {
  Bytes bytes(file, true);
  PictureHeader header;
  header.format = PictureFormat::gif;
  header.width = bytes.u16(6);
  header.height = bytes.u16(8);
  return checked(header, bytes);
}

}  // namespace

Result read_picture_header(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return read_jpeg(bytes);
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return read_png(bytes);
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return read_webp(bytes);
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return read_gif(bytes);
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"))
    return HeaderProblem::archive;
  return HeaderProblem::unknown;
}

}  // namespace waymark::media
