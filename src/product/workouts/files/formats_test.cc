#include "product/workouts/files/formats.h"

#include <gtest/gtest.h>

#include "product/workouts/files/fit_text_test.h"
#include "product/workouts/files/kept_finds_test.h"
#include "product/workouts/files/track_text_test.h"

namespace waymark::workouts {
namespace {

TEST(Formats, AreToldByTheirFirstBytes) {
  EXPECT_EQ(format_of(fit::Writer().file(), "x.bin"), FileFormat::fit);
  EXPECT_EQ(format_of("\n<?xml version='1.0'?>\n<!-- a -->\n<g:gpx a='1'>", ""), FileFormat::gpx);
  EXPECT_EQ(format_of("\xEF\xBB\xBF<TrainingCenterDatabase>", "run.gpx"), FileFormat::tcx);
  EXPECT_EQ(format_of("started_at;title\n", ""), FileFormat::csv);
  EXPECT_EQ(format_of("Activity ID,Activity Date,Activity Name,Activity Type\n", ""),
            FileFormat::csv);
  std::string wide("\xFF\xFE", 2);
  for (const char c : std::string("<?xml version='1.0' encoding='UTF-16'?><gpx/>")) {
    wide += c;
    wide += '\0';
  }
  EXPECT_EQ(format_of(wide, ""), FileFormat::gpx);
}

TEST(Formats, AreToldByTheNameWhenTheBytesSayNothing) {
  EXPECT_EQ(format_of("", "a/b.FIT"), FileFormat::fit);
  EXPECT_EQ(format_of("<!--" + std::string(10'000, ' '), "b.gpx"), FileFormat::gpx);
  EXPECT_EQ(format_of("a,b\n", "b.csv"), FileFormat::csv);
  EXPECT_EQ(format_of("<html>", "b.html"), std::nullopt);
  EXPECT_EQ(format_of("", "noname"), std::nullopt);
}

TEST(Formats, HaveReaders) {
  const std::string text = track_text("", {point(1, 1, 0), point(1.001, 1, 30)});
  KeptFinds finds;
  const auto reader = reader_of(*format_of(text, ""), finds);
  reader->feed(text);
  reader->finish();
  EXPECT_EQ(finds.workouts.size(), 1u);
}

}  // namespace
}  // namespace waymark::workouts
