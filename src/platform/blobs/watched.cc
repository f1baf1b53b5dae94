#include "platform/blobs/watched.h"

namespace waymark::blobs {

Task<void> WatchedBlobs::put(std::string key, std::shared_ptr<Source> source) {
  co_await ForwardingBlobs::put(key, std::move(source));
  if (listener_) listener_(key);
}

}  // namespace waymark::blobs
