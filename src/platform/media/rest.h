// The REST edge of media.
//
//   POST /api/media        a form with `file` and perhaps `alt`, or the picture itself → 201 Picture
//   GET  /media/{name}     the picture; for ever the same, so it may be cached for ever
#pragma once

#include <atomic>

#include "platform/http/router.h"
#include "platform/media/media.h"

namespace waymark::media {

/// How many pictures are received at once: they are kept in memory while they wait for the pool.
class UploadPlaces {
 public:
  static constexpr int kAtOnce = 16;
  /// A place among those received at once, given back when it goes.
  class Place {
   public:
    explicit Place(std::atomic<int>& taken) : taken_(taken) {}
    ~Place() { --taken_; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    std::atomic<int>& taken_;
  };
  /// Throws Error(unavailable) when all places are taken.
  Place take();

 private:
  std::atomic<int> taken_{0};
};

/// Adds the routes above; all outlive the router.
void add_routes(http::Router& router, Library& library, UploadPlaces& places);

}  // namespace waymark::media
