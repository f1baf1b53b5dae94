// The places of the chain, each asked on its own. Private to credentials.cc.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "platform/aws/credentials.h"

namespace waymark::aws {

/// Asks one place after the other. Coroutines; the chain that owns this calls one at a time.
class SourceReader {
 public:
  SourceReader(CredentialSources sources, http::Client& client, runtime::BackgroundPool& pool)
      : sources_(std::move(sources)), client_(client), pool_(pool) {}

  /// Throws Error(unavailable) that says what was found nowhere, or which place is broken.
  Task<Credentials> find();

 private:
  std::optional<std::string> variable(const char* name) const;
  std::optional<Credentials> from_environment() const;
  Task<std::optional<Credentials>> from_profile();
  Task<std::optional<Credentials>> from_container();
  Task<std::optional<Credentials>> from_instance();
  Task<std::optional<std::string>> read(std::filesystem::path file);
  /// The body of a 200 answer.
  Task<std::string> ask(http::ClientRequest request, const char* whom);
  /// nullopt when nobody is there.
  Task<std::optional<std::string>> instance_token(std::string host);

  const CredentialSources sources_;
  http::Client& client_;
  runtime::BackgroundPool& pool_;
};

}  // namespace waymark::aws
