// The blobs engine of a single machine: a folder of files.
//
//   <root>/<key>            a blob
//   <root>/.drafts/<random> one on its way
//
// A put writes a draft, syncs it, renames it to its place and syncs the folder: a blob is there whole or not at all,
// after kill -9 and after a loss of power. Files have mode 0600, folders 0700. Drafts of processes that were killed are
// deleted when a day old, at the next start.
//
// Links lead to ourselves (links.h serves them) and are sealed with a key of this installation.
#pragma once

#include <filesystem>
#include <string>

#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"

namespace waymark::blobs {

struct FileBlobsOptions {
  explicit FileBlobsOptions(std::filesystem::path folder) : root(std::move(folder)) {}
  std::filesystem::path root;  // made when it is not there
  std::string link_base;       // what links begin with: "https://waymark.example/blobs"
  Secret link_key;             // 32 bytes; empty: this engine gives no links
};

/// Any reactor. Borrows the clock, the randomness and the pool, on which all work with files is done.
class FileBlobs final : public Blobs {
 public:
  /// Throws Error(unavailable) naming the folder when it can neither be used nor made. Blocks.
  FileBlobs(FileBlobsOptions options, const Clock& clock, Random& random,
            runtime::BackgroundPool& pool);

  Task<void> put(std::string key, std::shared_ptr<Source> source) override;
  Task<std::optional<std::string>> get(std::string key, Range range) override;
  Task<std::optional<Head>> head(std::string key) override;
  Task<Listing> list(ListRequest request) override;
  Task<void> remove(std::string key) override;
  Task<std::string> link(LinkRequest request) override;

  const FileBlobsOptions& options() const { return options_; }

 private:
  FileBlobsOptions options_;
  const Clock& clock_;
  Random& random_;
  runtime::BackgroundPool& pool_;
};

}  // namespace waymark::blobs
