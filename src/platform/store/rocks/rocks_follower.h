// Reads the database of another process that is using it: for copying a store to another while it is served.
#pragma once

#include <filesystem>
#include <memory>

#include "base/time.h"
#include "platform/runtime/reactor.h"
#include "platform/store/store.h"

namespace waymark::store {

/// Sees what had been written when it last caught up. Writes, sweeps and pings are refused with Error(unavailable). It
/// borrows all it is given. Any reactor; catch_up() while nothing is being read.
class RocksFollower final : public Store {
 public:
  /// `own_folder` is empty, or a folder for the little that the follower itself keeps. Throws Error(unavailable) that says
  /// why the database cannot be read.
  RocksFollower(const std::filesystem::path& directory, const std::filesystem::path& own_folder,
                const Clock& clock, runtime::BackgroundPool& pool);
  ~RocksFollower() override;

  /// What the other process has written since. Blocks.
  void catch_up();

  Task<std::optional<Item>> get(Key key) override;
  Task<std::vector<std::optional<Item>>> batch_get(std::vector<Key> keys) override;
  Task<Page> query(Query query) override;
  Task<Outcome> transact(Transaction transaction) override;
  Task<Page> scan(Scan scan) override;
  Task<std::size_t> sweep(std::size_t limit) override;
  Task<void> ping() override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::store
