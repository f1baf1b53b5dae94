// Moving everything from one store to another, whatever their engines.
//
// The source may be in use. A first pass writes every item (an engine that is empty may have a quicker way: Loading); further passes compare both sides item by item and bring
// over what changed meanwhile, until a pass finds nothing to change; then both sides are counted and summed. With a source
// at rest two passes do. The usual way: copy while the server runs, stop it, copy once more (which is quick), start it on
// the new store.
//
// A mark in the target (PK `COPY#`) remembers from which source and how far, so that a copy that was broken off goes on.
// It also keeps people from the worst mistake: a target that holds items and no mark of this source is refused, because
// what the source lacks is deleted from the target.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/task.h"
#include "platform/store/store.h"

namespace waymark::runtime {
class BackgroundPool;
}

namespace waymark::store {

/// Number of items and the sum of their hashes, which does not depend on the order of items nor of their attributes.
struct Checksum {
  std::size_t items = 0;
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  void add(const Item& item);
  bool operator==(const Checksum&) const = default;
  /// "12 items, 00ff…"
  std::string text() const;
};

struct CopyOptions {
  std::string source_name;  // what the mark remembers; another name is another source
  int max_passes = 6;  // comparing ones; a source that changes faster than it is copied ends there
  std::size_t in_flight = 16;  // transactions of up to 100 items at once
  /// Called between pages, at most once a page.
  std::function<void(const std::string& pass, std::size_t items)> on_progress =
      [](const std::string&, std::size_t) {};
  /// Called before each pass: a source that follows another process's files catches up here.
  std::function<void()> before_pass = [] {};
};

struct CopyResult {
  std::size_t written = 0;  // puts, in all passes
  std::size_t deleted = 0;
  int passes = 0;
  Checksum source;
  Checksum target;
  /// False: the source went on changing; both sides may differ in what was written last.
  bool identical() const { return source == target; }
};

/// Throws Error(conflict) for a target that holds other data; what the stores throw. May be called again after any
/// failure and goes on where it was.
Task<CopyResult> copy_all(Store& source, Store& target, CopyOptions options);

/// A store that is being made, which takes items faster than transactions could bring them (rocks/bulk_loader.h). Both
/// operations block, and are called by one thread at a time.
class Loading {
 public:
  virtual ~Loading() = default;
  /// In any order; each item once.
  virtual void add(const Item& item) = 0;
  /// All that was added is there, or nothing.
  virtual void finish() = 0;
};

/// The first pass of a copy, into a store that is not in use yet; copy_all() then goes on with the comparing ones. How many
/// items. Throws what either side does; broken off, it has left nothing behind and begins anew.
Task<std::size_t> load_all(Store& source, Loading& target, runtime::BackgroundPool& pool,
                           CopyOptions options);

/// The mark goes, so that no later copy takes this store for an unfinished one: called when a server begins to use it.
Task<void> forget_copy(Store& store);

}  // namespace waymark::store
