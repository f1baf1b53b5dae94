// The fast way through XML: UTF-8 without a document type, which is what devices and services write. XmlParser chooses it.
//
// It takes exactly the well-formed documents of XML 1.0 (5th edition: names may hold what they may there) and says where
// others stop being that; a differential fuzzer holds it against expat. Namespaces are cut off, not resolved. Text is
// handed on from where it lies; only what spans two pieces is copied.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "product/workouts/files/xml_parser.h"

namespace waymark::workouts {

class XmlScanner {
 public:
  /// `before` is what stands before what is parsed: the lines are counted on from it.
  explicit XmlScanner(XmlHandler& handler, std::string_view before = {});

  /// The document's next bytes, from behind its declaration and byte order mark. Throws as XmlParser::feed().
  void parse(std::string_view piece, bool last);
  std::uint64_t line() const;

 private:
  struct Open {
    std::uint32_t name_size;  // of its name at the end of names_
    bool wants_text;
  };

  void count_lines(std::string_view bytes);
  /// Takes whole tokens of [at_, end_).
  void scan(bool last);
  /// One token; false when it is not whole, and at_ stays.
  bool take(bool last);
  bool take_text(const char* end, bool whole);
  bool take_start();
  bool take_end();
  bool take_comment();
  bool take_cdata();
  bool take_instruction();
  bool take_declaration();

  /// Behind the name that begins at `at`; null when the bytes end first. Malformed when there is none.
  const char* name_end(const char* at) const;
  const char* after_space(const char* at) const;
  /// Reads `name="value"` from `at` on into attributes_; null when the bytes end first.
  const char* take_attribute(const char* at);
  std::string_view attribute_value(const char* from, const char* to);
  /// Checks characters and, when `into` is given, appends them with references resolved and line ends made one.
  void resolve(const char* from, const char* to, std::string* into, bool is_attribute) const;
  const char* resolve_reference(const char* at, const char* to, std::string* into) const;
  void check_characters(const char* from, const char* to) const;

  void close(std::string_view name, std::string_view text);
  bool starts_with(std::string_view what) const;
  /// Where `what` stands behind `from`; null when it does not, or not yet.
  const char* find(const char* from, std::string_view what) const;
  [[noreturn]] void malformed(const char* at) const;
  [[noreturn]] void refuse(const char* key) const;
  std::uint64_t line_of(const char* at) const;

  XmlHandler& handler_;
  std::string carried_;       // the beginning of a token that is not whole
  std::size_t next_try_ = 0;  // how long carried_ must be to be looked at again
  const char* begin_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  std::uint64_t lines_ = 0;    // line ends before begin_
  std::uint64_t columns_ = 0;  // bytes of the line that begin_ stands in, before it
  bool any_root_ = false;
  std::vector<Open> open_;
  std::string names_;  // of the open elements, one behind the other
  std::string text_;   // of the element that is open, what was copied
  std::vector<XmlAttribute> attributes_;
  std::vector<std::string_view> attribute_names_;  // whole, with their prefixes
  std::string resolved_;                           // values of attributes that had references
};

}  // namespace waymark::workouts
