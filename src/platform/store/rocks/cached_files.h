// Files that can be read without waiting for the disk: what the machine keeps of them in its memory, or nothing.
//
// Most of the data of a large store is not in RocksDB's cache but in the machine's, beneath it. A read that gave up at the
// first cache would go through the background pool for a copy of 8 KiB: the way there and back costs ten times the copy.
#pragma once

#include <rocksdb/env.h>

namespace waymark::store::rocks {

/// RocksDB's own surroundings with such files. Lives as long as the process.
rocksdb::Env* cached_files();

/// While it lives, reads of files on this thread end with Busy where they would wait, and none is opened. (RocksDB
/// itself has a time-out for reads that it hands to files, but not when it reads filters.)
class NoWaiting {
 public:
  NoWaiting();
  ~NoWaiting();
  NoWaiting(const NoWaiting&) = delete;
  NoWaiting& operator=(const NoWaiting&) = delete;
};

}  // namespace waymark::store::rocks
