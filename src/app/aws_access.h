// How Amazon's services are reached: by what the settings say, or else as AWS's own tools are set up.
#pragma once

#include <memory>
#include <string>

#include "base/secret.h"
#include "base/time.h"
#include "platform/aws/credentials.h"
#include "platform/http/client.h"
#include "platform/runtime/reactor.h"

namespace waymark::app {

/// The keys of the settings, or without an id those of the usual chain. What is borrowed outlives the result.
std::unique_ptr<aws::CredentialsProvider> aws_credentials(const std::string& access_key_id,
                                                          const Secret& secret_access_key,
                                                          http::Client& client,
                                                          runtime::BackgroundPool& pool,
                                                          const Clock& clock);

/// The region of the settings, or that of the environment. Throws config::ConfigError naming `setting` when there is none.
std::string aws_region(const std::string& region, const std::string& setting);

}  // namespace waymark::app
