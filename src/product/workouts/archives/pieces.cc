#include "product/workouts/archives/pieces.h"

#include <zlib.h>

#include <algorithm>

namespace waymark::workouts {
namespace {

constexpr int kWindow = 15;
constexpr int kGzipHeader = 16;  // added to the window: zlib then reads RFC 1952

Error broken() {
  return Error::invalid("file", "error.archive.broken");
}
Error cut() {
  return Error::invalid("file", "error.archive.cut");
}

}  // namespace

std::string_view StretchPieces::next() {
  const std::size_t most = begun_ ? kPieceBytes : kFirstPieceBytes;
  const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(left_, most));
  if (want == 0) return {};
  buffer_.resize(want);
  const std::size_t got = bytes_.read_at(offset_, buffer_);
  if (got < want) throw cut();
  offset_ += got;
  left_ -= got;
  begun_ = true;
  if (taken_) *taken_ += got;
  return {buffer_.data(), got};
}

InflatedPieces::InflatedPieces(std::unique_ptr<Pieces> packed, Wrapping wrapping, Budget& budget)
    : packed_(std::move(packed)),
      wrapping_(wrapping),
      budget_(budget),
      stream_(std::make_unique<z_stream_s>()) {
  *stream_ = z_stream_s{};
  const int window = wrapping == Wrapping::gzip ? kWindow + kGzipHeader : -kWindow;
  if (inflateInit2(stream_.get(), window) != Z_OK)
    throw Error(ErrorCode::internal, "error.internal", "zlib has no memory");
}

InflatedPieces::~InflatedPieces() {
  inflateEnd(stream_.get());
}

/// More packed bytes; false at their end.
bool InflatedPieces::refill() {
  if (stream_->avail_in > 0) return true;
  const std::string_view piece = packed_->next();
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
  stream_->avail_in = static_cast<uInt>(piece.size());
  taken_ += piece.size();
  return !piece.empty();
}

/// Behind a gzip member another may follow; anything else there is padding, as gzip itself has it.
void InflatedPieces::end_member() {
  ended_ = true;
  if (wrapping_ == Wrapping::raw || !refill() || *stream_->next_in != 0x1F) return;
  if (inflateReset(stream_.get()) != Z_OK) throw broken();
  ended_ = false;
}

std::string_view InflatedPieces::next() {
  buffer_.resize(given_ == 0 ? kFirstPieceBytes : kPieceBytes);
  stream_->next_out = reinterpret_cast<Bytef*>(buffer_.data());
  stream_->avail_out = static_cast<uInt>(buffer_.size());
  while (!ended_ && stream_->avail_out > 0) {
    if (!refill()) throw cut();
    const int result = inflate(stream_.get(), Z_NO_FLUSH);
    if (result == Z_STREAM_END)
      end_member();
    else if (result != Z_OK)
      throw broken();
  }
  const std::size_t size = buffer_.size() - stream_->avail_out;
  given_ += size;
  budget_.take(size);
  budget_.check_ratio(taken_, given_);
  return {buffer_.data(), size};
}

std::string_view CheckedPieces::next() {
  const std::string_view piece = pieces_->next();
  if (piece.size() > left_) throw broken();
  left_ -= piece.size();
  if (piece.empty()) {
    if (left_ != 0 || crc_so_far_ != crc_) throw broken();
    return piece;
  }
  if (budget_) budget_->take(piece.size());
  crc_so_far_ = crc32(crc_so_far_, reinterpret_cast<const Bytef*>(piece.data()),
                      static_cast<uInt>(piece.size()));
  return piece;
}

}  // namespace waymark::workouts
