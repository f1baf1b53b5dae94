// Any bytes as XML: our scanner and expat take the same documents, and find the same in them.
#include <string>

#include "product/workouts/files/reading_fuzz.h"
#include "product/workouts/files/xml_expat.h"
#include "product/workouts/files/xml_scanner.h"

namespace {

using namespace waymark;
using namespace waymark::workouts;

/// All that a parser said. The texts of elements whose name has an even length are wanted.
class Said final : public XmlHandler {
 public:
  std::string text;
  bool start(std::string_view name, std::span<const XmlAttribute> attributes) override {
    text.append("<").append(name);
    for (const XmlAttribute& one : attributes)
      text.append(" ").append(one.name).append("=").append(one.value);
    return name.size() % 2 == 0;
  }
  void end(std::string_view found) override { text.append(">").append(found); }
};

struct Outcome {
  std::string said;
  std::string refused;
};

template <class Parser>
Outcome parsed(std::string_view bytes, std::size_t piece) {
  Said said;
  try {
    Parser parser(said);
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size())))
      parser.parse(bytes.substr(0, piece), false);
    parser.parse({}, true);
    return {said.text, {}};
  } catch (const Error& error) {
    return {{}, error.problems().at(0).message_key};
  }
}

/// The editions of XML differ in which letters past ASCII stand in names; expat goes by the fourth.
bool has_wide_names(std::string_view bytes) {
  bool in_tag = false;
  for (const char c : bytes) {
    if (c == '<') in_tag = true;
    if (c == '>') in_tag = false;
    if (in_tag && static_cast<unsigned char>(c) >= 0x80) return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // What XmlParser keeps from the scanner: marks, declarations, other encodings.
  if (bytes.starts_with("<?xml") || bytes.starts_with("\xEF\xBB\xBF") ||
      bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE") ||
      bytes.substr(0, 4).find('\0') != std::string_view::npos)
    return 0;
  const Outcome whole = parsed<XmlScanner>(bytes, 1 << 20);
  const Outcome pieces = parsed<XmlScanner>(bytes, 1 + size % 13);
  require(whole.said == pieces.said && whole.refused.empty() == pieces.refused.empty());
  if (has_wide_names(bytes)) return 0;
  const Outcome expat = parsed<XmlExpat>(bytes, 1 << 20);
  require(whole.said == expat.said && whole.refused.empty() == expat.refused.empty());
  return 0;
}
