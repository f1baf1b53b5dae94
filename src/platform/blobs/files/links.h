// Serves the links that FileBlobs gives out.
#pragma once

#include <cstddef>
#include <string>

#include "base/time.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/http/router.h"

namespace waymark::blobs {

/// Adds GET and PUT of `<path>/{key*}`; the path is the one of FileBlobsOptions::link_base. A link that is not ours,
/// was changed or has expired is answered with 403, an upload of another media type than its link's with 415, a larger
/// one than `upload_limit` bytes with 413, a missing blob with 404. `blobs` and `clock` outlive the router.
void add_link_routes(http::Router& router, const std::string& path, FileBlobs& blobs,
                     const Clock& clock, std::size_t upload_limit);

}  // namespace waymark::blobs
