// A large blob on its way up, part by part.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/blobs/s3/calls.h"

namespace waymark::blobs {

/// Used once, by one coroutine.
class S3Blobs::Upload {
 public:
  Upload(Calls& calls, std::string key) : calls_(calls), key_(std::move(key)) {}

  /// `first` is what was read already. When it fails the parts are given back, as far as that can be done.
  Task<void> run(std::string first, Source& rest);

 private:
  Task<void> begin();
  Task<void> send_part(std::string bytes);
  Task<void> complete();
  Task<void> abort();
  S3Call call_of(http::Method method) const;

  Calls& calls_;
  std::string key_;
  std::string id_;
  std::vector<std::string> tags_;  // of the parts, in order
  std::uint64_t size_ = 0;
};

/// As many bytes as there are, at most `count`.
Task<std::string> read_full(Source& source, std::size_t count);

}  // namespace waymark::blobs
