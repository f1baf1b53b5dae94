#include "product/workouts/files/xml_parser.h"

#include <gmock/gmock.h>

#include "base/error.h"

namespace waymark::workouts {
namespace {

/// Says what it hears; the texts of elements named `t` are wanted.
class Said final : public XmlHandler {
 public:
  std::string text;
  bool start(std::string_view name, std::span<const XmlAttribute> attributes) override {
    text.append("<").append(name);
    for (const XmlAttribute& one : attributes)
      text.append(" ").append(one.name).append("=").append(one.value);
    text.append(">");
    return name == "t";
  }
  void end(std::string_view found) override { text.append(found).append("/"); }
};

std::string said(std::string_view document, std::size_t piece = 1 << 20) {
  Said handler;
  XmlParser parser(handler);
  for (; !document.empty(); document.remove_prefix(std::min(piece, document.size())))
    parser.feed(document.substr(0, piece));
  parser.finish();
  return handler.text;
}

FieldProblem problem_of(std::string_view document, std::size_t piece = 1 << 20) {
  try {
    said(document, piece);
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).field, "file");
    return error.problems().at(0);
  }
  ADD_FAILURE() << "accepted: " << document.substr(0, 100);
  return {};
}

std::string in_utf16(std::string_view text) {
  std::string wide("\xFF\xFE", 2);
  for (const char c : text) wide += std::string{c, '\0'};
  return wide;
}

TEST(Xml, ReadsElementsAttributesAndTexts) {
  const std::string document =
      "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\r\n<!-- - a - -->\n<?pi x?>\n"
      "<p:a xmlns:p='urn:x' b = \"1 &lt; &#50;\t&#x1F600;\" >\r\n"
      "<t> x &amp; <![CDATA[<y> & ]]]]>\r\nz</t><t/><skip>not wanted</skip>"
      "<t>one<u/>two</t></p:a>\n<!-- end -->";
  const std::string expected =
      "<a p=urn:x b=1 < 2 \xF0\x9F\x98\x80><t> x & <y> & ]]\nz/<t>/<skip>/<t><u>/two//";
  for (const std::size_t piece : {1u, 2u, 3u, 5u, 13u, 1000u})
    EXPECT_EQ(said(document, piece), expected) << piece;
}

TEST(Xml, ReadsOtherEncodings) {
  const std::string expected = "<a><t>\xC3\xA9//";
  EXPECT_EQ(said("<?xml version='1.0' encoding='ISO-8859-1'?><a><t>\xE9</t></a>"), expected);
  EXPECT_EQ(said("\xEF\xBB\xBF<?xml version='1.0'?><a><t>\xC3\xA9</t></a>"), expected);
  EXPECT_EQ(said(in_utf16("<?xml version='1.0' encoding='UTF-16'?><a><t>&#233;</t></a>")),
            expected);
  EXPECT_EQ(said(" \n<?xml version='1.0' encoding='UTF-8'?><a><t>\xC3\xA9</t></a>", 1), expected);
}

TEST(Xml, LongTextsThatAreNotWantedArePassedOver) {
  std::string document = "<a><b>";
  for (int i = 0; i < 40'000; ++i) document += "&amp;\xC3\xA9]]\r\n";
  document += "</b><t>x</t></a>";
  for (const std::size_t piece : {997u, 100'000u, 1u << 20})
    EXPECT_EQ(said(document, piece), "<a><b>/<t>x//");
}

TEST(Xml, RefusesWhatIsNotWellFormed) {
  for (const char* document : {"",
                               " ",
                               "x",
                               "<a>",
                               "</a>",
                               "<a></b>",
                               "<a/><b/>",
                               "<a/>x",
                               "x<a/>",
                               "<a b='1' b='2'/>",
                               "<a b='<'/>",
                               "<a b=1/>",
                               "<a b/>",
                               "<a b='1'c='2'/>",
                               "<1/>",
                               "< a/>",
                               "<a>&nothing;</a>",
                               "<a>&#0;</a>",
                               "<a>&#xD800;</a>",
                               "<a>&#x110000;</a>",
                               "<a>& </a>",
                               "<a>]]></a>",
                               "<a><!-- -- --></a>",
                               "<a><!--->",
                               "<a>\x01</a>",
                               "<a>\xC0\x80</a>",
                               "<a>\xED\xA0\x80</a>",
                               "<a>\xEF\xBF\xBF</a>",
                               "<a>\xFF</a>",
                               "<a><![CDATA[</a>",
                               "<a><?xml version='1.0'?></a>",
                               "<?xml version='1.0'?",
                               "<?xml?><a/>",
                               "<?xml encoding='UTF-8'?><a/>",
                               "<a><!DOCTYPE a></a>",
                               "<a></a >x",
                               "<a/ >",
                               "<![CDATA[]]><a/>"})
    EXPECT_EQ(problem_of(document).message_key, "error.xml.malformed") << document;
  EXPECT_EQ(problem_of("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").message_key,
            "error.xml.doctype");
}

TEST(Xml, SaysWhereInAnyPieces) {
  std::string document = "<?xml version='1.0'?>\n<a>\n";
  for (int i = 0; i < 500; ++i) document += "<b c='1'>\n</b>\n";
  document += "  <d></e>";
  for (const std::size_t piece : {1u, 7u, 64u, 100'000u}) {
    const FieldProblem problem = problem_of(document, piece);
    EXPECT_EQ(problem.arguments.at("line"), "1003") << piece;
    EXPECT_EQ(problem.arguments.at("column"), "6") << piece;
  }
}

TEST(Xml, BoundsTokensOfAnyKind) {
  const std::string long_text(3 << 20, 'x');
  for (const std::string& document :
       {"<a b='" + long_text + "'/>", "<a><!--" + long_text, "<" + long_text, "<?a " + long_text,
        "<a><t>" + std::string(kXmlText + 1, 'x') + "</t></a>",
        "<a><t><![CDATA[" + std::string(kXmlText + 1, 'x') + "]]></t></a>"})
    EXPECT_EQ(problem_of(document, 10'000).message_key, "error.xml.text_too_long")
        << document.substr(0, 20);
  std::string many = "<a";
  for (int i = 0; i < 101; ++i) many += " a" + std::to_string(i) + "=''";
  EXPECT_EQ(problem_of(many + "/>").message_key, "error.xml.text_too_long");
  std::string deep;
  for (int i = 0; i < 65; ++i) deep += "<a>";
  EXPECT_EQ(problem_of(deep).message_key, "error.xml.too_deep");
}

}  // namespace
}  // namespace waymark::workouts
