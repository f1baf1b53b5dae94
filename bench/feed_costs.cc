#include "feed_costs.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

namespace waymark {
namespace {

FeedDay day_of(const FeedCosts& costs, double people, double posts_each) {
  FeedDay day{people, posts_each, 0, 0, 0};
  const double scale = 100 * people / std::log(people);  // followers of the first
  const double promoted = std::clamp(scale / 1'000, 0.0, people);
  const double edges = 100 * people;
  const double promoted_edges = promoted < 1 ? 0 : std::min(edges, scale * std::log(promoted + 1));
  const double share = promoted_edges / edges;
  const double pages = people / 10 * 10;
  day.fan_in = pages * costs.fan_in_page / 1e6;
  day.fan_out = (pages * costs.feed_page + edges * posts_each * costs.put) / 1e6;
  day.hybrid = (pages * (share * costs.feed_page + (1 - share) * costs.fan_in_page) +
                promoted_edges * posts_each * costs.put) /
               1e6;
  return day;
}

}  // namespace

std::vector<FeedDay> days_of(const FeedCosts& costs) {
  std::vector<FeedDay> days;
  for (const double posts : {0.2, 1.0, 5.0})
    for (const double people : {1e4, 1e5, 1e6, 1e7}) days.push_back(day_of(costs, people, posts));
  return days;
}

std::string chart_of(const std::vector<FeedDay>& days) {
  std::ostringstream svg;
  svg << "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 330' font-family='sans-serif' "
         "font-size='12'>\n";
  const auto x = [](double people, int group) {
    return 50 + group * 290 + (std::log10(people) - 4) * 80;
  };
  const auto y = [](double seconds) { return 290 - (std::log10(std::max(seconds, 0.1)) + 1) * 35; };
  constexpr std::pair<const char*, double FeedDay::*> kLines[] = {
      {"#c0392b", &FeedDay::fan_in}, {"#2980b9", &FeedDay::fan_out}, {"#27ae60", &FeedDay::hybrid}};
  for (int group = 0; group < 3; ++group) {
    const auto* first = &days[static_cast<std::size_t>(group) * 4];
    svg << "<text x='" << x(1e4, group) << "' y='20'>" << first->posts_each
        << " activities a day, 10^4 to 10^7 people</text>\n";
    for (const auto& [colour, member] : kLines) {
      svg << "<polyline fill='none' stroke-width='2' stroke='" << colour << "' points='";
      for (int i = 0; i < 4; ++i)
        svg << x(first[i].people, group) << ',' << y(first[i].*member) << ' ';
      svg << "'/>\n";
    }
  }
  for (int power = -1; power <= 6; ++power)
    svg << "<text x='5' y='" << y(std::pow(10, power)) << "'>10^" << power << "</text>\n";
  svg << "<text x='50' y='320'>core-seconds a day: <tspan fill='#c0392b'>fan-in</tspan>, <tspan "
         "fill='#2980b9'>fan-out</tspan>, <tspan fill='#27ae60'>hybrid</tspan></text>\n</svg>\n";
  return svg.str();
}

}  // namespace waymark
