#include "platform/store/dynamo/attribute_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/encoding.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "platform/store/dynamo/answer.h"
#include "platform/store/item_codec.h"
#include "platform/store/limits.h"

namespace waymark::store::dynamo {
namespace {

// The magnitudes that DynamoDB keeps ("Naming rules and data types").
constexpr double kSmallestReal = 1e-130;
constexpr double kLargestReal = 9.99e125;

Error refused(std::string_view name, std::string_view why) {
  return Error(ErrorCode::internal, "error.internal",
               "attribute '" + std::string(name) + "' " + std::string(why));
}

void append_text(std::string& out, std::string_view name, std::string_view text) {
  if (!is_utf8(text)) throw refused(name, "is no UTF-8, which DynamoDB cannot keep");
  json::append_string(out, text);
}

void append_real(std::string& out, std::string_view name, double value) {
  const double size = std::abs(value);
  if (size != 0 && (size < kSmallestReal || size > kLargestReal))
    throw refused(name, "is a number that DynamoDB cannot keep (1E-130 to 9.99E+125)");
  // The shortest decimal of a large whole number is another whole number: write all its digits.
  constexpr double kTwoTo63 = 9223372036854775808.0;
  if (size < kTwoTo63 && std::trunc(value) == value)
    json::append_number(out, static_cast<std::int64_t>(value));
  else
    json::append_number(out, value);
}

bool opens_list(const ValueView& value) {
  return value.type() == ValueView::Type::list;
}

void append_nested(std::string& out, std::string_view name, const ValueView& value) {
  const char close = opens_list(value) ? ']' : '}';
  out += opens_list(value) ? "\"L\":[" : "\"M\":{";
  const char* separator = "";
  value.each_element([&](const ValueView& element) {
    out += separator;
    append_value(out, name, element);
    separator = ",";
  });
  value.each_entry([&](std::string_view entry_name, const ValueView& entry) {
    out += separator;
    append_text(out, name, entry_name);
    out += ':';
    append_value(out, name, entry);
    separator = ",";
  });
  out += close;
}

/// The one member of a value.
struct Typed {
  std::string_view type;
  const boost::json::value* value;
};

Error unknown(std::string_view name) {
  return refused(name, "is of a type that the store does not have");
}

Typed typed(std::string_view name, const boost::json::value& value) {
  if (!value.is_object() || value.get_object().size() != 1) throw unknown(name);
  const auto& member = *value.get_object().begin();
  return Typed{std::string_view(member.key().data(), member.key().size()), &member.value()};
}

std::string_view text_of(std::string_view name, const boost::json::value& value) {
  if (!value.is_string()) throw unknown(name);
  return std::string_view(value.get_string().data(), value.get_string().size());
}

void read_number(std::string& out, std::string_view name, std::string_view digits) {
  const char* end = digits.data() + digits.size();
  std::int64_t integer = 0;
  if (const auto read = std::from_chars(digits.data(), end, integer);
      read.ec == std::errc() && read.ptr == end)
    return codec::append_integer(out, integer);
  double real = 0;
  if (const auto read = std::from_chars(digits.data(), end, real);
      read.ec != std::errc() || read.ptr != end)
    throw unknown(name);
  codec::append_real(out, real);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string key_from_text(std::string_view name, std::string_view text) {
  std::string key;
  key.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      key += text[i];
      continue;
    }
    const bool latin = (lead == 0xC2 || lead == 0xC3) && i + 1 < text.size();
    if (!latin) throw refused(name, "is no key that the store wrote");
    key += static_cast<char>((lead & 3U) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3FU));
  }
  return key;
}

void read_value(std::string& out, std::string_view name, Answer& answer, bool is_key);

void read_list(std::string& out, std::string_view name, Answer& answer) {
  const std::size_t opened = codec::open(out, codec::Tag::list);
  answer.each_element([&] { read_value(out, name, answer, false); });
  codec::close(out, opened);
}

void read_map(std::string& out, std::string_view name, Answer& answer) {
  const std::size_t opened = codec::open(out, codec::Tag::map);
  answer.each_member([&](std::string_view entry) {
    codec::append_name(out, entry);
    read_value(out, name, answer, false);
  });
  codec::close(out, opened);
}

void read_typed(std::string& out, std::string_view name, std::string_view type, Answer& answer,
                bool is_key) {
  std::string buffer;
  const char begins = answer.next();
  if (type == "S" && begins == '"') {
    const std::string_view text = answer.string(buffer);
    if (is_key && !is_ascii(text))
      codec::append_text(out, key_from_text(name, text));
    else
      codec::append_text(out, text);
  } else if (type == "N" && begins == '"') {
    read_number(out, name, answer.string(buffer));
  } else if (type == "BOOL" && (begins == 't' || begins == 'f')) {
    codec::append_boolean(out, answer.boolean());
  } else if (type == "NULL") {
    answer.skip();
    codec::append_null(out);
  } else if (type == "B" && begins == '"') {
    const auto bytes = base64_decode(answer.string(buffer));
    if (!bytes) throw unknown(name);
    codec::append_bytes(out, *bytes);
  } else if (type == "L" && begins == '[') {
    read_list(out, name, answer);
  } else if (type == "M" && begins == '{') {
    read_map(out, name, answer);
  } else {
    throw unknown(name);
  }
}

/// An object of one member, which names the type.
void read_value(std::string& out, std::string_view name, Answer& answer, bool is_key) {
  if (answer.next() != '{') throw unknown(name);
  int members = 0;
  answer.each_member([&](std::string_view type) {
    if (++members > 1) throw unknown(name);
    read_typed(out, name, type, answer, is_key);
  });
  if (members == 0) throw unknown(name);
}

}  // namespace

bool is_key_attribute(std::string_view name) {
  if (name == attribute::kPk || name == attribute::kSk) return true;
  return name.size() == 6 && name.starts_with("GSI") && name[3] >= '1' && name[3] <= '6' &&
         (name.ends_with("PK") || name.ends_with("SK"));
}

void append_key_text(std::string& out, std::string_view key) {
  std::string text;
  text.reserve(key_length(key));
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) text += static_cast<char>(0xC0U | byte >> 6);
    text += byte < 0x80 ? c : static_cast<char>(0x80U | (byte & 0x3FU));
  }
  json::append_string(out, text);
}

std::size_t key_length(std::string_view key) {
  std::size_t length = key.size();
  for (const char c : key) length += static_cast<unsigned char>(c) >> 7;
  return length;
}

void append_key(std::string& out, const Key& key) {
  if (key_length(key.pk) > kMaxPartitionKeyBytes || key_length(key.sk) > kMaxSortKeyBytes)
    throw Error(ErrorCode::internal, "error.internal",
                "a key is longer than DynamoDB allows, where a byte over 0x7F takes two");
  out += R"({"PK":{"S":)";
  append_key_text(out, key.pk);
  out += R"(},"SK":{"S":)";
  append_key_text(out, key.sk);
  out += "}}";
}

void append_value(std::string& out, std::string_view name, const ValueView& value) {
  out += '{';
  switch (value.type()) {
    case ValueView::Type::null:
      out += "\"NULL\":true";
      break;
    case ValueView::Type::boolean:
      out += value.boolean().value() ? "\"BOOL\":true" : "\"BOOL\":false";
      break;
    case ValueView::Type::integer:
      out += "\"N\":\"";
      json::append_number(out, value.integer().value());
      out += '"';
      break;
    case ValueView::Type::real:
      out += "\"N\":\"";
      append_real(out, name, value.real().value());
      out += '"';
      break;
    case ValueView::Type::text:
      out += "\"S\":";
      if (is_key_attribute(name))
        append_key_text(out, value.text().value());
      else
        append_text(out, name, value.text().value());
      break;
    case ValueView::Type::bytes:
      out += "\"B\":\"";
      out += base64_encode(value.bytes().value());
      out += '"';
      break;
    case ValueView::Type::list:
    case ValueView::Type::map:
      append_nested(out, name, value);
      break;
  }
  out += '}';
}

void append_value(std::string& out, std::string_view name, const Value& value) {
  std::string encoded;
  codec::append_value(encoded, value);
  codec::Reader reader(encoded);
  ValueView view;
  if (!reader.value(view)) throw refused(name, "has no value");
  append_value(out, name, view);
}

void append_item(std::string& out, const Item& item) {
  out += '{';
  const char* separator = "";
  item.each([&](std::string_view name, const ValueView& value) {
    out += separator;
    append_text(out, name, name);
    out += ':';
    append_value(out, name, value);
    separator = ",";
  });
  out += '}';
}

Item read_item(Answer& answer) {
  std::string encoded;
  encoded.reserve(512);
  encoded += codec::kVersion;
  answer.each_member([&](std::string_view name) {
    if (name.empty() || name.size() > codec::kMaxName)
      throw refused(name.substr(0, codec::kMaxName), "has a name that no item of ours has");
    codec::append_name(encoded, name);
    read_value(encoded, name, answer, is_key_attribute(name));
  });
  return Item::decode(std::move(encoded));
}

Item read_item(const boost::json::object& attributes) {
  const std::string text = boost::json::serialize(attributes);
  Answer answer(text);
  return read_item(answer);
}

Key read_key(const boost::json::object& attributes) {
  const auto part = [&](std::string_view name) {
    const auto* value = attributes.if_contains(name);
    if (!value) throw refused(name, "is missing");
    const auto [type, held] = typed(name, *value);
    if (type != "S") throw unknown(name);
    return key_from_text(name, text_of(name, *held));
  };
  return Key(part(attribute::kPk), part(attribute::kSk));
}

}  // namespace waymark::store::dynamo
