// What a file says of itself before any of it is decoded: which kind of picture, how large, which way up.
//
// Read from the content alone; names and media types that clients send count for nothing. Formats: JPEG (ITU-T T.81
// B.1), PNG (W3C PNG 3rd edition), WebP (RFC 9649), GIF (GIF89a). The orientation is that of EXIF 2.32 (tag 0x0112 of
// IFD 0), in a JPEG's APP1, a PNG's eXIf or a WebP's EXIF.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace waymark::media {

enum class PictureFormat : std::uint8_t { jpeg, png, webp, gif };

struct PictureHeader {
  PictureFormat format = PictureFormat::jpeg;
  std::uint32_t width = 0;   // as stored, before the orientation
  std::uint32_t height = 0;  // both more than 0
  int orientation = 1;       // 1 to 8
};

enum class HeaderProblem : std::uint8_t {
  unknown,      // no picture, or none of a kind we read
  archive,      // a ZIP, or what is built like one
  broken,       // one of ours, but its header is cut off or makes no sense
  unsupported,  // a variant that hardly anybody makes: lossless or arithmetic JPEG
};

/// Reads at most the chunks or segments before the pixels, and a WebP's after them; allocates nothing.
std::variant<PictureHeader, HeaderProblem> read_picture_header(std::string_view bytes);

}  // namespace waymark::media
