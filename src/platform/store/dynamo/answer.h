// An answer of DynamoDB's, read from beginning to end without a tree of it: items become ours as they are met.
//
// For what is answered most, items and pages of them. Whatever else DynamoDB says is a Document (document.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::store::dynamo {

/// Stands before a value of a JSON text that it borrows. Every operation throws Error(unavailable) when the text goes on
/// otherwise than asked for, and beyond 80 levels.
class Answer {
 public:
  /// Throws for a text that is no UTF-8.
  explicit Answer(std::string_view text);

  /// Steps into an object; calls f(std::string_view name) before each value, which f reads or skips.
  template <typename F>
  void each_member(F&& f) {
    for (bool more = open('{', '}'); more; more = goes_on('}')) {
      std::string buffer;
      const std::string_view name = string(buffer);
      expect(':');
      f(name);
    }
    --depth_;
  }
  /// Steps into a list; calls f() before each element, which f reads or skips.
  template <typename F>
  void each_element(F&& f) {
    for (bool more = open('[', ']'); more; more = goes_on(']')) f();
    --depth_;
  }
  /// `buffer` holds the text where it cannot be borrowed.
  std::string_view string(std::string& buffer);
  bool boolean();
  void null();
  std::uint64_t count();
  void skip();
  /// A value as it is written, stepped over.
  std::string_view raw();
  /// What the next value begins with.
  char next();
  /// Nothing follows.
  void end();

 private:
  void skip_space();
  char peek();
  void expect(char wanted);
  void word(std::string_view wanted);
  /// Whether there is a first element.
  bool open(char opening, char closing);
  /// Whether there is another.
  bool goes_on(char closing);
  void unescape(std::string& out);
  void number();
  bool accept(std::string_view any_of);
  void digits();
  std::uint32_t code_unit();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace waymark::store::dynamo
