// Compares items with their entries in the indexes and the expiry list, as of one moment.
#pragma once

#include <rocksdb/db.h>

#include <memory>
#include <string>

#include "platform/store/rocks/rocks_store.h"

namespace waymark::store::rocks {

/// Used once, on any thread that may wait for the disk.
class Verifier {
 public:
  explicit Verifier(rocksdb::DB& database);
  ~Verifier();
  Verifier(const Verifier&) = delete;
  Verifier& operator=(const Verifier&) = delete;
  Verification run();

 private:
  void check_items();
  void check_item(std::string_view key, const Item& item);
  void check_index_entries();
  void check_expiry_entries();
  void expect(const std::string& key, std::string_view value, std::string_view what);
  /// The stored item under the key, null when there is none or it cannot be read.
  std::unique_ptr<Item> item_under(const Key& key);
  template <typename F>
  void each(char first_space, char end_space, F&& f);
  void fault(std::string_view what, std::string_view key);

  rocksdb::DB& database_;
  const rocksdb::Snapshot* snapshot_;
  rocksdb::ReadOptions options_;
  Verification result_;
};

}  // namespace waymark::store::rocks
