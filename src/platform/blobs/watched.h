// Blobs that tell somebody of what is put.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "platform/blobs/forwarding_blobs.h"

namespace waymark::blobs {

/// Tells the listener of each put that succeeded, on the reactor of whoever put it. Uploads through links go past it.
/// The listener is set before the first put.
class WatchedBlobs final : public ForwardingBlobs {
 public:
  using Listener = std::function<void(const std::string& key)>;
  using ForwardingBlobs::ForwardingBlobs;
  void on_put(Listener listener) { listener_ = std::move(listener); }

  Task<void> put(std::string key, std::shared_ptr<Source> source) override;

 private:
  Listener listener_;
};

}  // namespace waymark::blobs
