// A classifier behind the moderation endpoint of OpenAI's API, which many others offer too.
//
//   POST <url>  {"model":…,"input":"the text"}    Authorization: Bearer <key>
//   → {"results":[{"flagged":true,"categories":{"harassment":true,…}}]}
#pragma once

#include <chrono>
#include <string>

#include "base/secret.h"
#include "platform/http/client.h"
#include "product/moderation/classifier.h"

namespace waymark::moderation {

struct OpenAiSettings {
  std::string url;  // https://api.openai.com/v1/moderations
  Secret key;       // empty: none is sent
  std::string model;
  std::chrono::milliseconds timeout{2'000};
};

/// Borrows the client.
class OpenAiClassifier final : public Classifier {
 public:
  OpenAiClassifier(http::Client& client, OpenAiSettings settings)
      : client_(client), settings_(std::move(settings)) {}

  Task<std::vector<std::string>> judge(std::string text) override;

 private:
  http::Client& client_;
  OpenAiSettings settings_;
};

}  // namespace waymark::moderation
