// XML as the readers here need it: elements with their attributes and the short texts of those that hold a value.
//
// Hardening: a document type, and with it every entity declaration, is refused; so are more than kXmlDepth levels,
// a text of more than kXmlText bytes and a tag or comment of more than 1 MiB. White space before the XML declaration, which some devices write, is
// passed over.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace waymark::workouts {

/// Levels of elements at most.
inline constexpr std::size_t kXmlDepth = 64;
/// Bytes of a text that is wanted, at most.
inline constexpr std::size_t kXmlText = 8 * 1024;

struct XmlAttribute {
  std::string_view name;  // without its namespace prefix
  std::string_view value;
};

/// Takes the elements of a document in its order. What it throws ends the parsing and comes out of XmlParser::feed().
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  /// The name comes without its namespace prefix. True when the element's text is wanted.
  virtual bool start(std::string_view name, std::span<const XmlAttribute> attributes) = 0;
  /// Of the element that started last and has not ended. `text` is what stands behind its last child, empty when it is
  /// not wanted.
  virtual void end(std::string_view text) = 0;
};

class XmlExpat;
class XmlScanner;

/// One document. UTF-8 goes through a scanner of our own, other encodings through expat. Not thread-safe, but may move between threads.
class XmlParser {
 public:
  /// `handler` outlives the parser.
  explicit XmlParser(XmlHandler& handler);
  ~XmlParser();

  /// Throws Error(invalid_input) naming `file`, with the line: not well formed, or refused as above.
  void feed(std::string_view piece);
  void finish();

  /// The line that is being read, from 1.
  std::uint64_t line() const;

 private:
  /// Looks at the first bytes and takes the way for their encoding, when they are enough to tell.
  void choose(bool last);
  void use_expat();
  void use_scanner(std::string_view text, std::string_view before);

  XmlHandler& handler_;
  std::string head_;  // the first bytes, until a way is chosen
  std::unique_ptr<XmlScanner> scanner_;
  std::unique_ptr<XmlExpat> expat_;
};

/// Without white space at either end.
std::string_view trimmed(std::string_view text);

/// A finite number and nothing else but white space around it.
std::optional<double> number(std::string_view text);

/// What an error message quotes: at most 40 bytes, whole characters.
std::string shown(std::string_view text);

}  // namespace waymark::workouts
