// Blobs that hand every operation to others: what stands between blobs and their users overrides what it is about.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "platform/blobs/blobs.h"

namespace waymark::blobs {

/// Borrows the others, which outlive it.
class ForwardingBlobs : public Blobs {
 public:
  explicit ForwardingBlobs(Blobs& inner) : inner_(inner) {}

  Task<void> put(std::string key, std::shared_ptr<Source> source) override {
    return inner_.put(std::move(key), std::move(source));
  }
  Task<std::optional<std::string>> get(std::string key, Range range) override {
    return inner_.get(std::move(key), range);
  }
  Task<std::optional<Head>> head(std::string key) override { return inner_.head(std::move(key)); }
  Task<Listing> list(ListRequest request) override { return inner_.list(std::move(request)); }
  Task<void> remove(std::string key) override { return inner_.remove(std::move(key)); }
  Task<std::string> link(LinkRequest request) override { return inner_.link(std::move(request)); }

 private:
  Blobs& inner_;
};

}  // namespace waymark::blobs
