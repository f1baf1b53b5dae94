// A file's bytes, one piece after the other: as they lie there, or unpacked (RFC 1951, RFC 1952).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "product/workouts/archives/bytes.h"
#include "product/workouts/archives/limits.h"

struct z_stream_s;

namespace waymark::workouts {

inline constexpr std::size_t kPieceBytes = 256 * 1024;
/// The first piece is smaller: it is all that is read of a file that turns out to be none of ours.
inline constexpr std::size_t kFirstPieceBytes = 4 * 1024;

/// Read once, on one thread at a time.
class Pieces {
 public:
  virtual ~Pieces() = default;
  /// The next bytes, good until the next call: kFirstPieceBytes of them, then kPieceBytes, fewer at
  /// the end, then none.
  /// Throws Error(invalid_input) naming `file`, and what Bytes throws.
  virtual std::string_view next() = 0;
};

/// A stretch of bytes as they are.
class StretchPieces final : public Pieces {
 public:
  /// Borrows `bytes`. `taken`, when there is one, is told how far reading has come.
  StretchPieces(const Bytes& bytes, std::uint64_t offset, std::uint64_t length,
                std::uint64_t* taken = nullptr)
      : bytes_(bytes), offset_(offset), left_(length), taken_(taken) {}
  /// Throws Error(invalid_input, "error.archive.cut") when the bytes end before the stretch does.
  std::string_view next() override;

 private:
  const Bytes& bytes_;
  std::uint64_t offset_;
  std::uint64_t left_;
  std::uint64_t* taken_;
  bool begun_ = false;
  std::vector<char> buffer_;
};

enum class Wrapping { raw, gzip };

/// What `packed` unpacks to; gzip's members one behind the other count as one file.
class InflatedPieces final : public Pieces {
 public:
  /// Borrows `budget`.
  InflatedPieces(std::unique_ptr<Pieces> packed, Wrapping wrapping, Budget& budget);
  ~InflatedPieces() override;
  InflatedPieces(const InflatedPieces&) = delete;
  InflatedPieces& operator=(const InflatedPieces&) = delete;
  /// Throws Error(invalid_input): "error.archive.cut", ".broken", ".bomb", ".too_large".
  std::string_view next() override;

 private:
  bool refill();
  void end_member();

  std::unique_ptr<Pieces> packed_;
  Wrapping wrapping_;
  Budget& budget_;
  std::unique_ptr<z_stream_s> stream_;
  std::vector<char> buffer_;
  std::uint64_t taken_ = 0;
  std::uint64_t given_ = 0;
  bool ended_ = false;
};

/// What a ZIP says of a file's content, compared when the content ends.
class CheckedPieces final : public Pieces {
 public:
  /// `budget`, when there is one, is borrowed and pays for every byte.
  CheckedPieces(std::unique_ptr<Pieces> pieces, std::uint64_t size, std::uint32_t crc,
                Budget* budget)
      : pieces_(std::move(pieces)), left_(size), crc_(crc), budget_(budget) {}
  /// Throws Error(invalid_input, "error.archive.broken").
  std::string_view next() override;

 private:
  std::unique_ptr<Pieces> pieces_;
  std::uint64_t left_;
  std::uint32_t crc_;
  Budget* budget_;
  unsigned long crc_so_far_ = 0;
};

}  // namespace waymark::workouts
