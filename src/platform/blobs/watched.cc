#include "platform/blobs/watched.h"

namespace waymark::blobs {

Task<void> WatchedBlobs::put(std::string key, std::shared_ptr<Source> source) {
  co_await inner_.put(key, std::move(source));
  if (listener_) listener_(key);
}

Task<std::optional<std::string>> WatchedBlobs::get(std::string key, Range range) {
  return inner_.get(std::move(key), range);
}

Task<std::optional<Head>> WatchedBlobs::head(std::string key) {
  return inner_.head(std::move(key));
}

Task<Listing> WatchedBlobs::list(ListRequest request) {
  return inner_.list(std::move(request));
}

Task<void> WatchedBlobs::remove(std::string key) {
  return inner_.remove(std::move(key));
}

Task<std::string> WatchedBlobs::link(LinkRequest request) {
  return inner_.link(std::move(request));
}

}  // namespace waymark::blobs
