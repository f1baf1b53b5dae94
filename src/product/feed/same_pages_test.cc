// The property that feeds stand on: whatever has happened, and however far consumers and fan-out have come, both ways give
// the same pages, and together the pages hold what a plain look at everything finds.
#include <random>

#include "base/test_seed.h"
#include "product/feed/keys.h"
#include "product/feed/world_test.h"

namespace waymark::feed {
namespace {

using posts::Visibility;

class SamePagesTest : public FeedWorld {
 protected:
  SamePagesTest() {
    for (int i = 0; i < 10; ++i) people.push_back(person("person" + std::to_string(i)));
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }
  const RequestContext& anybody() { return people[below(people.size())]; }

  /// One thing that somebody does, or that happens; what is refused is nothing.
  void do_something() {
    const RequestContext& who = anybody();
    const RequestContext& other = anybody();
    try {
      switch (below(20)) {
        case 0:
        case 1:
        case 2:
          run(follows.follow(who, id_of(other)));
          break;
        case 3:
          run(follows.unfollow(who, id_of(other)));
          break;
        case 4:
          below(3) == 0 ? run(blocks.block(who, id_of(other)))
                        : run(blocks.unblock(who, id_of(other)));
          break;
        case 5:
          below(2) == 0 ? run(blocks.mute(who, id_of(other)))
                        : run(blocks.unmute(who, id_of(other)));
          break;
        case 6:
          change_sharing(who);
          break;
        case 7:
        case 8:
        case 9:
          written.emplace_back(
              &who, write(who, "post " + std::to_string(written.size()), Visibility(below(4))).id);
          break;
        case 10:
        case 11:
          tasks.emplace_back(&who, ids.make<TaskId>());
          finish(who, tasks.back().second);
          break;
        case 12:
          undo();
          break;
        case 13:
          if (!written.empty())
            run(service.reactions.boost(who, written[below(written.size())].second));
          break;
        case 14:
        case 15:
          settle();
          break;
        case 16:
        case 17:
          spread_some();
          break;
        case 18:
          clock.advance(std::chrono::seconds(below(200)));
          break;
        default:
          clock.advance(below(30) == 0 ? std::chrono::hours(24 * below(20))
                                       : std::chrono::hours(below(3)));
          break;
      }
    } catch (const Error&) {
    }
  }
  void change_sharing(const RequestContext& who) {
    social::SharingInput input;
    input.tasks = social::Audience(below(3));
    run(sharing.change(who, input));
  }
  void undo() {
    if (below(2) == 0 && !written.empty()) {
      const auto& [author, post] = written[below(written.size())];
      run(service.posts.remove(*author, post));
    } else if (!tasks.empty()) {
      const auto& [who, task] = tasks[below(tasks.size())];
      reopen(*who, task);
    }
  }
  /// Some of the jobs, in any order, and some twice.
  void spread_some() {
    while (!jobs.actors.empty() && below(4) != 0) {
      const std::size_t which = below(jobs.actors.size());
      run(small_fan_out.spread(jobs.actors[which]));
      if (below(4) != 0)
        jobs.actors.erase(jobs.actors.begin() + static_cast<std::ptrdiff_t>(which));
    }
  }

  static std::vector<std::string> ids_on(const FeedPage& page) {
    std::vector<std::string> all;
    for (const auto& [entry, cursor] : page.entries) {
      all.insert(all.end(), entry.activity_ids.begin(), entry.activity_ids.end());
      all.push_back(cursor + " " + std::to_string(entry.count) + " " + entry.fold_key);
    }
    all.push_back(page.has_next ? "more" : "end");
    return all;
  }

  /// What one of the pages has and the other has not, and how its actor stands.
  std::string differing(const RequestContext& viewer, const FeedPage& one, const FeedPage& other) {
    std::string text;
    const auto lacking = [&](const char* way, std::vector<std::string> some,
                             std::vector<std::string> more) {
      for (const std::string& id : more) {
        const auto ref = parse_ref(id);
        if (!ref || std::ranges::find(some, id) != some.end()) continue;
        const Head head = run(ActivityRepository(store).head(ref->actor));
        text += std::string(way) + " lacks " + ref->place.to_string() + ": promoted " +
                head.promoted_at.value_or(Place()).to_string() + ", through " +
                head.through.value_or(Place()).to_string() + ", last " + head.last.to_string();
        for (const auto& followee : run(graph.followees(id_of(viewer))))
          if (followee.id == ref->actor) text += ", followed since " + to_rfc3339(followee.since);
        const auto floor = run(store.get(keys::floor(id_of(viewer))));
        if (floor) text += ", floor " + std::string(floor->text("place").value_or(""));
        text += run(store.get(keys::feed_item(id_of(viewer), ref->place)))
                    ? ", is in the feed\n"
                    : ", is not in the feed\n";
      }
    };
    lacking("fan-in", ids_on(one), ids_on(other));
    lacking("hybrid", ids_on(other), ids_on(one));
    return text;
  }

  /// Pages, each read both ways: all of them, or a few with things that happen in between.
  std::vector<std::string> walk(const RequestContext& viewer, bool meanwhile) {
    std::vector<std::string> found;
    std::optional<std::string> after;
    const auto size = static_cast<std::int64_t>(meanwhile ? 1 + below(7) : 5 + below(30));
    int pages = 0;
    do {
      const FeedPage one = home(viewer, Way::fan_in, size, after);
      const FeedPage other = home(viewer, Way::hybrid, size, after);
      EXPECT_EQ(ids_on(one), ids_on(other)) << differing(viewer, one, other);
      if (HasFailure()) break;
      for (const auto& [entry, cursor] : one.entries)
        found.insert(found.end(), entry.activity_ids.begin(), entry.activity_ids.end());
      after = one.has_next ? std::optional(one.entries.back().cursor) : std::nullopt;
      if (meanwhile) do_something();
    } while (after && !(meanwhile && ++pages == 5));
    return found;
  }

  /// What is there for somebody, found without heads, streams or merging.
  std::vector<std::string> looked_up(const RequestContext& viewer) {
    std::vector<Candidate> candidates;
    for (const RequestContext& person : people) {
      store::Query all(store::Index::table, "ACTIVITY#" + id_of(person).to_string());
      all.where(store::SortKey::begins_with("TS#")).at_most(1'000);
      for (const store::Item& item : run(store.query(all)).items) {
        Candidate candidate;
        candidate.ref.actor = id_of(person);
        candidate.ref.place = place_of(item);
        candidates.push_back(std::move(candidate));
      }
    }
    std::vector<std::string> found;
    const Showing showing(store, social, graph, service.reading);
    for (const auto& view : run(showing.shown(id_of(viewer), true, std::move(candidates))))
      if (view) found.push_back(view->id);
    return found;
  }

  std::mt19937 random_{test_seed()};
  std::vector<RequestContext> people;
  std::vector<std::pair<const RequestContext*, posts::PostId>> written;
  std::vector<std::pair<const RequestContext*, TaskId>> tasks;
  FanOut small_fan_out{store, graph, Keeping{6, 2}};
};

TEST_F(SamePagesTest, WhateverHappens) {
  std::size_t promoted = 0;
  std::size_t spread = 0;
  for (int round = 0; round < 60 && !HasFailure(); ++round) {
    for (int i = 0; i < 12; ++i) do_something();
    const RequestContext& viewer = anybody();
    walk(viewer, true);
    const auto pages = walk(viewer, false);
    EXPECT_THAT(pages, testing::UnorderedElementsAreArray(looked_up(viewer)));
    for (const RequestContext& person : people) {
      const Head head = run(ActivityRepository(store).head(id_of(person)));
      promoted += head.is_promoted() ? 1 : 0;
      spread += head.through ? 1 : 0;
    }
  }
  EXPECT_GT(promoted, 100u);
  EXPECT_GT(spread, 50u);
}

}  // namespace
}  // namespace waymark::feed
