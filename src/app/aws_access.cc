#include "app/aws_access.h"

#include "base/config.h"

namespace waymark::app {

std::unique_ptr<aws::CredentialsProvider> aws_credentials(const std::string& access_key_id,
                                                          const Secret& secret_access_key,
                                                          http::Client& client,
                                                          runtime::BackgroundPool& pool,
                                                          const Clock& clock) {
  if (access_key_id.empty())
    return std::make_unique<aws::CredentialChain>(aws::CredentialSources::of_process(), client,
                                                  pool, clock);
  aws::Credentials fixed;
  fixed.access_key_id = access_key_id;
  fixed.secret_access_key = secret_access_key;
  return std::make_unique<aws::FixedCredentials>(std::move(fixed));
}

std::string aws_region(const std::string& region, const std::string& setting) {
  if (!region.empty()) return region;
  if (auto found = aws::region_of(aws::CredentialSources::of_process())) return *found;
  throw config::ConfigError(setting + ": name one, or set AWS_REGION");
}

}  // namespace waymark::app
