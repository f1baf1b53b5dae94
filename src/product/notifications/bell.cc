#include "product/notifications/bell.h"

#include "product/notifications/bell_writer.h"

namespace waymark::notifications {
namespace {

constexpr std::uint32_t kReplayedAtOnce = 100;

/// So often is a list read on to fill a page, before it is given out short.
constexpr int kMostRounds = 10;
/// Entries that are marked in one commit, and commits of one call: a bell holds fewer entries.
constexpr std::uint32_t kMarkedAtOnce = 90;
constexpr int kMostCommits = 20;
constexpr std::size_t kLongestId = 200;

}  // namespace

Task<NotificationPage> Bell::list(Owner owner, bool unread_only, store::PageRequest request) const {
  NotificationPage page;
  page.has_previous = request.after.has_value();
  const std::size_t wanted = request.size;
  for (int round = 0; round < kMostRounds; ++round) {
    store::PageRequest rest = request;
    rest.size = static_cast<std::uint32_t>(wanted - page.entries.size());
    store::ListedPage listed =
        co_await repository_.list(owner.user(), unread_only, std::move(rest));
    page.has_next = listed.has_next;
    if (listed.items.empty()) break;
    request.after = listed.items.back().cursor;
    std::vector<Entry> entries;
    for (const auto& one : listed.items) entries.push_back(EntryRepository::entry_of(one.item));
    auto views = co_await showing_.shown(owner.user(), std::move(entries));
    for (std::size_t i = 0; i < views.size(); ++i)
      if (views[i])
        page.entries.push_back(
            NotificationPage::Entry{std::move(*views[i]), std::move(listed.items[i].cursor)});
    if (page.entries.size() == wanted || !page.has_next) break;
  }
  co_return page;
}

Task<std::optional<NotificationView>> Bell::find(Owner owner, std::string id) const {
  if (id.empty() || id.size() > kLongestId) co_return std::nullopt;
  auto entry = co_await repository_.find(owner.user(), std::move(id));
  if (!entry) co_return std::nullopt;
  std::vector<Entry> entries;
  entries.push_back(std::move(*entry));
  auto views = co_await showing_.shown(owner.user(), std::move(entries));
  co_return std::move(views.front());
}

Task<std::int64_t> Bell::unread_count(Owner owner) const {
  auto entries = co_await repository_.unread(owner.user(), Position(), kMostCounted);
  const auto views = co_await showing_.shown(owner.user(), std::move(entries));
  std::int64_t count = 0;
  for (const auto& view : views)
    if (view) ++count;
  co_return count;
}

/// Those that something has happened to since they were read, and so stay as they are.
Task<std::vector<Entry>> Bell::commit_read(UserId user, std::vector<Entry> entries) const {
  std::vector<Entry> changed;
  while (!entries.empty()) {
    store::Transaction transaction;
    for (const Entry& entry : entries) EntryRepository::mark_read(transaction, user, entry);
    const store::Outcome outcome = co_await store_.transact(std::move(transaction));
    if (outcome.committed()) break;
    std::vector<Entry> rest;
    for (std::size_t i = 0; i < entries.size(); ++i)
      (outcome.failed_at(i) ? changed : rest).push_back(std::move(entries[i]));
    entries = std::move(rest);
  }
  co_return changed;
}

Task<std::int64_t> Bell::mark_read(Owner owner, Position up_to, InputPath at) const {
  if (!is_position(up_to)) throw Error::invalid(at("upTo"), "error.cursor");
  bool any = false;
  for (int commits = 0; commits < kMostCommits; ++commits) {
    auto entries = co_await repository_.unread(owner.user(), up_to, kMarkedAtOnce);
    if (entries.empty()) break;
    any = true;
    co_await commit_read(owner.user(), std::move(entries));
  }
  if (any) publish(hub_, owner.user(), std::nullopt);
  co_return co_await unread_count(owner);
}

Task<NotificationView> Bell::mark_one(Owner owner, std::string id) const {
  if (id.empty() || id.size() > kLongestId) throw Error::not_found("notification");
  for (int tries = 0; tries < kMostRounds; ++tries) {
    const auto entry = co_await repository_.find(owner.user(), id);
    if (!entry) throw Error::not_found("notification");
    std::vector<Entry> entries(1, *entry);
    auto views = co_await showing_.shown(owner.user(), entries);
    if (!views.front()) throw Error::not_found("notification");
    NotificationView view = std::move(*views.front());
    if (view.read) co_return view;
    const auto changed = co_await commit_read(owner.user(), std::move(entries));
    if (!changed.empty()) continue;
    publish(hub_, owner.user(), std::nullopt);
    view.read = true;
    co_return view;
  }
  throw Error::conflict("error.conflict.changed_elsewhere");
}

Task<std::vector<Bell::Rung>> Bell::rung_after(UserId user, Position position) const {
  const auto entries = co_await repository_.after(user, std::move(position), kReplayedAtOnce);
  std::vector<Rung> rung;
  for (const Entry& entry : entries) {
    Rung& one = rung.emplace_back();
    one.position = entry.position;
    one.id = entry.id;
  }
  co_return rung;
}

}  // namespace waymark::notifications
