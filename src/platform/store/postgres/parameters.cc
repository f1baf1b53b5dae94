#include "platform/store/postgres/parameters.h"

#include <concepts>
#include <cstring>

namespace waymark::store::postgres {
namespace {

constexpr std::size_t kArrayHead = 20;
constexpr std::size_t kCountAt = 12;

/// In network byte order.
template <std::integral N>
void append(std::string& out, N value) {
  char bytes[sizeof value];
  for (std::size_t i = 0; i < sizeof value; ++i)
    bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> 8 * (sizeof value - 1 - i));
  out.append(bytes, sizeof value);
}

template <std::integral N>
void append_element(std::string& out, N value) {
  append(out, static_cast<std::int32_t>(sizeof value));
  append(out, value);
}

constexpr char kDocumentVersion = 1;  // of jsonb's binary form

}  // namespace

Array::Array(Type element) {
  bytes_.reserve(2 * kArrayHead);
  append(bytes_, std::int32_t{1});  // dimensions
  append(bytes_, std::int32_t{1});  // there may be nulls
  append(bytes_, static_cast<std::int32_t>(element));
  append(bytes_, std::int32_t{0});  // elements, known at the end
  append(bytes_, std::int32_t{1});  // number of the first
}

void Array::add_null() {
  append(bytes_, std::int32_t{-1});
  ++count_;
}

void Array::add(std::string_view bytes) {
  append(bytes_, static_cast<std::int32_t>(bytes.size()));
  bytes_ += bytes;
  ++count_;
}

void Array::add_document(std::string_view json) {
  append(bytes_, static_cast<std::int32_t>(json.size() + 1));
  bytes_ += kDocumentVersion;
  bytes_ += json;
  ++count_;
}

void Array::add_int8(std::int64_t value) {
  append_element(bytes_, value);
  ++count_;
}

void Array::add_int4(std::int32_t value) {
  append_element(bytes_, value);
  ++count_;
}

void Array::add_int2(std::int16_t value) {
  append_element(bytes_, value);
  ++count_;
}

void Array::add_boolean(bool value) {
  append_element(bytes_, static_cast<std::int8_t>(value));
  ++count_;
}

Parameters& Parameters::bytes(std::string_view value) {
  buffer_ += value;
  ends_.push_back(buffer_.size());
  return *this;
}

Parameters& Parameters::int8(std::int64_t value) {
  append(buffer_, value);
  ends_.push_back(buffer_.size());
  return *this;
}

Parameters& Parameters::array(Array array) {
  std::string count;
  append(count, array.count_);
  array.bytes_.replace(kCountAt, count.size(), count);
  return bytes(array.bytes_);
}

}  // namespace waymark::store::postgres
