// Files as POSIX has them, with faults that name the file. All of these block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace waymark {

/// Closes a descriptor at the end of its scope.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();
  int get() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// Throws Error(unavailable) "<file>: <what errno says>".
[[noreturn]] void fail_on(const std::filesystem::path& file);

/// As open(2), always with O_CLOEXEC.
Descriptor open_file(const std::filesystem::path& file, int flags, unsigned mode = 0600);
/// All of `bytes`, at the descriptor's place.
void write_all(const Descriptor& out, std::string_view bytes, const std::filesystem::path& file);
/// Up to `at_most` bytes from the descriptor's place; fewer only at the end of the file.
std::string read_some(const Descriptor& in, std::size_t at_most, const std::filesystem::path& file);
/// The same from an offset.
std::string read_at(const Descriptor& in, std::uint64_t offset, std::size_t at_most,
                    const std::filesystem::path& file);
/// Waits until the file's bytes are on the disk.
void sync(const Descriptor& file_descriptor, const std::filesystem::path& file);
/// Waits until the names in a folder are on the disk: what was renamed into it stays after a loss of power.
void sync_folder(const std::filesystem::path& folder);

}  // namespace waymark
