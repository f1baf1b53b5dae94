#include "product/workouts/files/xml_scanner.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "product/workouts/files/xml_characters.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kLongestToken = 1 << 20;  // bytes of a tag, comment or the like
constexpr std::size_t kMostAttributes = 100;
constexpr std::size_t kLongText = 64 * 1024;  // text between two tags that is taken in parts

std::string_view between(const char* from, const char* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Line ends, eight bytes at a time: std::count takes a fifth of the whole scan.
std::uint64_t line_ends(const char* from, const char* to) {
  constexpr std::uint64_t kEach = 0x0101010101010101;
  constexpr std::uint64_t kLow = kEach * 0x7F;
  std::uint64_t count = 0;
  for (; to - from >= 8; from += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    bytes ^= kEach * '\n';
    // The high bit of every byte that is zero now; the multiplication adds them up.
    const std::uint64_t ends = ~(((bytes & kLow) + kLow) | bytes | kLow);
    count += (ends >> 7) * kEach >> 56;
  }
  for (; from != to; ++from) count += *from == '\n' ? 1 : 0;
  return count;
}

void append_utf8(std::string& into, char32_t point) {
  const auto add = [&into](char32_t bits) { into += static_cast<char>(bits); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0 | point >> 6);
    add(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    add(0xE0 | point >> 12);
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  } else {
    add(0xF0 | point >> 18);
    add(0x80 | (point >> 12 & 0x3F));
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  }
}

/// Of a reference's text, between & and ;. 0 when there is no such character.
char32_t character_of(std::string_view reference) {
  static constexpr std::pair<std::string_view, char> kNamed[] = {
      {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"apos", '\''}, {"quot", '"'}};
  for (const auto& [name, character] : kNamed)
    if (name == reference) return static_cast<unsigned char>(character);
  if (!reference.starts_with('#')) return 0;
  reference.remove_prefix(1);
  const bool hex = reference.starts_with('x');
  if (hex) reference.remove_prefix(1);
  if (reference.empty()) return 0;
  char32_t point = 0;
  for (const char c : reference) {
    const int digit = c >= '0' && c <= '9'          ? c - '0'
                      : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                    : -1;
    if (digit < 0) return 0;
    point = point * (hex ? 16 : 10) + static_cast<char32_t>(digit);
    if (point > 0x10FFFF) return 0;
  }
  return xml::is_character(point) ? point : 0;
}

}  // namespace

XmlScanner::XmlScanner(XmlHandler& handler, std::string_view before) : handler_(handler) {
  count_lines(before);
}

void XmlScanner::parse(std::string_view piece, bool last) {
  const bool carries = !carried_.empty();
  if (carries) {
    carried_.append(piece);
    if (carried_.size() < next_try_ && !last) return;
  }
  std::string_view bytes = carries ? std::string_view(carried_) : piece;
  begin_ = at_ = bytes.data();
  end_ = begin_ + bytes.size();
  scan(last);
  const auto taken = static_cast<std::size_t>(at_ - begin_);
  count_lines(bytes.substr(0, taken));
  const std::size_t left = bytes.size() - taken;
  if (carries)
    carried_.erase(0, taken);
  else
    carried_.assign(bytes.substr(taken));
  begin_ = at_ = end_ = nullptr;
  if (left > kLongestToken) refuse("error.xml.text_too_long");
  // A token is looked at again when it has grown by a quarter, so that the work stays in proportion to its size.
  next_try_ = left + left / 4;
}

void XmlScanner::count_lines(std::string_view bytes) {
  const std::size_t newline = bytes.rfind('\n');
  if (newline == std::string_view::npos) {
    columns_ += bytes.size();
    return;
  }
  lines_ += line_ends(bytes.data(), bytes.data() + bytes.size());
  columns_ = bytes.size() - newline - 1;
}

void XmlScanner::scan(bool last) {
  while (at_ != end_ && take(last)) {
  }
  if (!last) return;
  if (at_ != end_ || !any_root_ || !open_.empty()) malformed(end_);
}

bool XmlScanner::take(bool last) {
  if (*at_ != '<') {
    const auto* end =
        static_cast<const char*>(std::memchr(at_, '<', static_cast<std::size_t>(end_ - at_)));
    return take_text(end ? end : end_, end != nullptr || last);
  }
  if (end_ - at_ < 2) return false;
  switch (at_[1]) {
    case '/':
      return take_end();
    case '?':
      return take_instruction();
    case '!':
      return take_declaration();
    default:
      return take_start();
  }
}

bool XmlScanner::take_text(const char* end, bool whole) {
  const char* cut = end;
  if (!whole) {
    if (static_cast<std::size_t>(end - at_) < kLongText) return false;
    // Before what may go on in the next piece: a character, a reference, a `]]>`, a line end.
    cut -= 8;
    const char* and_sign = std::max(at_, cut - kXmlText);
    for (const char* c = and_sign; c != cut; ++c)
      if (*c == '&') and_sign = c;
    if (*and_sign == '&' && std::find(and_sign, cut, ';') == cut) cut = and_sign;
    while (cut != at_ && ((static_cast<std::uint8_t>(*cut) & 0xC0) == 0x80 || cut[-1] == '\r' ||
                          cut[-1] == ']' || *cut == ']'))
      --cut;
    if (cut == at_) return false;
  }
  if (open_.empty()) {
    const char* after = after_space(at_);
    if (after < cut) malformed(after);
    at_ = cut;
    return true;
  }
  const char* plain = at_;
  while (plain != cut && xml::is(*plain, xml::kPlain)) ++plain;
  if (!open_.back().wants_text) {
    resolve(plain, cut, nullptr, false);
  } else if (plain == cut && whole && text_.empty() && end_ - cut >= 2 && cut[1] == '/') {
    // The common case: a text and the end of its element.
    const char* name = cut + 2;
    const char* after = name_end(name);
    if (!after) return false;
    const char* close_at = after_space(after);
    if (close_at == end_) return false;
    if (*close_at != '>') malformed(close_at);
    if (static_cast<std::size_t>(cut - at_) > kXmlText) refuse("error.xml.text_too_long");
    const std::string_view text = between(at_, cut);
    at_ = cut;
    close(between(name, after), text);
    at_ = close_at + 1;
    return true;
  } else {
    resolve(at_, cut, &text_, false);
  }
  at_ = cut;
  return true;
}

const char* XmlScanner::name_end(const char* at) const {
  if (at == end_) return nullptr;
  const char* c = at;
  while (true) {
    while (c != end_ && xml::is(*c, xml::kName)) ++c;
    if (c == end_) return nullptr;
    if (static_cast<std::uint8_t>(*c) < 0x80) break;
    const xml::Decoded decoded = xml::decode(c, end_);
    if (!decoded.next) {
      if (end_ - c < 4) return nullptr;
      malformed(c);
    }
    if (!(c == at ? xml::is_name_start(decoded.point) : xml::is_name(decoded.point))) malformed(c);
    c = decoded.next;
  }
  if (c == at || (static_cast<std::uint8_t>(*at) < 0x80 && !xml::is(*at, xml::kNameStart)))
    malformed(at);
  return c;
}

const char* XmlScanner::after_space(const char* at) const {
  while (at != end_ && xml::is(*at, xml::kSpace)) ++at;
  return at;
}

bool XmlScanner::take_start() {
  const char* name = at_ + 1;
  const char* c = name_end(name);
  if (!c) return false;
  if (open_.empty() && any_root_) malformed(at_);
  const std::string_view whole_name = between(name, c);
  attributes_.clear();
  attribute_names_.clear();
  resolved_.clear();
  while (true) {
    const char* after = after_space(c);
    if (after == end_) return false;
    if (*after == '>' || *after == '/') {
      c = after;
      break;
    }
    if (after == c) malformed(c);  // no space before an attribute
    c = take_attribute(after);
    if (!c) return false;
  }
  const bool ends = *c == '/';
  if (ends) {
    if (++c == end_) return false;
    if (*c != '>') malformed(c);
  }
  if (open_.size() >= kXmlDepth) refuse("error.xml.too_deep");
  any_root_ = true;
  text_.clear();
  const bool wants_text = handler_.start(local_name(whole_name), attributes_);
  if (ends) {
    handler_.end({});
  } else {
    names_ += whole_name;
    open_.push_back({static_cast<std::uint32_t>(whole_name.size()), wants_text});
  }
  at_ = c + 1;
  return true;
}

const char* XmlScanner::take_attribute(const char* at) {
  const char* after = name_end(at);
  if (!after) return nullptr;
  const std::string_view name = between(at, after);
  const char* equals = after_space(after);
  if (equals == end_) return nullptr;
  if (*equals != '=') malformed(equals);
  const char* quote = after_space(equals + 1);
  if (quote == end_) return nullptr;
  if (*quote != '"' && *quote != '\'') malformed(quote);
  const char* value = quote + 1;
  const auto* close_quote =
      static_cast<const char*>(std::memchr(value, *quote, static_cast<std::size_t>(end_ - value)));
  if (!close_quote) return nullptr;
  if (std::find(attribute_names_.begin(), attribute_names_.end(), name) != attribute_names_.end())
    malformed(at);
  if (attribute_names_.size() >= kMostAttributes) refuse("error.xml.text_too_long");
  attribute_names_.push_back(name);
  attributes_.push_back({local_name(name), attribute_value(value, close_quote)});
  return close_quote + 1;
}

std::string_view XmlScanner::attribute_value(const char* from, const char* to) {
  const char* plain = from;
  while (plain != to && xml::is(*plain, xml::kPlain) && *plain >= ' ') ++plain;
  if (plain == to) return between(from, to);
  // What is resolved is never longer than what was written, so that nothing moves while the tag is read.
  if (resolved_.empty()) resolved_.reserve(static_cast<std::size_t>(end_ - at_));
  const std::size_t before = resolved_.size();
  resolve(from, to, &resolved_, true);
  return std::string_view(resolved_).substr(before);
}

void XmlScanner::resolve(const char* from, const char* to, std::string* into,
                         bool is_attribute) const {
  for (const char* c = from; c != to;) {
    const char* plain = c;
    while (plain != to && xml::is(*plain, xml::kPlain) && (!is_attribute || *plain >= ' ')) ++plain;
    if (into) into->append(c, plain);
    c = plain;
    if (c != to) {
      if (*c == '&') {
        c = resolve_reference(c, to, into);
      } else if (*c == '<' || (!is_attribute && to - c >= 3 && between(c, c + 3) == "]]>")) {
        malformed(c);
      } else if (xml::is(*c, xml::kSpace)) {
        const bool pair = *c == '\r' && c + 1 != to && c[1] == '\n';
        if (into) *into += is_attribute ? ' ' : *c == '\t' ? '\t' : '\n';
        c += pair ? 2 : 1;
      } else {
        const xml::Decoded decoded = xml::decode(c, to);
        if (!decoded.next || !xml::is_character(decoded.point)) malformed(c);
        if (into) into->append(c, decoded.next);
        c = decoded.next;
      }
    }
    if (into == &text_ && into->size() > kXmlText) refuse("error.xml.text_too_long");
  }
}

const char* XmlScanner::resolve_reference(const char* at, const char* to, std::string* into) const {
  const char* semicolon = std::find(at, to, ';');
  if (semicolon == to) malformed(at);
  const char32_t point = character_of(between(at + 1, semicolon));
  if (point == 0) malformed(at);
  if (into) append_utf8(*into, point);
  return semicolon + 1;
}

void XmlScanner::check_characters(const char* from, const char* to) const {
  for (const char* c = from; c != to;) {
    if (static_cast<std::uint8_t>(*c) >= 0x20 && static_cast<std::uint8_t>(*c) < 0x80) {
      ++c;
      continue;
    }
    const xml::Decoded decoded = xml::decode(c, to);
    if (!decoded.next || !xml::is_character(decoded.point)) malformed(c);
    c = decoded.next;
  }
}

bool XmlScanner::take_end() {
  const char* name = at_ + 2;
  const char* after = name_end(name);
  if (!after) return false;
  const char* c = after_space(after);
  if (c == end_) return false;
  if (*c != '>') malformed(c);
  close(between(name, after), text_);
  at_ = c + 1;
  return true;
}

void XmlScanner::close(std::string_view name, std::string_view text) {
  if (open_.empty()) malformed(at_);
  const std::size_t size = open_.back().name_size;
  if (std::string_view(names_).substr(names_.size() - size) != name) malformed(at_);
  handler_.end(text);
  text_.clear();
  names_.resize(names_.size() - size);
  open_.pop_back();
}

bool XmlScanner::take_comment() {
  const char* from = at_ + 4;
  const char* dashes = find(from, "--");
  if (!dashes || end_ - dashes < 3) return false;
  if (dashes[2] != '>') malformed(dashes);
  check_characters(from, dashes);
  at_ = dashes + 3;
  return true;
}

bool XmlScanner::take_cdata() {
  const char* from = at_ + 9;
  const char* end = find(from, "]]>");
  if (!end) return false;
  if (open_.empty()) malformed(at_);
  check_characters(from, end);
  if (open_.back().wants_text) {
    for (const char* c = from; c != end; ++c)
      if (*c != '\r')
        text_ += *c;
      else if (c + 1 == end || c[1] != '\n')
        text_ += '\n';
    if (text_.size() > kXmlText) refuse("error.xml.text_too_long");
  }
  at_ = end + 3;
  return true;
}

bool XmlScanner::take_instruction() {
  const char* target = at_ + 2;
  const char* after = name_end(target);
  if (!after) return false;
  const char* end = find(after, "?>");
  if (!end) return false;
  if (end != after && !xml::is(*after, xml::kSpace)) malformed(after);
  const std::string_view name = between(target, after);
  // The declaration stands at the very beginning, and XmlParser has taken it.
  if (name.size() == 3 && (name[0] | 0x20) == 'x' && (name[1] | 0x20) == 'm' &&
      (name[2] | 0x20) == 'l')
    malformed(at_);
  check_characters(after, end);
  at_ = end + 2;
  return true;
}

bool XmlScanner::take_declaration() {
  constexpr std::string_view kComment = "<!--";
  constexpr std::string_view kCdata = "<![CDATA[";
  constexpr std::string_view kDoctype = "<!DOCTYPE";
  if (starts_with(kComment)) return take_comment();
  if (starts_with(kCdata)) return take_cdata();
  if (starts_with(kDoctype) && !any_root_) refuse("error.xml.doctype");
  const std::string_view rest = between(at_, end_);
  for (const std::string_view known : {kComment, kCdata, kDoctype})
    if (known.starts_with(rest)) return false;
  malformed(at_);
}

bool XmlScanner::starts_with(std::string_view what) const {
  return between(at_, end_).starts_with(what);
}

const char* XmlScanner::find(const char* from, std::string_view what) const {
  if (from > end_) return nullptr;
  const std::size_t at = between(from, end_).find(what);
  return at == std::string_view::npos ? nullptr : from + at;
}

std::uint64_t XmlScanner::line_of(const char* at) const {
  return lines_ + 1 + line_ends(begin_, at);
}

std::uint64_t XmlScanner::line() const {
  return line_of(at_);
}

void XmlScanner::malformed(const char* at) const {
  const std::string_view before = between(begin_, at);
  const std::size_t newline = before.rfind('\n');
  const std::size_t column =
      newline == std::string_view::npos ? columns_ + before.size() : before.size() - newline - 1;
  throw Error::invalid(
      "file", "error.xml.malformed",
      {{"line", std::to_string(line_of(at))}, {"column", std::to_string(column + 1)}});
}

void XmlScanner::refuse(const char* key) const {
  throw Error::invalid("file", key, {{"line", std::to_string(line())}});
}

}  // namespace waymark::workouts
