// Blobs that tell somebody of what is put.
#pragma once

#include <functional>

#include "platform/blobs/blobs.h"

namespace waymark::blobs {

/// Passes everything on to what it borrows, and tells the listener of each put that succeeded, on the reactor of whoever
/// put it. Uploads through links go past it. The listener is set before the first put.
class WatchedBlobs final : public Blobs {
 public:
  using Listener = std::function<void(const std::string& key)>;
  explicit WatchedBlobs(Blobs& inner) : inner_(inner) {}
  void on_put(Listener listener) { listener_ = std::move(listener); }

  Task<void> put(std::string key, std::shared_ptr<Source> source) override;
  Task<std::optional<std::string>> get(std::string key, Range range) override;
  Task<std::optional<Head>> head(std::string key) override;
  Task<Listing> list(ListRequest request) override;
  Task<void> remove(std::string key) override;
  Task<std::string> link(LinkRequest request) override;

 private:
  Blobs& inner_;
  Listener listener_;
};

}  // namespace waymark::blobs
