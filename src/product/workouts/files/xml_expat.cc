#include "product/workouts/files/xml_expat.h"

#include <expat.h>

#include <exception>
#include <string>
#include <vector>

#include "base/error.h"

namespace waymark::workouts {
namespace {

constexpr std::int64_t kLongestToken = 1 << 20;  // bytes of a tag, comment or the like

std::string_view local_name(const char* name) {
  const std::string_view text(name);
  const std::size_t colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

}  // namespace

/// Expat, with its callbacks made into calls that may throw.
class XmlExpat::Parser {
 public:
  explicit Parser(XmlHandler& handler) : handler_(handler) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &Parser::on_start, &Parser::on_end);
    XML_SetCharacterDataHandler(parser_.get(), &Parser::on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &Parser::on_doctype);
  }

  void parse(std::string_view piece, bool last) {
    const XML_Status status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()),
                                        last ? XML_TRUE : XML_FALSE);
    if (failure_) std::rethrow_exception(failure_);
    if (status == XML_STATUS_ERROR)
      throw Error::invalid(
          "file", "error.xml.malformed",
          {{"line", std::to_string(line())},
           {"column", std::to_string(XML_GetCurrentColumnNumber(parser_.get()) + 1)}});
    fed_ += static_cast<std::int64_t>(piece.size());
    if (!last && fed_ - XML_GetCurrentByteIndex(parser_.get()) > kLongestToken)
      throw refused("error.xml.text_too_long");
  }

  std::uint64_t line() const { return XML_GetCurrentLineNumber(parser_.get()); }

 private:
  /// Exceptions cannot pass through expat: what a callback throws waits until it has returned.
  template <class Callback>
  static void guarded(void* engine, Callback callback) {
    auto& self = *static_cast<Parser*>(engine);
    if (self.failure_) return;
    try {
      callback(self);
    } catch (...) {
      self.failure_ = std::current_exception();
      XML_StopParser(self.parser_.get(), XML_FALSE);
    }
  }

  static void XMLCALL on_start(void* engine, const XML_Char* name, const XML_Char** attributes) {
    guarded(engine, [&](Parser& self) { self.start(local_name(name), attributes); });
  }
  static void XMLCALL on_end(void* engine, const XML_Char*) {
    guarded(engine, [](Parser& self) { self.end(); });
  }
  static void XMLCALL on_text(void* engine, const XML_Char* text, int size) {
    guarded(engine, [&](Parser& self) { self.add_text({text, static_cast<std::size_t>(size)}); });
  }
  static void XMLCALL on_doctype(void* engine, const XML_Char*, const XML_Char*, const XML_Char*,
                                 int) {
    guarded(engine, [](Parser& self) { throw self.refused("error.xml.doctype"); });
  }

  Error refused(const char* key) const {
    return Error::invalid("file", key, {{"line", std::to_string(line())}});
  }

  void start(std::string_view name, const XML_Char** attributes) {
    if (wanted_.size() >= kXmlDepth) throw refused("error.xml.too_deep");
    attributes_.clear();
    for (; *attributes; attributes += 2)
      attributes_.push_back({local_name(attributes[0]), attributes[1]});
    text_.clear();
    wanted_.push_back(handler_.start(name, attributes_));
  }

  void add_text(std::string_view more) {
    if (wanted_.empty() || !wanted_.back()) return;
    if (text_.size() + more.size() > kXmlText) throw refused("error.xml.text_too_long");
    text_ += more;
  }

  void end() {
    wanted_.pop_back();
    handler_.end(text_);
    text_.clear();
  }

  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, Free> parser_{XML_ParserCreate(nullptr)};
  std::exception_ptr failure_;
  std::int64_t fed_ = 0;
  std::vector<bool> wanted_;  // of each open element: its text
  std::string text_;
  std::vector<XmlAttribute> attributes_;
};

XmlExpat::XmlExpat(XmlHandler& handler) : parser_(std::make_unique<Parser>(handler)) {}
XmlExpat::~XmlExpat() = default;
void XmlExpat::parse(std::string_view piece, bool last) {
  parser_->parse(piece, last);
}
std::uint64_t XmlExpat::line() const {
  return parser_->line();
}

}  // namespace waymark::workouts
