// Live fields: who shares an execution, and that a replay has no gap and nothing twice.
#include "platform/graphql/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "platform/graphql/engine.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/runtime/testing.h"

namespace waymark::graphql {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Line {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Line, (), (text))

constexpr std::string_view kSdl = R"(
  type Query { nothing: Int }
  type Line { text: String! reader: String! }
  type Subscription { onLine(room: String!, after: String): Line! onOwn(room: String!): Line! }
)";

std::string cursor_of(int number) {
  std::string digits = std::to_string(number);
  return std::string(4 - digits.size(), '0') + digits;
}

/// A room: what was said, and who asks for it.
class Room {
 public:
  explicit Room(realtime::Hub& hub) : hub_(hub) {}

  /// Commits a line without telling anybody.
  int write(std::string text) {
    lines_.push_back(std::move(text));
    return static_cast<int>(lines_.size());
  }
  void tell(int number) {
    auto message = std::make_shared<realtime::Message>();
    message->kind = "line";
    Line line;
    line.text = lines_.at(static_cast<std::size_t>(number - 1));
    message->payload = json::to_string(line);
    message->cursor = cursor_of(number);
    message->previous = cursor_of(number - 1);
    message->about = line.text.substr(0, line.text.find(' '));
    hub_.publish("room:1", message);
  }
  void say(std::string text) { tell(write(std::move(text))); }
  void whisper(std::string text) {
    auto message = std::make_shared<realtime::Message>();
    message->kind = "line";
    Line line;
    line.text = std::move(text);
    message->payload = json::to_string(line);
    hub_.publish("room:1", message);
  }

  Task<std::vector<Past<Line>>> after(std::string cursor) {
    ++pages;
    const std::size_t known = lines_.size();
    std::vector<Past<Line>> page;
    for (std::size_t i = 0; i < known && page.size() < 3; ++i) {
      if (cursor_of(static_cast<int>(i) + 1) <= cursor) continue;
      Past<Line>& past = page.emplace_back();
      past.cursor = cursor_of(static_cast<int>(i) + 1);
      past.event.text = lines_[i];
      past.about = lines_[i].substr(0, lines_[i].find(' '));
    }
    if (while_reading) while_reading();
    co_return page;
  }

  int pages = 0;
  std::function<void()> while_reading;

 private:
  realtime::Hub& hub_;
  std::vector<std::string> lines_;
};

class FeedTest : public ::testing::Test {
 protected:
  FeedTest() : engine_(schema(), bindings()) {
    ana_.principal.emplace().user.uuid.bytes[0] = 1;
    ben_.principal.emplace().user.uuid.bytes[0] = 2;
  }
  ~FeedTest() override {
    loop_.run(hub_.stop());
    loop_.run(engine_.stop());
  }

  static std::shared_ptr<const Schema> schema() {
    return std::get<std::shared_ptr<const Schema>>(load_schema(std::string(kSdl)));
  }
  Bindings bindings() {
    Bindings all;
    all.query("nothing", [](Call&) { return std::optional<int>(); });
    all.object<Line>("Line").field("reader", [this](const Line&, Call& call) {
      ++executions_;
      return call.context().principal ? call.context().principal->user.to_string().substr(0, 2)
                                      : std::string("-");
    });
    all.subscription("onLine", &FeedTest::on_line, this);
    all.subscription("onOwn", [this](Call& call) {
      return Live<Line>(hub_, "room:" + call.argument<std::string>("room"), "line");
    });
    return all;
  }
  Task<Live<Line>> on_line(Call& call) {
    Live<Line> live(hub_, "room:" + call.argument<std::string>("room"), "line");
    live.shared("members");
    live.replay(call.argument<std::optional<std::string>>("after").value_or(newest_),
                [this](std::string cursor) { return room_.after(std::move(cursor)); });
    if (judge_) live.judged(judge_);
    live.present(presence_, call.context().require_principal().user.to_string());
    co_return live;
  }

  using Sequence = std::unique_ptr<EventSequence>;
  Sequence subscribe(RequestContext& context, std::string query, boost::json::object variables) {
    Request request;
    request.query = std::move(query);
    request.variables = std::move(variables);
    auto prepared = std::get<Prepared>(engine_.prepare(request, context));
    return std::get<Sequence>(loop_.run(engine_.subscribe(std::move(prepared), context)));
  }
  Sequence follow(RequestContext& context, const std::string& after = "") {
    boost::json::object variables;
    if (!after.empty()) variables["after"] = after;
    return subscribe(context,
                     "subscription($after: String) { onLine(room: \"1\", after: $after) "
                     "{ text reader } }",
                     variables);
  }
  Sequence own(RequestContext& context) {
    return subscribe(context, "subscription { onOwn(room: \"1\") { text reader } }", {});
  }
  /// The next text, or the message of the error that ended it, or "ended".
  std::string next(const Sequence& sequence) {
    std::optional<std::string> response;
    try {
      response = loop_.run(sequence->next());
    } catch (const Error& error) {
      return error.message_key();
    }
    if (!response) return "ended";
    const auto line = boost::json::parse(*response).at("data").as_object().begin()->value();
    return std::string(line.at("text").as_string());
  }
  std::vector<std::string> next(const Sequence& sequence, int count) {
    std::vector<std::string> texts;
    for (int i = 0; i < count; ++i) texts.push_back(next(sequence));
    return texts;
  }
  std::string subscriptions() {
    const std::string all = metrics_.render();
    const std::string name = "\nwaymark_realtime_subscriptions ";
    const std::size_t at = all.find(name) + name.size();
    return all.substr(at, all.find('\n', at) - at);
  }
  static Task<void> keep_next(EventSequence& sequence, std::string& response) {
    const std::optional<std::string> event = co_await sequence.next();
    response = event.value_or("ended");
  }
  void turn() {
    loop_.context().restart();
    loop_.context().poll();
  }

  runtime::TestLoop loop_;
  telemetry::Metrics metrics_;
  realtime::LocalHub hub_{metrics_};
  realtime::LocalPresence presence_{hub_};
  Room room_{hub_};
  std::string newest_ = "0000";
  Judge judge_;
  int executions_ = 0;
  Engine engine_;
  RequestContext ana_;
  RequestContext ben_;
};

TEST_F(FeedTest, OneExecutionAnswersAllWhoAskedTheSame) {
  const Sequence one = follow(ana_);
  const Sequence two = follow(ana_);
  const Sequence three = follow(ben_);
  std::vector<std::string> heard(3);
  runtime::TaskGroup clients(loop_.executor(), [](const std::exception_ptr&) { ADD_FAILURE(); });
  clients.spawn(keep_next(*one, heard[0]));
  clients.spawn(keep_next(*two, heard[1]));
  clients.spawn(keep_next(*three, heard[2]));
  turn();  // they have replayed nothing, and wait
  room_.say("ana hello");
  turn();
  EXPECT_THAT(heard, Each(R"({"data":{"onLine":{"text":"ana hello","reader":"-"}}})"));
  EXPECT_EQ(executions_, 1);
  EXPECT_EQ(subscriptions(), "1");
}

TEST_F(FeedTest, ACursorOfOnesOwnDoesNotPart) {
  room_.write("ana 1");
  room_.write("ana 2");
  const Sequence late = follow(ana_, "0002");
  const Sequence early = follow(ben_, "0001");
  EXPECT_EQ(next(early), "ana 2");
  EXPECT_EQ(subscriptions(), "1");
}

TEST_F(FeedTest, WithoutSharingEachPersonHasAnExecutionOfTheirOwn) {
  const Sequence one = own(ana_);
  const Sequence two = own(ana_);
  const Sequence other = own(ben_);
  EXPECT_EQ(subscriptions(), "2");
  room_.say("ana hello");
  EXPECT_THAT(*loop_.run(one->next()), HasSubstr(R"("reader":"01")"));
  EXPECT_THAT(*loop_.run(two->next()), HasSubstr(R"("reader":"01")"));
  EXPECT_THAT(*loop_.run(other->next()), HasSubstr(R"("reader":"02")"));
  EXPECT_EQ(executions_, 2);
}

TEST_F(FeedTest, OtherDocumentsVariablesAndLanguagesAreOtherFeeds) {
  const Sequence one = own(ana_);
  const Sequence fields = subscribe(ana_, "subscription { onOwn(room: \"1\") { text } }", {});
  boost::json::object room;
  room["room"] = "1";
  const std::string document = "subscription($room: String!) { onOwn(room: $room) { text } }";
  const Sequence first_room = subscribe(ana_, document, room);
  room["room"] = "2";
  const Sequence second_room = subscribe(ana_, document, room);
  ana_.locale = Locale::fr;
  const Sequence french = own(ana_);
  EXPECT_EQ(subscriptions(), "5");
}

TEST_F(FeedTest, AFeedEndsWithItsLastMember) {
  Sequence one = follow(ana_);
  Sequence two = follow(ben_);
  one.reset();
  EXPECT_EQ(subscriptions(), "1");
  two.reset();
  EXPECT_EQ(subscriptions(), "0");
  const Sequence again = follow(ana_);
  room_.say("ana hello");
  EXPECT_EQ(next(again), "ana hello");
}

TEST_F(FeedTest, ReplaysFromTheCursorOnThenLive) {
  for (int i = 1; i <= 8; ++i) room_.write("ana " + std::to_string(i));
  const Sequence client = follow(ana_, "0002");
  EXPECT_THAT(next(client, 6), ElementsAre("ana 3", "ana 4", "ana 5", "ana 6", "ana 7", "ana 8"));
  room_.say("ana 9");
  EXPECT_EQ(next(client), "ana 9");
}

TEST_F(FeedTest, WhatComesWhileHistoryIsReadComesOnceAndInOrder) {
  for (int i = 1; i <= 4; ++i) room_.write("ana " + std::to_string(i));
  int more = 5;
  room_.while_reading = [&] {
    if (more > 9) return;
    room_.tell(more - 1);  // late, and heard already
    room_.say("ana " + std::to_string(more++));
  };
  const Sequence client = follow(ana_, "0001");
  EXPECT_THAT(next(client, 8),
              ElementsAre("ana 2", "ana 3", "ana 4", "ana 5", "ana 6", "ana 7", "ana 8", "ana 9"));
  room_.say("ana 10");
  EXPECT_EQ(next(client), "ana 10");
}

TEST_F(FeedTest, AFloodDuringTheReplayIsReadFromHistory) {
  room_.write("ana 1");
  bool flooded = false;
  room_.while_reading = [&] {
    if (std::exchange(flooded, true)) return;
    for (std::size_t i = 0; i < 2 * realtime::kMostWaiting; ++i) room_.say("flood");
  };
  const Sequence client = follow(ana_);
  EXPECT_EQ(next(client), "ana 1");
  for (std::size_t i = 0; i < 2 * realtime::kMostWaiting; ++i) ASSERT_EQ(next(client), "flood");
  room_.say("ana end");
  EXPECT_EQ(next(client), "ana end");
}

TEST_F(FeedTest, AGapIsFilledFromHistory) {
  const Sequence client = follow(ana_);
  room_.say("ana 1");
  EXPECT_EQ(next(client), "ana 1");
  room_.write("ana 2");
  room_.say("ana 3");
  EXPECT_THAT(next(client, 2), ElementsAre("ana 2", "ana 3"));
  room_.tell(2);
  room_.say("ana 4");
  EXPECT_EQ(next(client), "ana 4");
}

TEST_F(FeedTest, ALossIsFilledFromHistory) {
  const Sequence one = follow(ana_);
  const Sequence two = follow(ben_);
  room_.say("ana 1");
  EXPECT_EQ(next(one), "ana 1");
  EXPECT_EQ(next(two), "ana 1");
  room_.write("ana 2");
  for (std::size_t i = 0; i < realtime::kMostWaiting + 2; ++i) room_.whisper("noise");
  room_.say("ana 3");
  for (const Sequence* sequence : {&one, &two}) {
    std::string text = next(*sequence);
    while (text == "noise") text = next(*sequence);  // what came before the loss
    EXPECT_EQ(text, "ana 2");
    EXPECT_EQ(next(*sequence), "ana 3");
  }
}

TEST_F(FeedTest, ALossWithoutHistoryEndsTheSubscription) {
  const Sequence client = own(ana_);
  for (std::size_t i = 0; i < realtime::kMostWaiting + 2; ++i) room_.whisper("noise");
  while (next(client) == "noise") continue;
  EXPECT_EQ(next(client), "error.subscription_lost");
  EXPECT_EQ(subscriptions(), "0");
}

TEST_F(FeedTest, AClientThatDoesNotReadIsLetGo) {
  const Sequence slow = own(ana_);
  const Sequence quick = own(ana_);
  for (std::size_t i = 0; i <= realtime::kMostWaiting; ++i) {
    room_.whisper(std::to_string(i));
    EXPECT_EQ(next(quick), std::to_string(i));
  }
  for (std::size_t i = 0; i < realtime::kMostWaiting; ++i) ASSERT_EQ(next(slow), std::to_string(i));
  EXPECT_EQ(next(slow), "error.subscription_lost");
}

TEST_F(FeedTest, WhatHasNoCursorIsForThoseWhoAreThere) {
  room_.whisper("too early");
  turn();
  const Sequence client = follow(ana_);
  room_.say("ana 1");
  EXPECT_EQ(next(client), "ana 1");
  room_.whisper("now");
  EXPECT_EQ(next(client), "now");
  room_.say("ana 2");
  EXPECT_EQ(next(client), "ana 2");
}

TEST_F(FeedTest, AJudgeSkipsAndEnds) {
  judge_ = [](const realtime::Message& message) {
    if (message.about == "blocked") return Verdict::skip;
    return message.about == "bye" ? Verdict::end : Verdict::send;
  };
  room_.write("blocked 1");
  room_.write("ana 2");
  const Sequence client = follow(ana_);
  judge_ = nullptr;
  const Sequence other = follow(ben_);
  EXPECT_EQ(next(client), "ana 2");
  room_.say("blocked 3");
  room_.say("ana 4");
  EXPECT_EQ(next(client), "ana 4");
  room_.say("bye 5");
  EXPECT_EQ(next(client), "ended");
  EXPECT_THAT(next(other, 5), ElementsAre("blocked 1", "ana 2", "blocked 3", "ana 4", "bye 5"));
}

TEST_F(FeedTest, WhoFollowsIsPresent) {
  Sequence one = follow(ana_);
  const Sequence two = follow(ben_);
  EXPECT_THAT(loop_.run(presence_.present("room:1")),
              ElementsAre(ana_.principal->user.to_string(), ben_.principal->user.to_string()));
  one.reset();
  EXPECT_THAT(loop_.run(presence_.present("room:1")),
              ElementsAre(ben_.principal->user.to_string()));
}

TEST_F(FeedTest, AMessageThatCannotBeReadIsPassedOver) {
  const Sequence client = own(ana_);
  hub_.publish("room:1", [] {
    auto message = std::make_shared<realtime::Message>();
    message->kind = "line";
    message->payload = "no JSON";
    return message;
  }());
  room_.whisper("after it");
  EXPECT_EQ(next(client), "after it");
}

TEST_F(FeedTest, TheHubsEndIsTheFeedsEnd) {
  const Sequence client = follow(ana_);
  room_.say("ana 1");
  EXPECT_EQ(next(client), "ana 1");
  loop_.run(hub_.stop());
  EXPECT_EQ(next(client), "ended");
}

TEST_F(FeedTest, AResolverThatRefusesIsARefusal) {
  RequestContext nobody;
  Request request;
  request.query = "subscription { onLine(room: \"1\") { text } }";
  auto prepared = std::get<Prepared>(engine_.prepare(request, nobody));
  const auto started = loop_.run(engine_.subscribe(std::move(prepared), nobody));
  EXPECT_THAT(std::get<Refusal>(started).body(), HasSubstr("UNAUTHENTICATED"));
  EXPECT_EQ(subscriptions(), "0");
}

}  // namespace
}  // namespace waymark::graphql
