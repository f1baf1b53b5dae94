#include "platform/store/rocks/disk_guard.h"

#include <atomic>
#include <string>
#include <system_error>
#include <utility>

namespace waymark::store::rocks {

/// Any thread.
class DiskGuard::Listener final : public rocksdb::EventListener {
 public:
  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status*) override {
    if (reason == rocksdb::BackgroundErrorReason::kWriteCallback ||
        reason == rocksdb::BackgroundErrorReason::kMemTable)
      log_failed = true;
  }
  std::atomic<bool> log_failed{false};
};

DiskGuard::DiskGuard(std::filesystem::path directory, std::uint64_t reserve_bytes)
    : directory_(std::move(directory)),
      reserve_bytes_(reserve_bytes),
      listener_(std::make_shared<Listener>()) {}

std::shared_ptr<rocksdb::EventListener> DiskGuard::listener() const {
  return listener_;
}

rocksdb::Status DiskGuard::may_write() const {
  if (listener_->log_failed)
    return rocksdb::Status::IOError(
        "the log in " + directory_.string() +
        " has failed: when the disk is in order, start again to open the store anew");
  std::error_code unknown;
  const auto space = std::filesystem::space(directory_, unknown);
  if (unknown || space.available >= reserve_bytes_) return rocksdb::Status::OK();
  return rocksdb::Status::NoSpace("the disk under " + directory_.string() +
                                  " is full: " + std::to_string(space.available >> 20) +
                                  " MiB are free, less than the reserve of " +
                                  std::to_string(reserve_bytes_ >> 20) + " MiB");
}

}  // namespace waymark::store::rocks
