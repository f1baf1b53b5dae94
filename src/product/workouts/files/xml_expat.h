// The thorough way through XML: every encoding that expat reads. XmlParser chooses it for what is not UTF-8.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "product/workouts/files/xml_parser.h"

namespace waymark::workouts {

class XmlExpat {
 public:
  explicit XmlExpat(XmlHandler& handler);
  ~XmlExpat();

  /// The document's next bytes. Throws as XmlParser::feed().
  void parse(std::string_view piece, bool last);
  std::uint64_t line() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace waymark::workouts
