// Parameters of statements in PostgreSQL's binary formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::store::postgres {

/// Numbers of PostgreSQL's built-in types (pg_type.dat), which never change.
enum class Type : std::uint32_t {
  boolean = 16,
  bytea = 17,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  jsonb = 3802,
};

/// A one-dimensional array, built an element at a time.
class Array {
 public:
  explicit Array(Type element);
  void add_null();
  void add(std::string_view bytes);  // bytea, text
  void add_document(std::string_view json);
  void add_int8(std::int64_t value);
  void add_int4(std::int32_t value);
  void add_int2(std::int16_t value);
  void add_boolean(bool value);

 private:
  friend class Parameters;
  std::string bytes_;
  std::int32_t count_ = 0;
};

/// The parameters of one statement, in order. Owns their bytes.
class Parameters {
 public:
  Parameters& bytes(std::string_view value);  // bytea, text
  Parameters& int8(std::int64_t value);
  Parameters& array(Array array);

  std::size_t size() const { return ends_.size(); }
  /// The binary form of one.
  std::string_view at(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(buffer_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string buffer_;
  std::vector<std::size_t> ends_;
};

}  // namespace waymark::store::postgres
