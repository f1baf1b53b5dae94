// Where the keys to sign with come from: the places that every AWS tool looks in, in their order.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/task.h"
#include "base/time.h"
#include "platform/aws/signer.h"
#include "platform/http/client.h"
#include "platform/runtime/reactor.h"

namespace waymark::aws {

/// Any reactor.
class CredentialsProvider {
 public:
  virtual ~CredentialsProvider() = default;
  /// Keys that hold now. Throws Error(unavailable) when there are none to be had.
  virtual Task<std::shared_ptr<const Credentials>> credentials() = 0;
  /// A service refused these as expired: they are not given again.
  virtual void refused(const Credentials& credentials) = 0;
};

/// Keys that never change: those of the settings, and of tests.
class FixedCredentials final : public CredentialsProvider {
 public:
  explicit FixedCredentials(Credentials credentials);
  Task<std::shared_ptr<const Credentials>> credentials() override;
  void refused(const Credentials& credentials) override;

 private:
  std::shared_ptr<const Credentials> credentials_;
};

/// What the chain looks at.
struct CredentialSources {
  /// A variable of the environment, nullopt when it is not set.
  std::function<std::optional<std::string>(const std::string& name)> environment;
  std::filesystem::path home;  // `.aws/credentials` and `.aws/config` lie here
  std::string container_host = "http://169.254.170.2";
  std::string instance_host = "http://169.254.169.254";

  /// Those of this process.
  static CredentialSources of_process();
};

/// The usual order; the first place that has something decides:
///   1. AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
///   2. the profile (AWS_PROFILE, or "default") of the files AWS_SHARED_CREDENTIALS_FILE
///      (~/.aws/credentials) and AWS_CONFIG_FILE (~/.aws/config): static keys
///   3. the container's endpoint: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI, with
///      AWS_CONTAINER_AUTHORIZATION_TOKEN or _TOKEN_FILE
///   4. the machine's role, by instance metadata (IMDSv2), unless AWS_EC2_METADATA_DISABLED
/// What expires is fetched again five minutes before; one coroutine fetches, and the others go on
/// with what still holds, or wait for it. A failed fetch is not repeated for a second.
class CredentialChain final : public CredentialsProvider {
 public:
  /// All borrowed.
  CredentialChain(CredentialSources sources, http::Client& client, runtime::BackgroundPool& pool,
                  const Clock& clock);
  ~CredentialChain() override;
  Task<std::shared_ptr<const Credentials>> credentials() override;
  void refused(const Credentials& credentials) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The region of the environment (AWS_REGION, AWS_DEFAULT_REGION), or nullopt.
std::optional<std::string> region_of(const CredentialSources& sources);

}  // namespace waymark::aws
