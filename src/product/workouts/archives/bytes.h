// The bytes of an upload, wherever they lie, read at any place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "base/file.h"

namespace waymark::workouts {

/// Any thread. Its size does not change.
class Bytes {
 public:
  virtual ~Bytes() = default;
  virtual std::uint64_t size() const = 0;
  /// Fills `into` from `offset` on; fewer than asked for only at the end. How many. Throws
  /// Error(unavailable) when the disk fails.
  virtual std::size_t read_at(std::uint64_t offset, std::span<char> into) const = 0;
};

/// A file. Blocks.
class FileBytes final : public Bytes {
 public:
  /// Throws Error(unavailable) naming the file.
  explicit FileBytes(const std::filesystem::path& file);
  /// An open file; `name` is what complaints call it.
  FileBytes(Descriptor descriptor, std::filesystem::path name);
  std::uint64_t size() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, std::span<char> into) const override;

 private:
  Descriptor descriptor_;
  std::filesystem::path name_;
  std::uint64_t size_;
};

class TextBytes final : public Bytes {
 public:
  explicit TextBytes(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<char> into) const override;

 private:
  std::string bytes_;
};

}  // namespace waymark::workouts
