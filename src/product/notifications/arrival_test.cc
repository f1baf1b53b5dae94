// Events that come twice, late, in another order than they happened, or all at once, against a recomputation that knows
// nothing of records.
#include <random>

#include "product/notifications/world_test.h"

namespace waymark::notifications {
namespace {

/// One line an entry: who hears of what, how often, from whom.
using Picture = std::map<std::string, std::pair<std::int64_t, std::set<UserId>>>;

/// What follows from events, worked out the slow way.
class Recomputation {
 public:
  void take(const events::Event& event) {
    const boost::json::object payload = json::parse(event.payload).get_object();
    const auto text = [&](const char* name) {
      return std::string(std::string_view(payload.at(name).get_string()));
    };
    const std::string who = event.user.to_string();
    const std::string day = to_rfc3339(event.occurred_at).substr(0, 10);
    if (event.type == "PostLiked")
      stands("like " + text("postId") + who, event, {{text("authorId"), "LIKE." + text("postId")}},
             day);
    else if (event.type == "PostUnliked")
      facts_.erase("like " + text("postId") + who);
    else if (event.type == "UserFollowed")
      stands("follow " + text("followeeId") + who, event, {{text("followeeId"), "FOLLOW.-"}}, day);
    else if (event.type == "UserUnfollowed")
      facts_.erase("follow " + text("followeeId") + text("followerId"));
    else if (event.type == "CommentAdded")
      stands("comment " + text("commentId"), event, listeners(payload), day);
    else if (event.type == "CommentDeleted")
      facts_.erase("comment " + text("commentId"));
  }

  Picture picture() const {
    Picture picture;
    for (const auto& [source, fact] : facts_)
      for (const std::string& line : fact.lines) {
        auto& [count, actors] = picture[line];
        ++count;
        actors.insert(fact.actor);
      }
    return picture;
  }

 private:
  using Listeners = std::map<std::string, std::string>;
  struct Known {
    UserId actor;
    std::vector<std::string> lines;
  };

  static Listeners listeners(const boost::json::object& payload) {
    const auto text = [](const boost::json::value& value) {
      return std::string(std::string_view(value.get_string()));
    };
    Listeners found;
    if (!payload.at("parentId").is_null())
      found.emplace(text(payload.at("parentAuthorId")), "REPLY." + text(payload.at("parentId")));
    for (const auto& one : payload.at("mentions").get_array())
      found.emplace(text(one), "MENTION." + text(payload.at("commentId")));
    found.emplace(text(payload.at("authorId")), "COMMENT." + text(payload.at("postId")));
    return found;
  }
  void stands(const std::string& source, const events::Event& event, const Listeners& to,
              const std::string& day) {
    Known& known = facts_[source];
    known.actor = event.user;
    known.lines.clear();
    for (const auto& [listener, subject] : to)
      if (listener != event.user.to_string())
        known.lines.push_back(listener + " " + subject + "." + day.substr(0, 4) + day.substr(5, 2) +
                              day.substr(8, 2));
  }

  std::map<std::string, Known> facts_;
};

class ArrivalTest : public BellWorld {
 protected:
  ArrivalTest() {
    people = {ana, ben, eve, person("tom"), person("kim")};
    for (int i = 0; i < 2; ++i)
      for (const RequestContext& who : people)
        posts.push_back(write(who, "post " + std::to_string(i)));
  }

  std::uint32_t roll(std::size_t sides) { return static_cast<std::uint32_t>(dice() % sides); }
  template <typename T>
  const T& one_of(const std::vector<T>& all) {
    return all[roll(all.size())];
  }

  /// Somebody does something; what may not be done is not.
  void step() {
    clock.advance(minutes(static_cast<int>(roll(150))));
    const RequestContext& who = one_of(people);
    const PostView& post = one_of(posts);
    try {
      switch (roll(8)) {
        case 0:
        case 1:
          like(who, post);
          break;
        case 2:
          unlike(who, post);
          break;
        case 3:
          follow(who, one_of(people));
          break;
        case 4:
          unfollow(who, one_of(people));
          break;
        case 5:
          remove_comment(who);
          break;
        default:
          comments_made.push_back(add_comment(who, post));
          break;
      }
    } catch (const Error&) {
    }
  }
  posts::CommentView add_comment(const RequestContext& who, const PostView& post) {
    std::optional<posts::CommentId> parent;
    PostView on = post;
    if (!comments_made.empty() && roll(2) == 0) {
      const posts::CommentView& answered = one_of(comments_made);
      for (const PostView& one : posts)
        if (one.id == answered.post_id) on = one;
      parent = answered.id;
    }
    return comment(who, on, roll(2) == 0 ? "hello @ana and @tom" : "hello", parent);
  }
  void remove_comment(const RequestContext& who) {
    if (!comments_made.empty()) run(service.comments.remove(who, one_of(comments_made).id));
  }

  /// In some order in which they can come: that of each person's events is kept.
  std::vector<events::Event> interleaved(const std::vector<events::Event>& all) {
    std::map<UserId, std::vector<events::Event>> lanes;
    for (const events::Event& event : all) lanes[event.user].push_back(event);
    std::vector<events::Event> order;
    while (!lanes.empty()) {
      auto lane = std::next(lanes.begin(), roll(lanes.size()));
      const std::size_t run_of = 1 + roll(5);
      for (std::size_t i = 0; i < run_of && !lane->second.empty(); ++i) {
        order.push_back(std::move(lane->second.front()));
        lane->second.erase(lane->second.begin());
      }
      if (lane->second.empty()) lanes.erase(lane);
    }
    return order;
  }
  static Task<bool> deliver(events::Consumer& consumer, store::Store& store, events::Event event) {
    events::Effects effects = co_await consumer.apply(event);
    if (effects.transaction.size() == 0) co_return true;
    const store::Outcome outcome = co_await store.transact(std::move(effects.transaction));
    co_return outcome.committed();
  }
  Picture picture_of(store::Store& elsewhere) {
    const EntryRepository repository(elsewhere);
    Picture picture;
    for (const RequestContext& who : people) {
      const store::PageRequest page(100, std::nullopt, InputPath());
      for (const auto& item : run(repository.list(id_of(who), false, page)).items) {
        const Entry entry = EntryRepository::entry_of(item.item);
        if (entry.count == 0) continue;
        auto& [count, actors] = picture[id_of(who).to_string() + " " + entry.id];
        count = entry.count;
        for (const auto& actor : entry.actors)
          if (actor) actors.insert(actor->user);
      }
    }
    return picture;
  }

  using minutes = std::chrono::minutes;
  std::mt19937 dice;
  std::vector<RequestContext> people;
  std::vector<PostView> posts;
  std::vector<posts::CommentView> comments_made;
};

TEST_F(ArrivalTest, InWhateverOrderTheyComeAndHoweverOften) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    dice.seed(seed);
    for (int i = 0; i < 60; ++i) step();
    auto all = run(events::recorded_events(store));
    std::ranges::sort(all, std::less(), [](const events::Event& event) {
      return events::position_of(event.occurred_at, event.id);
    });
    Recomputation expected;
    for (const events::Event& event : all) expected.take(event);
    store::MemoryStore elsewhere(clock);
    BellWriter writer(elsewhere, hub, social, service.reading);
    const auto order = interleaved(all);
    for (std::size_t i = 0; i < order.size(); ++i) {
      // A replay of what this person has done so far, now and then.
      const std::size_t from = roll(12) == 0 ? roll(i + 1) : i;
      for (std::size_t again = from; again <= i; ++again) {
        if (again != i && order[again].user != order[i].user) continue;
        ASSERT_TRUE(run(deliver(writer, elsewhere, order[again])));
      }
    }
    EXPECT_EQ(picture_of(elsewhere), expected.picture()) << "seed " << seed;
    EXPECT_GT(expected.picture().size(), 10u) << "too quiet to prove anything";
  }
}

TEST_F(ArrivalTest, ADeletionMayComeBeforeWhatItDeletes) {
  const auto made = comment(ben, posts.front(), "hello");
  run(service.comments.remove(ana, made.id));
  std::vector<events::Event> two;
  for (events::Event& event : run(events::recorded_events(store)))
    if (event.type.starts_with("Comment")) two.push_back(std::move(event));
  ASSERT_EQ(two.size(), 2u);
  std::ranges::sort(two, std::greater(), &events::Event::type);
  for (const events::Event& event : two)
    EXPECT_TRUE(run(deliver(notifications.writer, store, event)));
  EXPECT_TRUE(all(ana).empty());
}

TEST_F(ArrivalTest, AllAtOnceNobodyWaitsAndAllAreCounted) {
  const PostView& post = posts.front();
  std::vector<RequestContext> fans;
  for (int i = 0; i < 24; ++i) fans.push_back(person("fan" + std::to_string(i)));
  std::set<std::string> known;
  for (std::size_t i = 0; i < fans.size(); ++i) {
    if (i == kActorsNamed) {
      settle();
      EXPECT_EQ(all(ana).front().actor_ids.size(), kActorsNamed);
      for (const events::Event& event : run(events::recorded_events(store)))
        known.insert(event.id.to_string());
    }
    clock.advance(minutes(1));
    like(fans[i], post);
  }
  // All read what is there before any of them writes.
  std::vector<events::Effects> made;
  for (const events::Event& event : run(events::recorded_events(store)))
    if (event.type == "PostLiked" && !known.contains(event.id.to_string()))
      made.push_back(run(notifications.writer.apply(event)));
  ASSERT_EQ(made.size(), 16u);
  for (events::Effects& effects : made)
    EXPECT_TRUE(run(store.transact(std::move(effects.transaction))).committed());
  ASSERT_EQ(all(ana).size(), 1u);
  EXPECT_EQ(all(ana).front().count, 24);
  EXPECT_GE(all(ana).front().actor_ids.size(), 1u);
  settle();
  EXPECT_EQ(all(ana).front().count, 24) << "they are known by now";
}

TEST_F(ArrivalTest, TheFirstEightAreAllNamed) {
  const PostView& post = posts.front();
  like(ben, post);
  like(eve, post);
  std::vector<events::Event> likes;
  for (events::Event& event : run(events::recorded_events(store)))
    if (event.type == "PostLiked") likes.push_back(std::move(event));
  ASSERT_EQ(likes.size(), 2u);
  events::Effects first = run(notifications.writer.apply(likes[0]));
  events::Effects second = run(notifications.writer.apply(likes[1]));
  EXPECT_TRUE(run(store.transact(std::move(first.transaction))).committed());
  EXPECT_FALSE(run(store.transact(std::move(second.transaction))).committed())
      << "the place it chose is taken";
  EXPECT_TRUE(run(deliver(notifications.writer, store, likes[1])));
  EXPECT_EQ(all(ana).front().actor_ids.size(), 2u);
}

TEST_F(ArrivalTest, AReplayChangesNothing) {
  for (int i = 0; i < 80; ++i) step();
  settle();
  const Picture before = picture_of(store);
  const std::int64_t unread_before = unread(ana);
  replay();
  EXPECT_EQ(picture_of(store), before);
  EXPECT_EQ(unread(ana), unread_before);
  settle();
  read_up_to(ana, all(ana).front().position);
  replay();
  EXPECT_EQ(unread(ana), 0) << "nothing rings again";
}

}  // namespace
}  // namespace waymark::notifications
