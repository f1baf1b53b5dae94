#include "platform/store/rocks/entry_buffer.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

#include "platform/store/limits.h"

namespace waymark::store::rocks {
namespace {

/// An item of the greatest size with seven keys, each with every byte escaped.
constexpr std::size_t kLargest = kMaxItemBytes + 8 * 4 * (kMaxPartitionKeyBytes + kMaxSortKeyBytes);

std::size_t shared_beginning(std::string_view a, std::string_view b, std::size_t at_most) {
  const std::size_t length = std::min({a.size(), b.size(), at_most});
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(length), b.begin()).first -
      a.begin());
}

/// Eight bytes from `from` on, as a number that compares as they do.
std::uint64_t bytes_at(std::string_view key, std::size_t from) {
  std::uint64_t number = 0;
  if (from < key.size())
    std::memcpy(&number, &key[from], std::min(key.size() - from, sizeof number));
  return __builtin_bswap64(number);
}

}  // namespace

EntryBuffer::EntryBuffer(std::size_t bytes)
    : limit_(std::min<std::size_t>(std::max(bytes, 2 * kLargest),
                                   std::numeric_limits<std::uint32_t>::max())),
      block_(std::make_unique_for_overwrite<char[]>(limit_)),
      spaces_(kSpaces) {}

bool EntryBuffer::has_room(std::size_t bytes, std::size_t entries) const {
  // The vectors double as they grow.
  return used_ + bytes + 2 * (count_ + entries) * sizeof(Entry) <= limit_;
}

std::uint32_t EntryBuffer::keep(std::string_view value) {
  return append(value);
}

void EntryBuffer::add(std::string_view key, std::uint32_t value, std::size_t value_bytes) {
  Entry entry;
  entry.key = append(key);
  entry.key_bytes = static_cast<std::uint32_t>(key.size());
  entry.value = value;
  entry.value_bytes = static_cast<std::uint32_t>(value_bytes);
  spaces_[static_cast<unsigned char>(key.front())].push_back(entry);
  ++count_;
}

void EntryBuffer::clear() {
  for (auto& space : spaces_) space.clear();
  used_ = count_ = 0;
}

const std::vector<EntryBuffer::Entry>& EntryBuffer::sorted(char space) {
  std::vector<Entry>& entries = spaces_[static_cast<unsigned char>(space)];
  if (entries.empty()) return entries;
  const std::string_view first = key_of(entries.front());
  std::size_t shared = first.size();
  for (const Entry& entry : entries) shared = shared_beginning(first, key_of(entry), shared);
  for (Entry& entry : entries) entry.beginning = bytes_at(key_of(entry), shared);
  std::ranges::sort(entries, [&](const Entry& a, const Entry& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    return key_of(a).substr(shared) < key_of(b).substr(shared);
  });
  return entries;
}

std::uint32_t EntryBuffer::append(std::string_view bytes) {
  assert(used_ + bytes.size() <= limit_);
  const std::size_t place = used_;
  std::memcpy(&block_[place], bytes.data(), bytes.size());
  used_ += bytes.size();
  return static_cast<std::uint32_t>(place);
}

}  // namespace waymark::store::rocks
