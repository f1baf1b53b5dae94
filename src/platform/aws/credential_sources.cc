#include "platform/aws/credential_sources.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/json.h"
#include "platform/aws/profile.h"

namespace waymark::aws {
namespace {

constexpr std::size_t kFileLimit = 1 << 20;
constexpr std::chrono::milliseconds kContainerTimeout(5'000);
// Instance metadata answers in a millisecond or, off AWS, never: nobody is kept waiting for it.
constexpr std::chrono::milliseconds kInstanceTimeout(1'000);
constexpr int kInstanceAttempts = 3;

Error unavailable(std::string cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", "AWS credentials: " + std::move(cause));
}

/// A member of a JSON object that must be a text.
std::string member(const boost::json::object& object, const char* name, const char* whom) {
  const auto* value = object.if_contains(name);
  if (!value || !value->is_string()) throw unavailable(std::string(whom) + " gave no " + name);
  return std::string(value->get_string());
}

/// What the container's endpoint and instance metadata answer alike.
Credentials parse_answer(std::string_view body, const char* whom) {
  boost::json::value value;
  try {
    value = json::parse(body);
  } catch (const Error&) {
    throw unavailable(std::string(whom) + " answered what is not JSON");
  }
  if (!value.is_object()) throw unavailable(std::string(whom) + " answered what is no object");
  const boost::json::object& object = value.get_object();
  if (const auto* code = object.if_contains("Code");
      code && code->is_string() && code->get_string() != "Success")
    throw unavailable(std::string(whom) + " answered " + std::string(code->get_string()));
  Credentials found;
  found.access_key_id = member(object, "AccessKeyId", whom);
  found.secret_access_key = Secret(member(object, "SecretAccessKey", whom));
  if (object.contains("Token")) found.session_token = Secret(member(object, "Token", whom));
  if (object.contains("Expiration")) {
    found.expires = parse_rfc3339(member(object, "Expiration", whom));
    if (!found.expires)
      throw unavailable(std::string(whom) + " gave an Expiration that is no time");
  }
  return found;
}

/// A token goes over plain HTTP only to this machine or to the addresses that AWS keeps for it.
bool may_be_asked(std::string_view url) {
  if (url.starts_with("https://")) return true;
  constexpr std::array<std::string_view, 6> kNear{"http://127.0.0.1",      "http://localhost",
                                                  "http://[::1]",          "http://169.254.170.2",
                                                  "http://169.254.170.23", "http://[fd00:ec2::23]"};
  for (const std::string_view near : kNear) {
    if (!url.starts_with(near)) continue;
    const std::string_view rest = url.substr(near.size());
    if (rest.empty() || rest.front() == ':' || rest.front() == '/') return true;
  }
  return false;
}

}  // namespace

CredentialSources CredentialSources::of_process() {
  CredentialSources sources;
  sources.environment = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
  };
  if (const char* home = std::getenv("HOME")) sources.home = home;
  return sources;
}

std::optional<std::string> region_of(const CredentialSources& sources) {
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"})
    if (auto region = sources.environment(name); region && !region->empty()) return region;
  return std::nullopt;
}

/// One that is set to nothing counts as not set.
std::optional<std::string> SourceReader::variable(const char* name) const {
  auto value = sources_.environment(name);
  if (value && value->empty()) value.reset();
  return value;
}

Task<Credentials> SourceReader::find() {
  if (auto found = from_environment()) co_return std::move(*found);
  if (auto found = co_await from_profile()) co_return std::move(*found);
  if (auto found = co_await from_container()) co_return std::move(*found);
  if (auto found = co_await from_instance()) co_return std::move(*found);
  throw unavailable(
      "none in the environment, in a profile file, at a container's endpoint or in instance "
      "metadata");
}

std::optional<Credentials> SourceReader::from_environment() const {
  const auto id = variable("AWS_ACCESS_KEY_ID");
  auto secret = variable("AWS_SECRET_ACCESS_KEY");
  if (!id && !secret) return std::nullopt;
  if (!id || !secret)
    throw unavailable("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must both be set");
  Credentials found;
  found.access_key_id = *id;
  found.secret_access_key = Secret(std::move(*secret));
  found.session_token = Secret(variable("AWS_SESSION_TOKEN").value_or(""));
  return found;
}

Task<std::optional<std::string>> SourceReader::read(std::filesystem::path file) {
  const auto work = [file]() -> std::optional<std::string> {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    std::string text(std::istreambuf_iterator<char>(stream), {});
    if (text.size() > kFileLimit) throw unavailable(file.string() + " is larger than 1 MiB");
    return text;
  };
  co_return co_await pool_.run(work);
}

Task<std::optional<Credentials>> SourceReader::from_profile() {
  const auto wanted = variable("AWS_PROFILE");
  const std::string name = wanted.value_or("default");
  const std::filesystem::path folder = sources_.home / ".aws";
  const std::array<std::filesystem::path, 2> files{
      variable("AWS_SHARED_CREDENTIALS_FILE").value_or((folder / "credentials").string()),
      variable("AWS_CONFIG_FILE").value_or((folder / "config").string())};
  bool exists = false;
  for (const std::filesystem::path& file : files) {
    const auto text = co_await read(file);
    if (!text) continue;
    const Profiles profiles = parse_profiles(*text);
    // The config file writes "profile" before every name but that of the default.
    for (const std::string& section : {name, "profile " + name}) {
      const auto found = profiles.find(section);
      if (found == profiles.end()) continue;
      exists = true;
      const auto id = found->second.find("aws_access_key_id");
      const auto secret = found->second.find("aws_secret_access_key");
      if (id == found->second.end() || secret == found->second.end()) continue;
      const auto token = found->second.find("aws_session_token");
      Credentials credentials;
      credentials.access_key_id = id->second;
      credentials.secret_access_key = Secret(secret->second);
      if (token != found->second.end()) credentials.session_token = Secret(token->second);
      co_return credentials;
    }
  }
  if (wanted)
    throw unavailable("the profile '" + name + "' " +
                      (exists ? "has no aws_access_key_id and aws_secret_access_key (roles and "
                                "single sign-on are not followed)"
                              : "is in neither file"));
  co_return std::nullopt;
}

Task<std::string> SourceReader::ask(http::ClientRequest request, const char* whom) {
  const http::ClientResponse response = co_await client_.fetch(std::move(request));
  if (response.status != 200)
    throw unavailable(std::string(whom) + " answered " + std::to_string(response.status));
  co_return response.body;
}

Task<std::optional<Credentials>> SourceReader::from_container() {
  const auto relative = variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const auto full = variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (!relative && !full) co_return std::nullopt;
  constexpr const char* kWhom = "the container's endpoint";
  http::ClientRequest request;
  request.url = relative ? sources_.container_host + *relative : *full;
  request.timeout = kContainerTimeout;
  if (!may_be_asked(request.url))
    throw unavailable(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI is neither https nor an address that AWS keeps for it");
  auto token = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  if (const auto file = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
    token = co_await read(*file);
    if (!token)
      throw unavailable(*file + " (AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE) cannot be read");
    while (token->ends_with('\n') || token->ends_with('\r')) token->pop_back();
  }
  if (token) request.headers.set("Authorization", *token);
  const std::string body = co_await ask(std::move(request), kWhom);
  co_return parse_answer(body, kWhom);
}

Task<std::optional<std::string>> SourceReader::instance_token(std::string host) {
  for (int attempt = 1;; ++attempt) {
    http::ClientRequest request;
    request.method = http::Method::put;
    request.url = host + "/latest/api/token";
    request.timeout = kInstanceTimeout;
    request.headers.set("X-aws-ec2-metadata-token-ttl-seconds", "21600");
    try {
      co_return co_await ask(std::move(request), "instance metadata");
    } catch (const http::NotSent&) {
      co_return std::nullopt;
    } catch (const Error& error) {
      if (attempt < kInstanceAttempts) continue;
      // Elsewhere than on AWS the address leads nowhere.
      if (error.code() == ErrorCode::deadline_exceeded) co_return std::nullopt;
      throw;
    }
  }
}

Task<std::optional<Credentials>> SourceReader::from_instance() {
  const std::string disabled = variable("AWS_EC2_METADATA_DISABLED").value_or("");
  if (disabled == "true" || disabled == "TRUE" || disabled == "True") co_return std::nullopt;
  const std::string host =
      variable("AWS_EC2_METADATA_SERVICE_ENDPOINT").value_or(sources_.instance_host);
  const auto token = co_await instance_token(host);
  if (!token) co_return std::nullopt;
  constexpr const char* kWhom = "instance metadata";
  std::string url = host + "/latest/meta-data/iam/security-credentials/";
  std::string answer;
  for (int step = 0; step < 2; ++step) {  // the name of the role, then its keys
    http::ClientRequest request;
    request.url = url;
    request.timeout = kInstanceTimeout;
    request.headers.set("X-aws-ec2-metadata-token", *token);
    answer = co_await ask(std::move(request), kWhom);
    if (step == 0) url += answer.substr(0, answer.find_first_of("\r\n"));
  }
  co_return parse_answer(answer, kWhom);
}

}  // namespace waymark::aws
