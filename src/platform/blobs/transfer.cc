#include "platform/blobs/transfer.h"

#include "base/error.h"

namespace waymark::blobs {

Task<void> put_bytes(Blobs& blobs, std::string key, std::string bytes) {
  auto source = std::make_shared<BytesSource>(std::move(bytes));
  co_await blobs.put(std::move(key), std::move(source));
}

Task<std::optional<std::string>> get_bytes(Blobs& blobs, std::string key, std::size_t limit) {
  std::string bytes;
  while (true) {
    Range range;
    range.offset = bytes.size();
    auto piece = co_await blobs.get(key, range);
    if (!piece && bytes.empty()) co_return std::nullopt;
    if (!piece)
      throw Error(ErrorCode::unavailable, "error.unavailable", key + " vanished while it was read");
    bytes += *piece;
    if (bytes.size() > limit)
      throw Error(ErrorCode::too_large, "error.too_large",
                  key + " has more than " + std::to_string(limit) + " bytes");
    if (piece->size() < range.length) co_return bytes;
  }
}

Entries::Entries(Blobs& blobs, std::string prefix, std::string after)
    : blobs_(blobs), request_(std::move(prefix), std::move(after)) {}

Task<std::optional<Entry>> Entries::next() {
  if (at_ == page_.entries.size()) {
    if (begun_ && !page_.more) co_return std::nullopt;
    begun_ = true;
    page_ = co_await blobs_.list(request_);
    at_ = 0;
    if (page_.entries.empty()) co_return std::nullopt;
    request_.after = page_.entries.back().key;
  }
  co_return std::move(page_.entries[at_++]);
}

Task<std::vector<Entry>> list_all(Blobs& blobs, std::string prefix, std::string after,
                                  std::size_t limit) {
  Entries listing(blobs, prefix, std::move(after));
  std::vector<Entry> entries;
  while (auto entry = co_await listing.next()) {
    entries.push_back(std::move(*entry));
    if (entries.size() > limit)
      throw Error(ErrorCode::too_large, "error.too_large",
                  "more than " + std::to_string(limit) + " blobs begin with " + prefix);
  }
  co_return entries;
}

}  // namespace waymark::blobs
