#include "base/json.h"

#include <set>

#include <boost/json/basic_parser_impl.hpp>

#include "base/text.h"

namespace waymark::json {
namespace {

/// 1 for the bytes that cannot stand in a string as they are.
constexpr auto kMustEscape = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = true;
  table['"'] = table['\\'] = true;
  return table;
}();

void append_escape(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default:
      out += "\\u00";
      out += "0123456789abcdef"[c >> 4];
      out += "0123456789abcdef"[c & 15];
  }
}

/// Boost.JSON keeps the last of two equal keys; a request that says one thing twice is refused
/// instead. Runs over the text itself, because the parsed object has forgotten the first.
class DuplicateKeyFinder {
 public:
  bool on_document_begin(boost::json::error_code&) { return true; }
  bool on_document_end(boost::json::error_code&) { return true; }
  bool on_object_begin(boost::json::error_code&) {
    keys_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, boost::json::error_code&) {
    keys_.pop_back();
    return true;
  }
  bool on_array_begin(boost::json::error_code&) { return true; }
  bool on_array_end(std::size_t, boost::json::error_code&) { return true; }
  bool on_key_part(boost::json::string_view part, std::size_t, boost::json::error_code&) {
    partial_.append(part.data(), part.size());
    return true;
  }
  bool on_key(boost::json::string_view part, std::size_t, boost::json::error_code& ec) {
    partial_.append(part.data(), part.size());
    if (!keys_.back().insert(partial_).second) {
      duplicate = partial_;
      ec = boost::json::error::extra_data;
      return false;
    }
    partial_.clear();
    return true;
  }
  bool on_string_part(boost::json::string_view, std::size_t, boost::json::error_code&) {
    return true;
  }
  bool on_string(boost::json::string_view, std::size_t, boost::json::error_code&) { return true; }
  bool on_number_part(boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_int64(std::int64_t, boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_uint64(std::uint64_t, boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_double(double, boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_bool(bool, boost::json::error_code&) { return true; }
  bool on_null(boost::json::error_code&) { return true; }
  bool on_comment_part(boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_comment(boost::json::string_view, boost::json::error_code&) { return true; }

  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  std::string duplicate;

 private:
  std::vector<std::set<std::string>> keys_;
  std::string partial_;
};

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (!kMustEscape[c]) continue;
    out.append(text, start, i - start);
    append_escape(out, c);
    start = i + 1;
  }
  out.append(text, start);
  out += '"';
}

void append_number(std::string& out, std::int64_t value) {
  char text[24];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  out.append(text, end);
}

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  char text[40];
  // -0 would be read back as the integer 0.
  const auto end = std::to_chars(text, text + sizeof text, value == 0 ? 0.0 : value).ptr;
  out.append(text, end);
}

boost::json::value parse(std::string_view text, Limits limits) {
  if (text.size() > limits.bytes)
    throw Error(ErrorCode::too_large, "error.too_large")
        .with("limit", std::to_string(limits.bytes));
  if (!is_utf8(text)) throw Error::invalid("body", "error.json.utf8");
  boost::json::parse_options options;
  options.max_depth = limits.depth;

  boost::json::basic_parser<DuplicateKeyFinder> finder(options);
  boost::json::error_code ec;
  const std::size_t read = finder.write_some(false, text.data(), text.size(), ec);
  if (!finder.handler().duplicate.empty())
    throw Error::invalid(finder.handler().duplicate, "error.json.duplicate");
  if (ec == boost::json::error::too_deep)
    throw Error::invalid("body", "error.json.depth", {{"limit", std::to_string(limits.depth)}});
  if (ec || read != text.size())
    throw Error::invalid("body", "error.json.syntax", {{"position", std::to_string(read)}});
  return boost::json::parse(boost::json::string_view(text.data(), text.size()), {}, options);
}

void Problems::add(std::string field, std::string message_key,
                   std::map<std::string, std::string> arguments) {
  constexpr std::size_t kMost = 100;  // a hostile document must not make a huge answer
  if (problems_.size() < kMost)
    problems_.push_back(
        FieldProblem{std::move(field), std::move(message_key), std::move(arguments)});
}

void Problems::throw_if_any() {
  if (!problems_.empty()) throw Error(std::move(problems_));
}

namespace detail {

std::optional<std::int64_t> whole_number(const boost::json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (!value.is_double()) return std::nullopt;
  const double number = value.get_double();
  constexpr double kExact = 9007199254740992.0;  // beyond 2^53 a double is no longer a count
  if (std::trunc(number) != number || std::abs(number) > kExact) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<double> real_number(const boost::json::value& value) {
  if (value.is_double() && std::isfinite(value.get_double())) return value.get_double();
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  if (value.is_uint64()) return static_cast<double>(value.get_uint64());
  return std::nullopt;
}

}  // namespace detail
}  // namespace waymark::json
