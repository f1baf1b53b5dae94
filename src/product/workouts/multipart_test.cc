#include "product/workouts/multipart.h"

#include <gmock/gmock.h>

#include "base/error.h"

namespace waymark::workouts {
namespace {

const std::string kBody =
    "preamble\r\n"
    "--b0\r\n"
    "Content-Disposition: form-data; name=\"type\"\r\n\r\nRIDE\r\n"
    "--b0 \r\n"
    "content-disposition: form-data; name=file; filename=\"a \\\"b\\\".gpx\"\r\n"
    "Content-Type: application/gpx+xml\r\n\r\n"
    "<gpx>\r\n--b\r\n-</gpx>\r\n"
    "--b0\r\n"
    "Content-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
    "--b0--\r\nepilogue";

TEST(Multipart, ReadsFileAndFieldsInPiecesOfAnySize) {
  for (std::size_t piece = 1; piece <= kBody.size(); ++piece) {
    std::string file;
    MultipartReader reader("b0", "file", [&](std::string_view bytes) { file += bytes; });
    std::string_view rest = kBody;
    for (; !rest.empty(); rest.remove_prefix(std::min(piece, rest.size())))
      reader.feed(rest.substr(0, piece));
    reader.finish();
    ASSERT_EQ(file, "<gpx>\r\n--b\r\n-</gpx>") << piece;
    EXPECT_TRUE(reader.saw_file());
    EXPECT_EQ(reader.field("type"), "RIDE");
    EXPECT_EQ(reader.field("empty"), "");
    EXPECT_EQ(reader.field("title"), std::nullopt);
  }
}

TEST(Multipart, FindsTheBoundary) {
  EXPECT_EQ(MultipartReader::boundary_of("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(MultipartReader::boundary_of("multipart/form-data; charset=utf-8; Boundary=\"a b\""),
            "a b");
  EXPECT_EQ(MultipartReader::boundary_of("multipart/form-data"), std::nullopt);
  EXPECT_EQ(MultipartReader::boundary_of("multipart/form-data; boundary="), std::nullopt);
  EXPECT_EQ(MultipartReader::boundary_of("x; boundary=" + std::string(71, 'b')), std::nullopt);
}

void expect_broken(const std::string& body) {
  MultipartReader reader("b0", "file", [](std::string_view) {});
  EXPECT_THROW(
      {
        reader.feed(body);
        reader.finish();
      },
      Error)
      << body.substr(0, 100);
}

TEST(Multipart, RefusesWhatIsBroken) {
  expect_broken("");
  expect_broken("no delimiter at all");
  expect_broken(std::string(10'000, 'x'));
  expect_broken("--b0\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b0--");  // no name
  expect_broken("--b0\r\nContent-Disposition: form-data; name=file\r\n\r\nnever ends");
  expect_broken("--b0\r\n" + std::string(10'000, 'h') + "\r\n\r\n");
  expect_broken("--b0\r\nContent-Disposition: form-data; name=t\r\n\r\n" + std::string(5'000, 'x') +
                "\r\n--b0--");
  const std::string file = "--b0\r\nContent-Disposition: form-data; name=file\r\n\r\nx\r\n";
  expect_broken(file + file + "--b0--");  // two files
}

}  // namespace
}  // namespace waymark::workouts
