#include "platform/graphql/world_test.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include "platform/graphql/gathering.h"

namespace waymark::graphql::testing {
namespace {

enum class Mood { happy, sad };
BOOST_DESCRIBE_ENUM(Mood, happy, sad)
enum class Style { plain, loud };
BOOST_DESCRIBE_ENUM(Style, plain, loud)

struct PersonData {
  const char* id;
  std::optional<std::string> name;
  std::optional<int> age;
  double height;
  Mood mood;
  std::vector<std::optional<int>> scores;
  std::vector<std::size_t> friends;
};

const std::array<PersonData, 4>& people_data() {
  static const std::array<PersonData, 4> people = {{
      {"1", "Ana", 31, 1.7, Mood::happy, {1, 2, 3}, {1, 2}},
      {"2", "Ben \"the 2nd\"\n", 40, 1.8, Mood::sad, {std::nullopt, 5}, {0}},
      {"3", std::nullopt, std::nullopt, 1.65, Mood::happy, {}, {0, 1, 2}},
      {"4", "Dora", -2147483648, 2, Mood::sad, {0}, {}},
  }};
  return people;
}

// A handle rather than a copy, so that people may be friends of each other.
struct Person {
  std::size_t index;
  const PersonData& data() const { return people_data()[index]; }
};

struct Cat {
  std::string id;
  std::string name;
  bool meows = true;
  std::optional<int> lives;
};
BOOST_DESCRIBE_STRUCT(Cat, (), (id, name, meows, lives))

struct Dog {
  std::string id;
  std::optional<std::string> name;
  bool barks = false;
};
BOOST_DESCRIBE_STRUCT(Dog, (), (id, name, barks))

using Pet = std::variant<Cat, Dog>;
using Anyone = std::variant<Person, Cat, Dog>;

Cat tom() {
  return Cat{"c1", "Tom", true, 9};
}
Cat felix() {
  return Cat{"c2", "Felix", false, std::nullopt};
}
Dog rex() {
  return Dog{"d1", "Rex", true};
}
Dog stray() {
  return Dog{"d2", std::nullopt, false};
}

Error failure() {
  return Error(ErrorCode::conflict, "error.conflict");
}

Task<void> a_while() {
  co_await boost::asio::post(use_task);
}

std::vector<Person> friends_of(const Person& person) {
  std::vector<Person> friends;
  for (const std::size_t each : person.data().friends) friends.push_back(Person{each});
  return friends;
}

std::vector<std::optional<Person>> maybe_friends_of(const Person& person) {
  std::vector<std::optional<Person>> friends;
  for (const std::size_t each : person.data().friends) friends.emplace_back(Person{each});
  friends.emplace_back(std::nullopt);
  return friends;
}

std::optional<Person> best_friend_of(const Person& person) {
  if (person.data().friends.empty()) return std::nullopt;
  return Person{person.data().friends.front()};
}

std::vector<Pet> pets_of(const Person& person) {
  if (person.index == 0) return {tom(), rex()};
  if (person.index == 1) return {stray()};
  return {};
}

std::string greeting_of(const Person& person, Call& call) {
  std::string one = "hi " + person.data().name.value_or("you");
  if (call.argument<Style>("style") == Style::loud) one += "!";
  std::string all;
  for (int i = 0; i < call.argument<int>("times"); ++i) all += (i > 0 ? " " : "") + one;
  return all;
}

std::string fails(const Person&) {
  throw failure();
}

std::string shaky_of(const Person& person) {
  if (person.index == 1) throw failure();
  return "steady";
}

Task<std::optional<std::string>> late_name(const Person& person, Call&) {
  co_await a_while();
  co_return person.data().name;
}
Task<std::optional<int>> late_age(const Person& person, Call&) {
  co_await a_while();
  co_return person.data().age;
}
Task<std::string> late_fails(const Person&, Call&) {
  co_await a_while();
  throw failure();
}
Task<std::vector<Person>> late_friends(const Person& person, Call&) {
  co_await a_while();
  co_return friends_of(person);
}
Task<std::vector<std::optional<Person>>> late_maybe_friends(const Person& person, Call&) {
  co_await a_while();
  co_return maybe_friends_of(person);
}
Task<std::optional<Person>> late_best_friend(const Person& person, Call&) {
  co_await a_while();
  co_return best_friend_of(person);
}
Task<std::string> late_shaky(const Person& person, Call&) {
  co_await a_while();
  co_return shaky_of(person);
}

void bind_person(Bindings& bindings) {
  using Matrix = std::vector<std::optional<std::vector<std::optional<int>>>>;
  bindings.object<Person>("Person")
      .field("id", [](const Person& person) { return std::string_view(person.data().id); })
      .field("name", [](const Person& person) -> auto& { return person.data().name; })
      .field("age", [](const Person& person) -> auto& { return person.data().age; })
      .field("sureAge", [](const Person& person) -> auto& { return person.data().age; })
      .field("height", [](const Person& person) { return person.data().height; })
      .field("mood", [](const Person& person) { return person.data().mood; })
      .field("born",
             [](const Person& person) {
               return person.index == 0 ? parse_rfc3339("1994-05-06T07:08:09+02:00") : std::nullopt;
             })
      .field("scores", [](const Person& person) -> auto& { return person.data().scores; })
      .field("matrix",
             [](const Person&) {
               Matrix matrix;
               matrix.push_back(std::vector<std::optional<int>>{1, 2});
               matrix.push_back(std::nullopt);
               matrix.push_back(std::vector<std::optional<int>>{3, std::nullopt});
               return matrix;
             })
      .field("strictMatrix",
             [](const Person& person) {
               Matrix matrix;
               matrix.push_back(std::vector<std::optional<int>>{1});
               if (person.index == 1) matrix.push_back(std::nullopt);
               if (person.index == 2)
                 matrix.push_back(std::vector<std::optional<int>>{std::nullopt});
               return matrix;
             })
      .field("friends", &friends_of)
      .field("maybeFriends", &maybe_friends_of)
      .field("bestFriend", &best_friend_of)
      .field("pets", &pets_of)
      .field("greeting", &greeting_of)
      .field("broken", &fails)
      .field("brokenHard", &fails)
      .field("shaky", &shaky_of)
      .field("lateName", &late_name)
      .field("lateAge", &late_age)
      .field("lateBroken", &late_fails)
      .field("lateBrokenHard", &late_fails)
      .field("lateFriends", &late_friends)
      .field("lateMaybeFriends", &late_maybe_friends)
      .field("lateBestFriend", &late_best_friend)
      .field("lateShaky", &late_shaky);
}

std::optional<Person> owner_of_cat(const Cat& cat) {
  if (cat.id == "c1") return Person{0};
  return std::nullopt;
}
std::optional<Person> owner_of_dog(const Dog& dog) {
  if (dog.id == "d1") return Person{0};
  return Person{1};
}
Task<std::optional<Person>> late_owner_of_dog(const Dog& dog, Call&) {
  co_await a_while();
  if (dog.id == "d1") co_return Person{0};
  co_return std::nullopt;
}

void bind_pets(Bindings& bindings) {
  bindings.object<Cat>("Cat").field("owner", &owner_of_cat);
  bindings.object<Dog>("Dog").field("owner", &owner_of_dog).field("lateOwner", &late_owner_of_dog);
}

std::optional<Person> find_person(const std::string& id) {
  for (std::size_t index = 0; index < people_data().size(); ++index) {
    if (people_data()[index].id == id) return Person{index};
  }
  return std::nullopt;
}

std::vector<Person> everyone() {
  return {Person{0}, Person{1}, Person{2}, Person{3}};
}

std::optional<Anyone> find_node(const std::string& id) {
  if (id == "c1") return tom();
  if (id == "d1") return rex();
  if (const auto person = find_person(id)) return *person;
  return std::nullopt;
}

/// As JavaScript writes it: 1, not 1E0.
void append_plain(std::string& out, const boost::json::value& value) {
  if (value.is_double()) {
    json::append_number(out, value.get_double());
  } else if (value.is_array()) {
    out += '[';
    for (const auto& item : value.get_array()) {
      if (out.back() != '[') out += ',';
      append_plain(out, item);
    }
    out += ']';
  } else if (value.is_object()) {
    out += '{';
    for (const auto& field : value.get_object()) {
      if (out.back() != '{') out += ',';
      out += boost::json::serialize(field.key()) + ":";
      append_plain(out, field.value());
    }
    out += '}';
  } else {
    out += boost::json::serialize(value);
  }
}

void echo_one(std::string& out, Call& call, std::string_view name) {
  if (!call.has_argument(name)) return;
  if (out.size() > 1) out += ',';
  json::append_string(out, name);
  out += ':';
  const auto value = call.argument<std::optional<boost::json::value>>(name);
  append_plain(out, value ? *value : boost::json::value(nullptr));
}

std::string echo(Call& call) {
  std::string out = "{";
  for (const char* name : {"text", "flag", "number", "real", "id", "list", "sure", "grid", "shape",
                           "choice", "mood", "style", "at", "any"})
    echo_one(out, call, name);
  return out + "}";
}

Task<Person> late_hero(Call&) {
  co_await a_while();
  co_return Person{0};
}
Task<std::vector<Person>> late_people(Call&) {
  co_await a_while();
  co_return everyone();
}
Task<std::vector<std::optional<Pet>>> late_pets(Call&) {
  co_await a_while();
  std::vector<std::optional<Pet>> pets;
  pets.emplace_back(tom());
  pets.emplace_back(std::nullopt);
  pets.emplace_back(stray());
  co_return pets;
}

Task<void> for_ever() {
  const auto executor = co_await boost::asio::this_coro::executor;
  Timer timer(executor, std::chrono::steady_clock::time_point::max());
  co_await timer.async_wait(use_task);
}

Task<std::optional<int>> never(Call&) {
  co_await for_ever();
  co_return std::nullopt;
}

void bind_query(Bindings& bindings) {
  bindings.query("never", &never);
  bindings.query("hero", [](Call&) { return Person{0}; });
  bindings.query("lateHero", &late_hero);
  bindings.query("maybeHero", [](Call&) { return std::optional<Person>(Person{2}); });
  bindings.query("person",
                 [](Call& call) { return find_person(call.argument<std::string>("id")); });
  bindings.query("people", [](Call&) { return everyone(); });
  bindings.query("maybePeople", [](Call&) { return everyone(); });
  bindings.query("latePeople", &late_people);
  bindings.query("node", [](Call& call) { return find_node(call.argument<std::string>("id")); });
  bindings.query("named", [](Call&) { return std::vector<Anyone>{Person{2}, tom(), stray()}; });
  bindings.query("pets", [](Call&) { return std::vector<Pet>{tom(), felix(), rex(), stray()}; });
  bindings.query("latePets", &late_pets);
  bindings.query("nothing", [](Call&) { return std::optional<Person>(); });
  bindings.query("echo", &echo);
  bindings.query("tooLarge", [](Call&) { return std::int64_t{2147483648}; });
  bindings.query("notANumber", [](Call&) { return std::numeric_limits<double>::quiet_NaN(); });
}

struct Counter {
  int value = 0;
};
BOOST_DESCRIBE_STRUCT(Counter, (), (value))

Task<int> late_value(const Counter& counter, Call&) {
  co_await a_while();
  co_return counter.value;
}

class Counters {
 public:
  Counter add(Call& call) {
    sum_ += call.argument<int>("value");
    return Counter{sum_};
  }
  Task<Counter> late_add(Call& call) {
    const int before = sum_;
    co_await a_while();
    sum_ = before + call.argument<int>("value");
    co_return Counter{sum_};
  }

 private:
  int sum_ = 0;
};

class CountSource final : public Source<Counter> {
 public:
  explicit CountSource(int to) : to_(to) {}
  Task<std::optional<Counter>> next() override {
    co_await a_while();
    if (at_ >= to_) co_return std::nullopt;
    co_return Counter{++at_};
  }

 private:
  int to_;
  int at_ = 0;
};

Task<std::unique_ptr<Source<Counter>>> count(Call& call) {
  co_return std::make_unique<CountSource>(call.argument<int>("to"));
}

class OnceSource final : public Source<Counter> {
 public:
  OnceSource() { ++live_sources(); }
  ~OnceSource() override { --live_sources(); }
  Task<std::optional<Counter>> next() override {
    if (sent_) co_await for_ever();
    sent_ = true;
    co_return Counter{1};
  }

 private:
  bool sent_ = false;
};

Task<std::unique_ptr<Source<Counter>>> once(Call&) {
  co_return std::make_unique<OnceSource>();
}

Task<std::unique_ptr<Source<int>>> refused(Call&) {
  co_await a_while();
  throw Error(ErrorCode::forbidden, "error.forbidden");
}

int fails_for_counter(const Counter&) {
  throw failure();
}
int fails_at_root(Call&) {
  throw failure();
}

void bind_mutation(Bindings& bindings) {
  auto counters = std::make_shared<Counters>();
  bindings.object<Counter>("Counter")
      .field("lateValue", &late_value)
      .field("broken", &fails_for_counter);
  bindings.mutation("add", [counters](Call& call) { return counters->add(call); });
  bindings.mutation("lateAdd", [counters](Call& call) { return counters->late_add(call); });
  bindings.mutation("fail", &fails_at_root);
  bindings.mutation("failHard", &fails_at_root);
  bindings.subscription("count", &count);
  bindings.subscription("once", &once);
  bindings.subscription("refused", &refused);
}

}  // namespace

std::atomic<int>& live_sources() {
  static std::atomic<int> live{0};
  return live;
}

std::string world_sdl() {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  std::ifstream file(std::string(root != nullptr ? root : ".") +
                     "/tests/graphql-reference/world.graphql");
  std::stringstream text;
  text << file.rdbuf();
  if (text.str().empty()) throw std::runtime_error("cannot read world.graphql");
  return text.str();
}

std::shared_ptr<const Schema> world_schema() {
  SchemaResult result = load_schema(world_sdl());
  if (const auto* errors = std::get_if<std::vector<GraphqlError>>(&result))
    throw std::runtime_error(errors->front().message);
  return std::get<std::shared_ptr<const Schema>>(result);
}

Bindings world_bindings() {
  Bindings bindings;
  bind_person(bindings);
  bind_pets(bindings);
  bind_query(bindings);
  bind_mutation(bindings);
  return bindings;
}

}  // namespace waymark::graphql::testing
