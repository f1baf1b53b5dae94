// Entries in memory, in the order they come, until they are sorted and written out.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace waymark::store::rocks {

/// Holds keys and values in one block of memory. Used by one thread at a time.
class EntryBuffer {
 public:
  /// `bytes` of memory in all: for keys, values and the table that is sorted.
  explicit EntryBuffer(std::size_t bytes);

  /// Whether an item with these entries finds room. An empty buffer always has it, for the largest item there is.
  bool has_room(std::size_t bytes, std::size_t entries) const;
  /// Keeps a value that several entries have; they name it by what is returned.
  std::uint32_t keep(std::string_view value);
  void add(std::string_view key, std::uint32_t value, std::size_t value_bytes);

  bool empty() const { return count_ == 0; }
  /// Sorts; calls f(key, value) for each entry whose key begins with `space`, in the order of keys.
  template <typename F>
  void each_sorted(char space, F&& f) {
    for (const Entry& entry : sorted(space)) f(key_of(entry), value_of(entry));
  }
  void clear();

 private:
  struct Entry {
    std::uint64_t beginning =
        0;  // of the key, behind what all keys of the space share: most are told apart by it
    std::uint32_t key = 0;
    std::uint32_t key_bytes = 0;
    std::uint32_t value = 0;
    std::uint32_t value_bytes = 0;
  };
  static constexpr std::size_t kSpaces = 0x21;

  const std::vector<Entry>& sorted(char space);
  std::string_view key_of(const Entry& entry) const {
    return {&block_[entry.key], entry.key_bytes};
  }
  std::string_view value_of(const Entry& entry) const {
    return {&block_[entry.value], entry.value_bytes};
  }
  std::uint32_t append(std::string_view bytes);

  std::size_t limit_;
  std::unique_ptr<char[]> block_;
  std::size_t used_ = 0;
  std::size_t count_ = 0;
  std::vector<std::vector<Entry>> spaces_;
};

}  // namespace waymark::store::rocks
