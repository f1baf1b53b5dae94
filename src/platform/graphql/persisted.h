// Automatic persisted queries: a client sends a document once and its hash ever after.
//
// `extensions.persistedQuery {version: 1, sha256Hash}`. This saves bytes; it is no list of what may
// be asked. The store is bounded, and forgets what was used least.
#pragma once

#include <optional>
#include <string>

#include "platform/graphql/lru_cache.h"
#include "platform/graphql/parameters.h"

namespace waymark::graphql {

/// Why a request with a hash cannot run.
struct PersistedProblem {
  unsigned status = 200;  // of the HTTP response
  Refusal refusal;
};

/// Any thread.
class PersistedDocuments {
 public:
  explicit PersistedDocuments(CacheLimits limits) : documents_(limits) {}

  /// Puts the document into `parameters.request.query`, or remembers the one that is there. Does
  /// nothing to a request without a hash.
  std::optional<PersistedProblem> resolve(Parameters& parameters);

 private:
  LruCache<std::string> documents_;
};

}  // namespace waymark::graphql
