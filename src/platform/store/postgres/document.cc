#include "platform/store/postgres/document.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

namespace waymark::store::postgres {
namespace {

constexpr double kTwoTo63 = 9223372036854775808.0;

// ---- writing -----------------------------------------------------------------------------------

bool jsonb_can_hold(std::string_view text) {
  bool ascii = true;
  for (const char c : text) {
    if (c == '\0') return false;
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  }
  return ascii || is_utf8(text);
}

void append_tagged(std::string& out, std::string_view tag, std::string_view text) {
  out += "{\"";
  out += tag;
  out += "\":\"";
  out += text;
  out += "\"}";
}

void append_text(std::string& out, std::string_view text) {
  if (jsonb_can_hold(text))
    json::append_string(out, text);
  else
    append_tagged(out, "$text", base64_encode(text));
}

void append_real(std::string& out, double real) {
  if (real == 0 && std::signbit(real)) return append_tagged(out, "$real", "-0");
  char text[400];
  const bool integral_in_range = std::abs(real) <= kTwoTo63 && std::trunc(real) == real;
  const auto end = integral_in_range
                       ? std::to_chars(text, text + sizeof text, real, std::chars_format::fixed).ptr
                       : std::to_chars(text, text + sizeof text, real).ptr;
  out.append(text, end);
  if (integral_in_range) out += ".0";
}

void append_name(std::string& out, std::string_view name) {
  json::append_string(out, document_name(name));
  out += ':';
}

void append_value(std::string& out, const ValueView& value) {
  switch (value.type()) {
    case ValueView::Type::null:
      out += "null";
      return;
    case ValueView::Type::boolean:
      out += *value.boolean() ? "true" : "false";
      return;
    case ValueView::Type::integer:
      json::append_number(out, *value.integer());
      return;
    case ValueView::Type::real:
      append_real(out, *value.real());
      return;
    case ValueView::Type::text:
      append_text(out, *value.text());
      return;
    case ValueView::Type::bytes:
      append_tagged(out, "$bytes", base64_encode(*value.bytes()));
      return;
    case ValueView::Type::list: {
      char before = '[';
      value.each_element([&](const ValueView& element) {
        out += std::exchange(before, ',');
        append_value(out, element);
      });
      out += before == '[' ? "[]" : "]";
      return;
    }
    case ValueView::Type::map: {
      char before = '{';
      value.each_entry([&](std::string_view name, const ValueView& entry) {
        out += std::exchange(before, ',');
        append_name(out, name);
        append_value(out, entry);
      });
      out += before == '{' ? "{}" : "}";
      return;
    }
  }
}

// ---- reading -----------------------------------------------------------------------------------

Error no_document(std::string_view why) {
  return Error(ErrorCode::internal, "error.internal",
               "a stored document is not an item: " + std::string(why));
}

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// Reads what jsonb prints straight into an item's stored form. jsonb is always well-formed JSON without duplicate
/// names, and escapes nothing beyond U+001F but quotes and backslashes, so surrogate pairs do not occur.
class Reader {
 public:
  explicit Reader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  void item(std::string& out) {
    out += codec::kVersion;
    expect('{');
    if (!take('}')) entries('}', [&] { attribute(out); });
    if (at_ != end_) throw no_document("something follows it");
  }

 private:
  using Entry = std::pair<std::string, std::string>;  // a name, and its value encoded

  void space() {
    while (at_ != end_ && *at_ == ' ') ++at_;
  }
  bool take(char c) {
    space();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) throw no_document(std::string("no '") + c + "' where one must be");
  }

  template <typename F>
  void entries(char close, F&& one) {
    do one();
    while (take(','));
    expect(close);
  }

  void attribute(std::string& out) {
    codec::append_name(out, checked_name());
    value(out, 0);
  }

  std::string_view checked_name() {
    name_ = plain_name(string());
    expect(':');
    if (name_.empty() || name_.size() > codec::kMaxName) throw no_document("a name's length");
    return name_;
  }

  static std::string plain_name(std::string_view name) {
    if (!name.starts_with('$')) return std::string(name);
    if (name.starts_with("$$")) return std::string(name.substr(1));
    auto bytes = name.starts_with("$~") ? base64url_decode(name.substr(2)) : std::nullopt;
    if (!bytes) throw no_document("a name with a tag that is not known");
    return std::move(*bytes);
  }

  void value(std::string& out, std::size_t depth) {
    if (depth > codec::kMaxDepth) throw no_document("it is nested too deep");
    space();
    if (at_ == end_) throw no_document("it ends too early");
    switch (*at_) {
      case '"':
        codec::append_text(out, string());
        return;
      case '[':
        return list(out, depth);
      case '{':
        return object(out, depth);
      case 't':
        word("true");
        return codec::append_boolean(out, true);
      case 'f':
        word("false");
        return codec::append_boolean(out, false);
      case 'n':
        word("null");
        return codec::append_null(out);
      default:
        return number(out);
    }
  }

  void word(std::string_view wanted) {
    if (!std::string_view(at_, end_).starts_with(wanted)) throw no_document("an unknown word");
    at_ += wanted.size();
  }

  void number(std::string& out) {
    const char* begin = at_;
    bool fraction = false;
    for (; at_ != end_ && (std::string_view("+-.eE").find(*at_) != std::string_view::npos ||
                           (*at_ >= '0' && *at_ <= '9'));
         ++at_)
      fraction = fraction || *at_ == '.';
    std::int64_t whole = 0;
    const auto as_integer = std::from_chars(begin, at_, whole);
    if (!fraction && as_integer.ec == std::errc() && as_integer.ptr == at_)
      return codec::append_integer(out, whole);
    double real = 0;
    const auto as_real = std::from_chars(begin, at_, real);
    if (as_real.ec != std::errc() || as_real.ptr != at_) throw no_document("a broken number");
    codec::append_real(out, real);
  }

  /// Valid until the next string is read.
  std::string_view string() {
    expect('"');
    const char* begin = at_;
    while (at_ != end_ && *at_ != '"' && *at_ != '\\') ++at_;
    if (at_ != end_ && *at_ == '"') return {begin, at_++};
    text_.assign(begin, at_);
    while (at_ != end_ && *at_ != '"') {
      if (*at_ == '\\')
        escape();
      else
        text_ += *at_++;
    }
    expect('"');
    return text_;
  }

  void escape() {
    if (end_ - at_ < 2) throw no_document("a broken escape");
    const char kind = at_[1];
    at_ += 2;
    constexpr std::string_view kShort = "\"\\/bfnrt";
    if (const auto which = kShort.find(kind); which != std::string_view::npos) {
      text_ += "\"\\/\b\f\n\r\t"[which];
      return;
    }
    unsigned code = 0;
    if (kind != 'u' || end_ - at_ < 4 || std::from_chars(at_, at_ + 4, code, 16).ptr != at_ + 4)
      throw no_document("a broken escape");
    append_utf8(text_, code);
    at_ += 4;
  }

  void list(std::string& out, std::size_t depth) {
    expect('[');
    const std::size_t opened = codec::open(out, codec::Tag::list);
    if (!take(']')) entries(']', [&] { value(out, depth + 1); });
    codec::close(out, opened);
  }

  void object(std::string& out, std::size_t depth) {
    expect('{');
    if (tagged(out)) return;
    std::vector<Entry> found;
    if (!take('}'))
      entries('}', [&] {
        Entry entry;
        entry.first = checked_name();
        value(entry.second, depth + 1);
        found.push_back(std::move(entry));
      });
    // jsonb sorts names by their length first; maps by their bytes alone.
    std::ranges::sort(found, {}, &Entry::first);
    const std::size_t opened = codec::open(out, codec::Tag::map);
    for (const auto& [name, encoded] : found) {
      codec::append_name(out, name);
      out += encoded;
    }
    codec::close(out, opened);
  }

  /// A value in an object of one entry that is named by its tag.
  bool tagged(std::string& out) {
    for (const std::string_view tag : {"\"$bytes\"", "\"$text\"", "\"$real\""}) {
      if (!std::string_view(at_, end_).starts_with(tag)) continue;
      at_ += tag.size();
      expect(':');
      const std::string_view content = string();
      if (tag == "\"$real\"") {
        if (content != "-0") throw no_document("an unknown real");
        codec::append_real(out, -0.0);
      } else {
        const auto bytes = base64_decode(content);
        if (!bytes) throw no_document("broken base64");
        tag == "\"$text\"" ? codec::append_text(out, *bytes) : codec::append_bytes(out, *bytes);
      }
      expect('}');
      return true;
    }
    return false;
  }

  const char* at_;
  const char* end_;
  std::string text_;
  std::string name_;
};

}  // namespace

std::string document_name(std::string_view name) {
  if (!jsonb_can_hold(name)) return "$~" + base64url_encode(name);
  return name.starts_with('$') ? "$" + std::string(name) : std::string(name);
}

void append_document(std::string& out, const Item& item) {
  char before = '{';
  item.each([&](std::string_view name, const ValueView& value) {
    out += std::exchange(before, ',');
    append_name(out, name);
    append_value(out, value);
  });
  out += before == '{' ? "{}" : "}";
}

void append_document(std::string& out, const Value& value) {
  std::string encoded;
  codec::append_value(encoded, value);
  codec::Reader reader(encoded);
  ValueView view;
  reader.value(view);
  append_value(out, view);
}

Item item_of_document(std::string_view document) {
  std::string encoded;
  encoded.reserve(document.size());
  Reader(document).item(encoded);
  return Item::decode(std::move(encoded));
}

}  // namespace waymark::store::postgres
