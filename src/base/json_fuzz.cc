// Any bytes as the body of a request: either an Error that can be shown, or a struct whose JSON reads back the same.
#include <cstdint>
#include <cstdlib>

#include "base/json.h"

namespace {

using namespace waymark;

enum class Kind { run, ride };
BOOST_DESCRIBE_ENUM(Kind, run, ride)

struct Place {
  double latitude = 0;
  std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(Place, (), (latitude, name))

struct Body {
  std::string title;
  std::int64_t count = 0;
  std::uint8_t level = 0;
  bool done = false;
  Kind kind = Kind::run;
  std::optional<GoalId> goal;
  std::optional<Instant> at;
  std::optional<Date> due;
  std::optional<Metres> distance;
  Place place;
  std::vector<Place> places;
  std::vector<std::vector<std::string>> words;
  std::optional<boost::json::value> extra;
};
BOOST_DESCRIBE_STRUCT(Body, (),
                      (title, count, level, done, kind, goal, at, due, distance, place, places,
                       words, extra))

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const Body body = json::decode<Body>(text, json::Limits{1 << 16, 16});
    const std::string once = json::to_string(body);
    require(json::to_string(json::decode<Body>(once)) == once);
  } catch (const Error& error) {
    require(error.code() == ErrorCode::invalid_input || error.code() == ErrorCode::too_large);
    for (const FieldProblem& problem : error.problems()) require(!problem.message_key.empty());
  }
  return 0;
}
