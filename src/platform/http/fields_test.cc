#include "platform/http/fields.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace waymark::http {
namespace {

constexpr const char* kPost =
    R"({"id":"p1","text":"hi","author":{"id":"u1","nickname":"ana"},"media":[{"url":"/a","alt":null},{"url":"/b","alt":"b"}]})";

std::string ask(std::string_view fields) {
  return filtered(kPost, Fields::parse(fields));
}

TEST(FieldsTest, TakesWhatIsAskedForInTheOrderOfTheAnswer) {
  EXPECT_EQ(ask("text,id"), R"({"id":"p1","text":"hi"})");
  EXPECT_EQ(ask("author(nickname)"), R"({"author":{"nickname":"ana"}})");
  EXPECT_EQ(ask("author"), R"({"author":{"id":"u1","nickname":"ana"}})");
  EXPECT_EQ(ask("media(alt),id"), R"({"id":"p1","media":[{"alt":null},{"alt":"b"}]})");
  EXPECT_EQ(ask("nothing,id(more)"), R"({"id":"p1"})");
  EXPECT_EQ(ask("nothing"), "{}");
  EXPECT_EQ(filtered(kPost, Fields()), kPost);
}

TEST(FieldsTest, RefusesWhatIsNoList) {
  std::string deep;
  for (int i = 0; i < 6; ++i) deep += "a(";
  std::string many = "a0";
  for (int i = 1; i <= 100; ++i) many += ",a" + std::to_string(i);
  for (const std::string& text :
       {std::string(), std::string(","), std::string("a,"), std::string("a("), std::string("a()"),
        std::string("a)"), std::string("a b"), std::string("a(b"), std::string("ä"), deep, many}) {
    SCOPED_TRACE(text);
    try {
      Fields::parse(text);
      FAIL() << "taken";
    } catch (const Error& error) {
      ASSERT_EQ(error.problems().size(), 1U);
      EXPECT_EQ(error.problems()[0].field, "fields");
    }
  }
  EXPECT_NO_THROW(Fields::parse("a(b(c(d(e))))"));
}

TEST(FieldsTest, AnswersPagesByTheItem) {
  Request request;
  request.target = "/api/posts?fields=id";
  const std::string page = R"({"items":[{"id":"1","text":"x"}],"nextCursor":"c"})";
  EXPECT_EQ(std::get<std::string>(json_page_answer(request, page).body),
            R"({"items":[{"id":"1"}],"nextCursor":"c"})");
  request.target = "/api/posts/1";
  EXPECT_EQ(std::get<std::string>(json_answer(request, kPost, 201).body), kPost);
  EXPECT_EQ(json_answer(request, kPost, 201).status, 201U);
}

}  // namespace
}  // namespace waymark::http
