#include "product/feed/feed.h"

#include <algorithm>

#include "base/encoding.h"
#include "product/feed/folding.h"

namespace waymark::feed {
namespace {

constexpr std::uint32_t kParts = 10'000;
/// A feed ends where so many in a row are not for the viewer.
constexpr std::size_t kMostHidden = 5'000;

/// Where the page before ended; empty for the first.
Place below_of(const store::PageRequest& request) {
  if (!request.after) return Place();
  const auto text = base64url_decode(*request.after);
  const auto place = text ? Place::parse(*text) : std::nullopt;
  if (!place) throw Error::invalid(request.path("after"), "error.cursor");
  return *place;
}

}  // namespace

Way Cohort::way_of(UserId viewer) const {
  const auto part = static_cast<double>(murmur3_32(viewer.to_string()) % kParts);
  return part < share * kParts ? Way::hybrid : Way::fan_in;
}

Task<FeedPage> Feed::home(Owner viewer, store::PageRequest request) const {
  co_return co_await home_by(cohort_.way_of(viewer.user()), viewer, std::move(request));
}

Task<FeedPage> Feed::home_by(Way way, Owner viewer, store::PageRequest request) const {
  const Place below = below_of(request);
  const std::vector<GroupId> groups = co_await ports_.groups.groups_of(viewer.user());
  std::vector<UserId> actors;
  for (const GroupId group : groups) actors.push_back(actor_of(group));
  auto merge = co_await Merge::of_home(ports_.store, ports_.graph, ports_.heads, viewer.user(),
                                       std::move(actors), way, below, ports_.clock.now());
  co_return co_await page_of(viewer.user(), std::move(merge), true, std::move(request));
}

Task<FeedPage> Feed::timeline(Owner viewer, UserId person, store::PageRequest request) const {
  const Place below = below_of(request);
  auto merge = co_await Merge::of_person(ports_.store, ports_.heads, person, below);
  co_return co_await page_of(viewer.user(), std::move(merge), false, std::move(request));
}

/// An entry's cursor is where its newest activity lies; the last one's is where the page ends, which is further when
/// others were folded. What is hidden moves no cursor: the two ways do not meet the same of it.
Task<FeedPage> Feed::page_of(UserId viewer, std::unique_ptr<Merge> merge, bool home,
                             store::PageRequest request) const {
  FeedPage page;
  page.has_previous = request.after.has_value();
  Folding folding(co_await time_zone_of_(Owner::acting_for(viewer)));
  std::vector<Place> places;
  Place end;
  std::size_t hidden = 0;
  bool more = true;
  co_await merge->prepare(request.size);
  while (more && !page.has_next && hidden < kMostHidden) {
    std::vector<Candidate> candidates;
    while (more && candidates.size() < request.size + 1 - folding.size()) {
      auto next = co_await merge->next();
      more = next.has_value();
      if (next) candidates.push_back(std::move(*next));
    }
    std::vector<Place> read;
    for (const Candidate& candidate : candidates) read.push_back(candidate.ref.place);
    auto views = co_await showing_.shown(viewer, home, std::move(candidates));
    for (std::size_t i = 0; i < views.size() && !page.has_next; ++i) {
      hidden = views[i] ? 0 : hidden + 1;
      if (!views[i]) continue;
      if (folding.begins(*views[i])) {
        page.has_next = folding.size() == request.size;
        if (page.has_next) break;
        places.push_back(read[i]);
      }
      folding.add(std::move(*views[i]));
      end = read[i];
    }
  }
  if (!places.empty()) places.back() = end;
  std::vector<FeedEntry> entries = folding.take();
  for (std::size_t i = 0; i < entries.size(); ++i)
    page.entries.push_back(
        FeedPage::Entry{std::move(entries[i]), base64url_encode(places[i].to_string())});
  co_return page;
}

Task<std::vector<ActivityView>> Feed::activities(UserId viewer,
                                                 std::vector<std::string> ids) const {
  if (ids.size() > kMostOfEntry)
    throw Error::invalid("ids", "error.list.too_long", {{"limit", std::to_string(kMostOfEntry)}});
  std::vector<Candidate> candidates;
  for (const std::string& id : ids) {
    auto ref = parse_ref(id);
    if (!ref) throw Error::invalid("ids", "error.type.id");
    Candidate candidate;
    candidate.ref = *ref;
    candidates.push_back(std::move(candidate));
  }
  auto views = co_await showing_.shown(viewer, false, std::move(candidates));
  std::vector<ActivityView> found;
  for (auto& view : views)
    if (view) found.push_back(std::move(*view));
  co_return found;
}

}  // namespace waymark::feed
