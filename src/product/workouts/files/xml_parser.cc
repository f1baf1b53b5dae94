#include "product/workouts/files/xml_parser.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "product/workouts/files/xml_expat.h"
#include "product/workouts/files/xml_scanner.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kLongestDeclaration = 1024;
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kSpace = " \t\r\n";

bool begins_declaration(std::string_view text) {
  return text.size() >= 6 && text.starts_with("<?xml") &&
         kSpace.find(text[5]) != std::string_view::npos;
}

/// Whether the declaration names no encoding, or UTF-8.
bool is_utf8_declaration(std::string_view declaration) {
  std::string folded(declaration);
  for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const std::size_t name = folded.find("encoding");
  return name == std::string::npos || folded.find("utf-8", name) != std::string::npos;
}

/// UTF-16, with or without its mark.
bool is_wide(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
         text.substr(0, 4).find('\0') != std::string_view::npos;
}

class NoHandler final : public XmlHandler {
 public:
  bool start(std::string_view, std::span<const XmlAttribute>) override { return false; }
  void end(std::string_view) override {}
};

}  // namespace

XmlParser::XmlParser(XmlHandler& handler) : handler_(handler) {}
XmlParser::~XmlParser() = default;

void XmlParser::feed(std::string_view piece) {
  for (; !piece.empty(); piece.remove_prefix(std::min(kPiece, piece.size()))) {
    const std::string_view part = piece.substr(0, kPiece);
    if (scanner_) {
      scanner_->parse(part, false);
    } else if (expat_) {
      expat_->parse(part, false);
    } else {
      head_ += part;
      choose(false);
    }
  }
}

void XmlParser::finish() {
  if (!scanner_ && !expat_) choose(true);
  if (scanner_)
    scanner_->parse({}, true);
  else
    expat_->parse({}, true);
}

std::uint64_t XmlParser::line() const {
  if (scanner_) return scanner_->line();
  return expat_ ? expat_->line() : 1;
}

void XmlParser::choose(bool last) {
  // Some devices write a line end before the declaration.
  head_.erase(0, std::min(head_.find_first_not_of(kSpace), head_.size()));
  constexpr std::size_t kEnough = kMark.size() + 6;
  if (head_.size() < kEnough && !last) return;
  std::string_view text = head_;
  if (is_wide(text)) return use_expat();
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  if (!begins_declaration(text)) return use_scanner(text, {});
  const std::size_t end = text.find("?>");
  if (end == std::string_view::npos) {
    if (last || text.size() > kLongestDeclaration) use_expat();
    return;
  }
  const std::string_view declaration = text.substr(0, end + 2);
  if (!is_utf8_declaration(declaration)) return use_expat();
  // Expat says whether the declaration is one.
  NoHandler none;
  XmlExpat check(none);
  check.parse(std::string(declaration) + "<a/>", true);
  use_scanner(text.substr(end + 2), declaration);
}

void XmlParser::use_expat() {
  expat_ = std::make_unique<XmlExpat>(handler_);
  expat_->parse(std::exchange(head_, {}), false);
}

void XmlParser::use_scanner(std::string_view text, std::string_view before) {
  scanner_ = std::make_unique<XmlScanner>(handler_, before);
  scanner_->parse(text, false);
  head_ = {};
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::optional<double> number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::string shown(std::string_view text) {
  std::string quoted(trimmed(text).substr(0, 40));
  while (!quoted.empty() && !is_utf8(quoted)) quoted.pop_back();
  return quoted;
}

}  // namespace waymark::workouts
