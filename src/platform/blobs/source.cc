#include "platform/blobs/source.h"

#include <fcntl.h>

namespace waymark::blobs {

Task<std::string> BytesSource::read(std::size_t at_most) {
  std::string piece = bytes_.substr(at_, at_most);
  at_ += piece.size();
  co_return piece;
}

FileSource::FileSource(std::filesystem::path file, runtime::BackgroundPool& pool)
    : file_(std::move(file)), pool_(pool) {}

Task<std::string> FileSource::read(std::size_t at_most) {
  const auto work = [this, at_most] {
    if (!descriptor_.open()) descriptor_ = open_file(file_, O_RDONLY);
    return read_some(descriptor_, at_most, file_);
  };
  co_return co_await pool_.run(work);
}

}  // namespace waymark::blobs
