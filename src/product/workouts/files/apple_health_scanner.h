// Finds the elements of a health export that matter, as fast as memory can be searched.
//
// The file is well-formed XML (but for its document type): no value has a raw '<' in it. So whatever
// does not matter is passed over from one '<' to the next, without a look at what is between; only
// the elements that the handler wants are taken apart, with their quotes, entities and white space.
// Comments, CDATA sections and processing instructions are passed over to their own ends. Before the
// root only the root is looked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::workouts {

/// A value with its entities (&lt; &#39; &#x27; …) replaced. Unknown ones stay as they are.
std::string unescaped(std::string_view value);

/// Attributes as they stand in the file, good as long as the call that gives them.
class XmlAttributes {
 public:
  /// "" when there is none.
  std::string_view raw(std::string_view name) const;
  std::string text(std::string_view name) const { return unescaped(raw(name)); }

 private:
  friend class AppleHealthScanner;
  struct Attribute {
    std::string_view name;
    std::string_view value;
  };
  std::vector<Attribute> all_;
};

/// The elements that matter.
enum class HealthElement : std::uint8_t {
  record,
  correlation,
  workout,
  workout_activity,
  workout_event,
  workout_statistics,
  workout_route,
  file_reference,
  metadata_entry,
};

class HealthElements {
 public:
  virtual ~HealthElements() = default;
  /// Whether a Record of this type is to be given.
  virtual bool wants_record(std::string_view type) const = 0;
  virtual void begins(HealthElement element, const XmlAttributes& attributes) = 0;
  /// Also for an element that is empty.
  virtual void ends(HealthElement element) = 0;
};

/// One file. Throws Error(invalid_input) naming `file`.
class AppleHealthScanner {
 public:
  /// Borrows `elements`.
  explicit AppleHealthScanner(HealthElements& elements) : elements_(elements) {}

  void feed(std::string_view piece);
  /// Throws when the root element has not ended.
  void finish() const;

 private:
  enum class Part : std::uint8_t { prologue, body, end };

  /// Takes apart what it can; what is left begins with what is not there whole.
  std::string_view scan(std::string_view text);
  /// One piece of markup at the beginning of `text`, which is taken away; false when it is not whole.
  bool take_markup(std::string_view& text);
  bool take_declaration(std::string_view& text);
  bool take_prologue_element(std::string_view& text);
  bool take_element(std::string_view& text);
  bool take_record(std::string_view& text);
  bool take_start(std::string_view& text, std::string_view name,
                  std::optional<HealthElement> element);
  bool take_end(std::string_view& text);
  /// The length of the tag up to and with its '>', and its attributes; nullopt when it is not whole.
  std::optional<std::size_t> read_tag(std::string_view text, std::size_t name_end);

  HealthElements& elements_;
  Part part_ = Part::prologue;
  std::string_view skipping_to_;  // what ends the comment, section or instruction; "": none
  std::string rest_;              // of the piece before
  XmlAttributes attributes_;
  bool empty_element_ = false;  // what read_tag() saw last
};

}  // namespace waymark::workouts
