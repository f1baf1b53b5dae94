// Reads the small documents that S3 answers with. expat stays in xml.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::blobs {

/// An element with its text, or with the elements in it. Attributes and namespaces mean nothing here.
struct XmlElement {
  std::string name;
  std::string text;
  std::vector<XmlElement> children;

  /// The text of the first child of that name, or "".
  std::string_view child(std::string_view child_name) const;
};

/// nullopt for what is not XML, has entities of its own, or is nested deeper than 10 elements.
std::optional<XmlElement> parse_xml(std::string_view document);

}  // namespace waymark::blobs
