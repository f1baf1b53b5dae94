#include "platform/blobs/s3/xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>

namespace waymark::blobs {
namespace {

constexpr std::size_t kDeepest = 10;
constexpr std::size_t kLargestDocument = std::size_t{16} << 20;

class Parsing {
 public:
  Parsing() : parser_(XML_ParserCreate(nullptr), &XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &Parsing::begin, &Parsing::end);
    XML_SetCharacterDataHandler(parser_.get(), &Parsing::text);
    XML_SetEntityDeclHandler(parser_.get(), &Parsing::entity);
  }

  std::optional<XmlElement> run(std::string_view document) {
    const auto status =
        XML_Parse(parser_.get(), document.data(), static_cast<int>(document.size()), XML_TRUE);
    if (status != XML_STATUS_OK || !root_) return std::nullopt;
    return std::move(*root_);
  }

 private:
  static void begin(void* self, const char* name, const char**) {
    auto& parsing = *static_cast<Parsing*>(self);
    if (parsing.open_.size() == kDeepest) return parsing.refuse();
    XmlElement element;
    element.name = name;
    parsing.open_.push_back(std::move(element));
  }
  static void end(void* self, const char*) {
    auto& parsing = *static_cast<Parsing*>(self);
    XmlElement element = std::move(parsing.open_.back());
    parsing.open_.pop_back();
    if (parsing.open_.empty())
      parsing.root_ = std::move(element);
    else
      parsing.open_.back().children.push_back(std::move(element));
  }
  static void text(void* self, const char* bytes, int count) {
    auto& parsing = *static_cast<Parsing*>(self);
    if (!parsing.open_.empty())
      parsing.open_.back().text.append(bytes, static_cast<std::size_t>(count));
  }
  static void entity(void* self, const char*, int, const char*, int, const char*, const char*,
                     const char*, const char*) {
    static_cast<Parsing*>(self)->refuse();
  }
  void refuse() { XML_StopParser(parser_.get(), XML_FALSE); }

  std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
  std::vector<XmlElement> open_;
  std::optional<XmlElement> root_;
};

}  // namespace

std::string_view XmlElement::child(std::string_view child_name) const {
  const auto found = std::ranges::find(children, child_name, &XmlElement::name);
  return found == children.end() ? std::string_view() : std::string_view(found->text);
}

std::optional<XmlElement> parse_xml(std::string_view document) {
  if (document.empty() || document.size() > kLargestDocument) return std::nullopt;
  return Parsing().run(document);
}

}  // namespace waymark::blobs
