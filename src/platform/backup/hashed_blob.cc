#include "platform/backup/hashed_blob.h"

#include <algorithm>

#include "base/error.h"

namespace waymark::backup {
namespace {

constexpr std::size_t kPiece = std::size_t{4} << 20;

}  // namespace

HashedBlob::HashedBlob(blobs::Blobs& from, std::string key, Pace& pace,
                       runtime::BackgroundPool& pool)
    : from_(from), key_(std::move(key)), pace_(pace), pool_(pool) {}

Task<std::string> HashedBlob::read(std::size_t at_most) {
  range_.length = std::min(at_most, kPiece);
  std::exception_ptr failure;
  try {
    co_return co_await read_piece();
  } catch (...) {
    failure = std::current_exception();
  }
  failed_ = true;
  std::rethrow_exception(failure);
}

Task<std::string> HashedBlob::read_piece() {
  if (ended_) co_return std::string();
  auto piece = co_await from_.get(key_, range_);
  if (!piece) throw Error(ErrorCode::not_found, "error.not_found", "there is no blob " + key_);
  ended_ = piece->size() < range_.length;
  range_.offset += piece->size();
  // It comes back by itself: nothing is copied.
  auto add = [this, bytes = std::move(*piece)]() mutable {
    give_way();
    hash_.add(bytes);
    return std::move(bytes);
  };
  std::string bytes = co_await pool_.run(std::move(add));
  co_await pace_.pay(bytes.size());
  co_return bytes;
}

Task<void> HashedBlob::read_all() {
  while (true) {
    const std::string piece = co_await read(kPiece);
    if (piece.empty()) co_return;
  }
}

std::string HashedBlob::digest() {
  return hex_encode(hash_.digest());
}

}  // namespace waymark::backup
