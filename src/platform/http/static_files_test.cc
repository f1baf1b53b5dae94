#include "platform/http/static_files.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/runtime/testing.h"

namespace waymark::http {
namespace {

constexpr EmbeddedFile kFiles[] = {
    {"assets/app-1a2b.js", "let x = 1;"}, {"assets/app-1a2b.js.br", "BR"},
    {"assets/app-1a2b.js.gz", "GZ"},      {"index.html", "<html>"},
    {"manifest.webmanifest", "{}"},       {"notes.gz", "no sibling"},
};

class StaticFilesTest : public testing::Test {
 protected:
  Response get(std::string path) {
    Request request;
    request.path = "/" + path;
    request.path_parameters.emplace_back("path", path);
    for (const auto& [name, value] : fields_) request.headers.add(name, value);
    RequestContext context;
    return runtime::run_task(handler_(request, context));
  }
  static std::string_view body(const Response& response) {
    return std::get<std::string_view>(response.body);
  }

  Handler handler_ = static_files(kFiles);
  std::vector<std::pair<std::string, std::string>> fields_;
};

TEST_F(StaticFilesTest, ServesWithTypeTagAndCacheRule) {
  const Response script = get("assets/app-1a2b.js");
  EXPECT_EQ(body(script), "let x = 1;");
  EXPECT_EQ(script.headers.find("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.headers.find("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(script.headers.find("vary"), "Accept-Encoding");
  const Response index = get("");
  EXPECT_EQ(body(index), "<html>");
  EXPECT_EQ(index.headers.find("cache-control"), "no-cache");
  EXPECT_EQ(get("manifest.webmanifest").headers.find("content-type"), "application/manifest+json");
  EXPECT_EQ(body(get("notes.gz")), "no sibling");
}

TEST_F(StaticFilesTest, ChoosesTheCompressedSibling) {
  fields_ = {{"Accept-Encoding", "gzip, deflate, br"}};
  const Response brotli = get("assets/app-1a2b.js");
  EXPECT_EQ(body(brotli), "BR");
  EXPECT_EQ(brotli.headers.find("content-encoding"), "br");
  EXPECT_EQ(brotli.headers.find("content-type"), "text/javascript; charset=utf-8");
  fields_ = {{"Accept-Encoding", "br;q=0, *;q=0.5"}};
  const Response gzip = get("assets/app-1a2b.js");
  EXPECT_EQ(body(gzip), "GZ");
  EXPECT_NE(brotli.headers.find("etag"), gzip.headers.find("etag"));
  fields_ = {};
  EXPECT_THROW(get("assets/app-1a2b.js.br"), Error) << "a sibling is no file of its own";
}

TEST_F(StaticFilesTest, AnswersNotModified) {
  const std::string tag(*get("index.html").headers.find("etag"));
  fields_ = {{"If-None-Match", "\"other\", W/" + tag}};
  const Response same = get("index.html");
  EXPECT_EQ(same.status, 304U);
  EXPECT_EQ(same.headers.find("etag"), tag);
  fields_ = {{"If-None-Match", "\"other\""}};
  EXPECT_EQ(get("index.html").status, 200U);
}

TEST_F(StaticFilesTest, PagesAreTheAppsAndNothingElseIs) {
  fields_ = {{"Accept", "text/html,application/xhtml+xml"}};
  EXPECT_EQ(body(get("goals/42")), "<html>");
  fields_ = {{"Accept", "application/json"}};
  EXPECT_THROW(get("goals/42"), Error);
  EXPECT_THROW(get("../../etc/passwd"), Error);
  EXPECT_THROW(get("assets"), Error);
}

}  // namespace
}  // namespace waymark::http
