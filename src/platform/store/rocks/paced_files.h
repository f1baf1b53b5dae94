// Files that are read no faster than so many bytes a second, for what reads much and is in no hurry.
#pragma once

#include <rocksdb/env.h>

#include <cstdint>
#include <memory>

namespace waymark::store::rocks {

/// The surroundings `base` (borrowed) with such files; 0: as fast as it goes. A thread that has read its share sleeps.
/// Used by one thread.
std::unique_ptr<rocksdb::Env> paced_files(rocksdb::Env& base, std::uint64_t bytes_per_second);

}  // namespace waymark::store::rocks
