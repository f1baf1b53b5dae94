// The embedded engine: one Xapian database in a folder of this process.
//
// Layout: `<folder>/1` is a Xapian (glass) database whose contents terms.h describes. Xapian locks it for one writer;
// processes that share a folder take `2`, `3` … for themselves, up to kMostProcesses.
//
// Everything that reads or writes runs on the background pool. There is one writer; readers are kept, and look at the
// newest commit each time they are used. A database that is damaged, or of another format, is thrown away.
#pragma once

#include <filesystem>
#include <memory>

#include "platform/runtime/reactor.h"
#include "platform/search/search.h"

namespace waymark::search {

class XapianIndex final : public Index {
 public:
  static constexpr int kMostProcesses = 8;

  /// Opens nothing yet. `pool` is borrowed.
  XapianIndex(std::filesystem::path folder, runtime::BackgroundPool& pool);
  ~XapianIndex() override;

  Task<void> apply(Batch batch) override;
  Task<Hits> find(Query query) override;
  Task<std::string> bookmark() override;
  Task<std::uint64_t> size() override;

 private:
  class Database;
  runtime::BackgroundPool& pool_;
  std::shared_ptr<Database> database_;
};

}  // namespace waymark::search
