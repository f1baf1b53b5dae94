#include "platform/store/rocks/time_mark.h"

#include <cstdint>
#include <string>

namespace waymark::store::rocks {
namespace {

constexpr char kTimeMark = 0x01;
constexpr std::size_t kMarkBytes = 1 + sizeof(std::int64_t);

class MarkReader final : public rocksdb::WriteBatch::Handler {
 public:
  rocksdb::Status PutCF(std::uint32_t, const rocksdb::Slice&, const rocksdb::Slice&) override {
    return rocksdb::Status::OK();
  }
  rocksdb::Status DeleteCF(std::uint32_t, const rocksdb::Slice&) override {
    return rocksdb::Status::OK();
  }
  void LogData(const rocksdb::Slice& data) override {
    if (data.size() != kMarkBytes || data[0] != kTimeMark) return;
    std::uint64_t bits = 0;
    for (std::size_t i = 1; i < kMarkBytes; ++i)
      bits = bits << 8 | static_cast<std::uint8_t>(data[i]);
    time = Instant(std::chrono::milliseconds(static_cast<std::int64_t>(bits)));
  }

  std::optional<Instant> time;
};

}  // namespace

void mark_time(rocksdb::WriteBatch& writes, Instant time) {
  const auto bits = static_cast<std::uint64_t>(time.time_since_epoch().count());
  std::string data(1, kTimeMark);
  for (int shift = 56; shift >= 0; shift -= 8) data += static_cast<char>(bits >> shift);
  writes.PutLogData(data);
}

std::optional<Instant> marked_time(const rocksdb::WriteBatch& writes) {
  MarkReader reader;
  if (!writes.Iterate(&reader).ok()) return std::nullopt;
  return reader.time;
}

}  // namespace waymark::store::rocks
