// What home feeds cost a day, reckoned from what single pages and puts were measured to cost.
#pragma once

#include <string>
#include <vector>

namespace waymark {

/// What was measured, in microseconds.
struct FeedCosts {
  double fan_in_page = 0;
  double feed_page = 0;
  double put = 0;  // one item in one feed
};

struct FeedDay {
  double people = 0;
  double posts_each = 0;
  double fan_in = 0;  // core-seconds
  double fan_out = 0;
  double hybrid = 0;
};

/// For 10^4 to 10^7 people, at three rates of posting. A tenth of the people look ten times a day. Followers are spread by
/// a power law (Zipf, exponent 1) around a mean of 100; those with 1,000 or more are promoted.
std::vector<FeedDay> days_of(const FeedCosts& costs);

/// An SVG with both axes in powers of ten, and a group of lines for each rate of posting.
std::string chart_of(const std::vector<FeedDay>& days);

}  // namespace waymark
