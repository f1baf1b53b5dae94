#include "base/locale.h"

#include <gtest/gtest.h>

#include <set>

#include <boost/json.hpp>

#include "base/embedded.h"

namespace waymark {
namespace {

TEST(Locale, NegotiatesByWeight) {
  EXPECT_EQ(negotiate_locale("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5"), Locale::fr);
  EXPECT_EQ(negotiate_locale("de, es;q=0.3, pt-BR;q=0.7"), Locale::pt_br);
  EXPECT_EQ(negotiate_locale("pt-PT"), Locale::pt_br);
  EXPECT_EQ(negotiate_locale("en;q=0, es;q=0.001"), Locale::es);
  EXPECT_EQ(negotiate_locale("de, ja"), std::nullopt);
  EXPECT_EQ(negotiate_locale(""), std::nullopt);
  EXPECT_EQ(negotiate_locale(",;q=,;;"), std::nullopt);
}

std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1))
    names.emplace(text.substr(open, text.find('}', open) - open));
  return names;
}

TEST(Catalogues, HaveTheSameKeysAndPlaceholdersInEveryLanguage) {
  std::map<std::string, std::map<std::string, std::string>> texts;  // key → file → text
  for (const EmbeddedFile& file : embedded::messages()) {
    const boost::json::value parsed =
        boost::json::parse(boost::json::string_view(file.content.data(), file.content.size()));
    for (const auto& entry : parsed.as_object())
      texts[std::string(entry.key())][std::string(file.name)] =
          boost::json::value_to<std::string>(entry.value());
  }
  ASSERT_EQ(embedded::messages().size(), std::size(kLocales));
  ASSERT_FALSE(texts.empty());
  for (const auto& [key, by_file] : texts) {
    EXPECT_EQ(by_file.size(), std::size(kLocales)) << key << " lacks a language";
    for (const auto& [file, text] : by_file) {
      EXPECT_FALSE(text.empty()) << file << " " << key;
      EXPECT_EQ(placeholders(text), placeholders(by_file.begin()->second)) << file << " " << key;
    }
  }
}

TEST(Translate, FillsPlaceholders) {
  EXPECT_EQ(translate(Locale::es, "error.too_large", {{"limit", "10"}}),
            "Es demasiado grande: el límite es de 10 bytes.");
  EXPECT_EQ(translate(Locale::fr, "no.such.key"), "no.such.key");
}

}  // namespace
}  // namespace waymark
