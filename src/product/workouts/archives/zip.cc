#include "product/workouts/archives/zip.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace waymark::workouts {
namespace {

constexpr std::string_view kLocal("PK\x03\x04", 4);
constexpr std::string_view kCentral("PK\x01\x02", 4);
constexpr std::string_view kEnd("PK\x05\x06", 4);
constexpr std::string_view kEnd64("PK\x06\x06", 4);
constexpr std::string_view kLocator64("PK\x06\x07", 4);
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kLocatorSize = 20;
constexpr std::size_t kEnd64Size = 56;
constexpr std::size_t kLongestComment = 0xFFFF;
constexpr std::uint16_t kExtra64 = 0x0001;
constexpr std::uint16_t kExtraUnicodeName = 0x7075;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;

/// What names are in that are no UTF-8: the code page of the first PCs.
constexpr std::u16string_view kCodePage437 =
    u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄"
    u"▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠"
    u"⌡÷≈°∙·√ⁿ²■\u00A0";
static_assert(kCodePage437.size() == 128);

Error broken() {
  return Error::invalid("file", "error.archive.broken");
}

/// Little-endian numbers at places that are known to be there.
template <typename T>
T number_at(std::string_view bytes, std::size_t at) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    value = static_cast<T>(
        value |
        static_cast<T>(static_cast<T>(static_cast<unsigned char>(bytes[at + i])) << (8 * i)));
  return value;
}
std::uint16_t number16(std::string_view bytes, std::size_t at) {
  return number_at<std::uint16_t>(bytes, at);
}
std::uint32_t number32(std::string_view bytes, std::size_t at) {
  return number_at<std::uint32_t>(bytes, at);
}
std::uint64_t number64(std::string_view bytes, std::size_t at) {
  return number_at<std::uint64_t>(bytes, at);
}

std::string read(const Bytes& bytes, std::uint64_t offset, std::uint64_t length) {
  if (offset > bytes.size() || length > bytes.size() - offset) throw broken();
  std::string text(static_cast<std::size_t>(length), '\0');
  if (bytes.read_at(offset, text) != text.size()) throw broken();
  return text;
}

void append_utf8(std::string& text, char16_t letter) {
  if (letter < 0x80) {
    text += static_cast<char>(letter);
  } else if (letter < 0x800) {
    text += static_cast<char>(0xC0 | (letter >> 6));
    text += static_cast<char>(0x80 | (letter & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | (letter >> 12));
    text += static_cast<char>(0x80 | ((letter >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (letter & 0x3F));
  }
}

std::string from_code_page(std::string_view name) {
  std::string text;
  for (const char byte : name) {
    const auto value = static_cast<unsigned char>(byte);
    append_utf8(text, value < 0x80 ? static_cast<char16_t>(value) : kCodePage437[value - 0x80U]);
  }
  return text;
}

/// A field of a record's extra block, or "" when it is not there.
std::string_view extra_field(std::string_view extra, std::uint16_t wanted) {
  while (extra.size() >= 4) {
    const std::uint16_t size = number16(extra, 2);
    if (size > extra.size() - 4) return {};
    if (number16(extra, 0) == wanted) return extra.substr(4, size);
    extra.remove_prefix(4U + size);
  }
  return {};
}

std::string name_of(std::string_view raw, std::string_view extra) {
  // Version and checksum of the plain name come before the Unicode one.
  const std::string_view unicode = extra_field(extra, kExtraUnicodeName);
  if (unicode.size() > 5 && is_utf8(unicode.substr(5))) return std::string(unicode.substr(5));
  std::string name = is_utf8(raw) ? std::string(raw) : from_code_page(raw);
  std::replace(name.begin(), name.end(), '\\', '/');
  return name;
}

struct Directory {
  std::uint64_t place = 0;
  std::uint64_t size = 0;
  std::uint64_t files = 0;
  std::uint64_t shift = 0;  // how much lies before the first file: added to every place
};

/// Where the end record is: the last that fits, behind which only its comment is.
std::uint64_t find_end(const Bytes& bytes) {
  const std::uint64_t most = std::min<std::uint64_t>(bytes.size(), kEndSize + kLongestComment);
  const std::uint64_t from = bytes.size() - most;
  const std::string tail = read(bytes, from, most);
  for (std::size_t at = tail.rfind(kEnd); at != std::string::npos;
       at = at == 0 ? std::string::npos : tail.rfind(kEnd, at - 1)) {
    if (tail.size() - at < kEndSize) continue;
    if (number16(tail, at + 20) <= tail.size() - at - kEndSize) return from + at;
  }
  throw Error::invalid("file", "error.archive.cut");
}

Directory find_directory(const Bytes& bytes) {
  std::uint64_t end = find_end(bytes);
  const std::string record = read(bytes, end, kEndSize);
  Directory directory;
  if (number16(record, 4) != number16(record, 6)) throw broken();  // several disks
  directory.files = number16(record, 10);
  directory.size = number32(record, 12);
  directory.place = number32(record, 16);
  if (end >= kLocatorSize) {
    const std::string locator = read(bytes, end - kLocatorSize, kLocatorSize);
    if (locator.starts_with(kLocator64)) {
      end = number64(locator, 8);
      const std::string large = read(bytes, end, kEnd64Size);
      if (!large.starts_with(kEnd64)) throw broken();
      directory.files = number64(large, 32);
      directory.size = number64(large, 40);
      directory.place = number64(large, 48);
    }
  }
  if (directory.size > end || directory.place > end - directory.size) throw broken();
  directory.shift = end - directory.size - directory.place;
  return directory;
}

/// What of a record is 0xFFFFFFFF stands in its ZIP64 field, in this order.
void take_extra64(ZipFile& file, std::string_view extra) {
  std::string_view field = extra_field(extra, kExtra64);
  for (std::uint64_t* value : {&file.unpacked, &file.packed, &file.place}) {
    if (*value != 0xFFFFFFFF) continue;
    if (field.size() < 8) throw broken();
    *value = number64(field, 0);
    field.remove_prefix(8);
  }
}

/// The record at the beginning of `records`, which it takes away.
ZipFile take_record(std::string_view& records) {
  if (records.size() < kCentralSize || !records.starts_with(kCentral)) throw broken();
  const std::size_t name_size = number16(records, 28);
  const std::size_t extra_size = number16(records, 30);
  const std::size_t comment_size = number16(records, 32);
  if (records.size() - kCentralSize < name_size + extra_size + comment_size) throw broken();
  const std::string_view name = records.substr(kCentralSize, name_size);
  const std::string_view extra = records.substr(kCentralSize + name_size, extra_size);
  ZipFile file;
  file.encrypted = (number16(records, 8) & 1U) != 0;
  file.method = number16(records, 10);
  file.crc = number32(records, 16);
  file.packed = number32(records, 20);
  file.unpacked = number32(records, 24);
  file.place = number32(records, 42);
  file.name = name_of(name, extra);
  take_extra64(file, extra);
  records.remove_prefix(kCentralSize + name_size + extra_size + comment_size);
  return file;
}

}  // namespace

bool Zip::looks_like(std::string_view first_bytes) {
  return first_bytes.starts_with(kLocal) || first_bytes.starts_with(kEnd);
}

Zip::Zip(const Bytes& bytes, const ArchiveLimits& limits) : bytes_(bytes) {
  const Directory directory = find_directory(bytes);
  if (directory.files > limits.most_files || directory.size > limits.most_directory_bytes)
    throw Error::invalid("file", "error.archive.too_many_files",
                         {{"limit", std::to_string(limits.most_files)}});
  const std::string text = read(bytes, directory.place + directory.shift, directory.size);
  std::string_view records = text;
  if (directory.files > records.size() / kCentralSize) throw broken();
  files_.reserve(static_cast<std::size_t>(directory.files));
  for (std::uint64_t i = 0; i < directory.files; ++i) {
    ZipFile& file = files_.emplace_back(take_record(records));
    if (file.place > bytes.size()) throw broken();
    file.place += directory.shift;
  }
  by_name_.resize(files_.size());
  std::iota(by_name_.begin(), by_name_.end(), 0U);
  std::sort(by_name_.begin(), by_name_.end(),
            [&](auto a, auto b) { return files_[a].name < files_[b].name; });
}

const ZipFile* Zip::find(std::string_view name) const {
  const auto at =
      std::lower_bound(by_name_.begin(), by_name_.end(), name,
                       [&](auto index, auto text) { return files_[index].name < text; });
  return at != by_name_.end() && files_[*at].name == name ? &files_[*at] : nullptr;
}

std::unique_ptr<Pieces> Zip::open(const ZipFile& file, Budget& budget, std::uint64_t* taken) const {
  if (file.encrypted) throw Error::invalid("file", "error.archive.encrypted");
  if (file.method != kStored && file.method != kDeflated)
    throw Error::invalid("file", "error.archive.method", {{"method", std::to_string(file.method)}});
  const std::string head = read(bytes_, file.place, kLocalSize);
  if (!head.starts_with(kLocal)) throw broken();
  const std::uint64_t content = file.place + kLocalSize + number16(head, 26) + number16(head, 28);
  if (content > bytes_.size() || file.packed > bytes_.size() - content) throw broken();
  if (file.method == kStored && file.packed != file.unpacked) throw broken();
  std::unique_ptr<Pieces> pieces =
      std::make_unique<StretchPieces>(bytes_, content, file.packed, taken);
  const bool deflated = file.method == kDeflated;
  if (deflated) pieces = std::make_unique<InflatedPieces>(std::move(pieces), Wrapping::raw, budget);
  return std::make_unique<CheckedPieces>(std::move(pieces), file.unpacked, file.crc,
                                         deflated ? nullptr : &budget);
}

}  // namespace waymark::workouts
