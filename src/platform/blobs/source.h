// Where the bytes of a blob come from when it is put.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "base/task.h"
#include "platform/runtime/reactor.h"

namespace waymark::blobs {

/// Read once, from the first byte to the last, by one caller at a time.
class Source {
 public:
  virtual ~Source() = default;
  /// The next bytes, 1 to `at_most` of them; empty at the end, and after it.
  virtual Task<std::string> read(std::size_t at_most) = 0;
};

class BytesSource final : public Source {
 public:
  explicit BytesSource(std::string bytes) : bytes_(std::move(bytes)) {}
  Task<std::string> read(std::size_t at_most) override;

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

/// A file, read on the pool, which is borrowed. Throws Error(unavailable) naming it when it cannot be read.
class FileSource final : public Source {
 public:
  FileSource(std::filesystem::path file, runtime::BackgroundPool& pool);
  Task<std::string> read(std::size_t at_most) override;

 private:
  std::filesystem::path file_;
  runtime::BackgroundPool& pool_;
  Descriptor descriptor_;
};

}  // namespace waymark::blobs
