#include "platform/http/multipart.h"

#include <gtest/gtest.h>

#include <deque>

#include "base/error.h"
#include "platform/runtime/testing.h"

namespace waymark::http {
namespace {

class Pieces final : public BodyReader {
 public:
  Pieces(std::string_view text, std::size_t step) {
    for (; !text.empty(); text.remove_prefix(std::min(step, text.size())))
      left_.emplace_back(text.substr(0, step));
  }
  Task<std::string> read() override {
    std::string piece;
    if (!left_.empty()) {
      piece = std::move(left_.front());
      left_.pop_front();
    }
    co_return piece;
  }

 private:
  std::deque<std::string> left_;
};

constexpr std::string_view kForm =
    "a preamble\r\n--xYz\r\n"
    "Content-Disposition: form-data; name=\"title\"\r\n\r\nMorning run\r\n"
    "--xYz  \r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\tracks\\\\my "
    "\\\"run\\\".gpx\"\r\n"
    "Content-Type: Application/GPX+xml; charset=utf-8\r\n\r\n<gpx>\r\n--xY\r\n--\r\n</gpx>\r\n"
    "--xYz\r\ncontent-disposition:form-data;name=empty\r\n\r\n\r\n--xYz--\r\nan epilogue";

Request form(std::string_view boundary = "xYz") {
  Request request;
  request.method = Method::post;
  request.headers.add("Content-Type", "multipart/form-data; boundary=" + std::string(boundary));
  return request;
}

Task<void> expect_form(Request& request) {
  FormReader reader(request);
  auto title = co_await reader.next();
  EXPECT_TRUE(title);
  EXPECT_EQ(title->name, "title");
  EXPECT_EQ(title->media_type, "text/plain");
  EXPECT_FALSE(title->file_name);
  EXPECT_EQ(co_await reader.read_all(100), "Morning run");
  auto file = co_await reader.next();
  EXPECT_TRUE(file);
  EXPECT_EQ(file->file_name, "my \"run\".gpx");
  EXPECT_EQ(file->media_type, "application/gpx+xml");
  EXPECT_EQ(co_await reader.read_all(100), "<gpx>\r\n--xY\r\n--\r\n</gpx>");
  auto empty = co_await reader.next();
  EXPECT_TRUE(empty);
  EXPECT_EQ(empty->name, "empty");
  EXPECT_EQ(co_await reader.read_all(100), "");
  EXPECT_FALSE(co_await reader.next());
  EXPECT_FALSE(co_await reader.next());
}

TEST(FormReader, ReadsAFormInWhateverPiecesItComes) {
  for (std::size_t step = 1; step < kForm.size(); ++step) {
    Pieces pieces(kForm, step);
    Request request = form();
    request.stream = &pieces;
    runtime::run_task(expect_form(request));
  }
  Request whole = form("\"xYz\"");
  whole.body = kForm;
  runtime::run_task(expect_form(whole));
}

TEST(FormReader, SkipsWhatIsNotRead) {
  Request request = form();
  request.body = kForm;
  const int parts = runtime::run_task([](Request& its) -> Task<int> {
    FormReader reader(its);
    int count = 0;
    while (co_await reader.next()) ++count;
    co_return count;
  }(request));
  EXPECT_EQ(parts, 3);
}

void read_to_the_end(std::string body) {
  Request request = form();
  request.body = std::move(body);
  runtime::run_task([](Request& its) -> Task<void> {
    FormReader reader(its);
    while (co_await reader.next()) co_await reader.read_all(1000);
  }(request));
}

TEST(FormReader, RefusesWhatIsBroken) {
  for (std::size_t length = 0; length < kForm.find("--xYz--") + 7; ++length)
    EXPECT_THROW(read_to_the_end(std::string(kForm.substr(0, length))), Error) << length;
  EXPECT_THROW(read_to_the_end("--xYz\r\n\r\nno name\r\n--xYz--\r\n"), Error);
  EXPECT_THROW(read_to_the_end("--xYzzz\r\n\r\n"), Error);
  EXPECT_THROW(read_to_the_end("--xYz\r\nX: " + std::string(10'000, 'x')), Error) << "long headers";
  EXPECT_THROW(read_to_the_end(std::string(10'000, 'x')), Error) << "a long preamble";
  std::string many;
  for (int i = 0; i < 65; ++i)
    many += "--xYz\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
  EXPECT_THROW(read_to_the_end(many + "--xYz--\r\n"), Error) << "many parts";
  EXPECT_THROW(read_to_the_end("--xYz\r\nContent-Disposition: form-data; name=a\r\n\r\n" +
                               std::string(1001, 'x') + "\r\n--xYz--\r\n"),
               Error)
      << "past read_all's limit";
}

TEST(FormReader, NeedsABoundary) {
  Request request;
  request.headers.add("Content-Type", "multipart/form-data");
  EXPECT_THROW(FormReader{request}, Error);
  Request json;
  json.headers.add("Content-Type", "application/json; boundary=x");
  EXPECT_THROW(FormReader{json}, Error);
}

}  // namespace
}  // namespace waymark::http
