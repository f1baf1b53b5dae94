#include "platform/aws/signer.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"

namespace waymark::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::chrono::seconds kLongestLifetime = std::chrono::hours(24 * 7);

using Pair = std::pair<std::string, std::string>;

/// The parts of an absolute URL, as they are sent.
struct Url {
  std::string_view origin;  // "https://host:port"
  std::string_view host;    // as in the Host header: without the scheme's own port
  std::string_view path;    // begins with "/", or is empty
  std::string_view query;
};

Error bad_url(std::string_view why) {
  return Error(ErrorCode::internal, "error.internal",
               "a URL cannot be signed: " + std::string(why));
}

Url split(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) throw bad_url("it has no scheme");
  const std::size_t host = scheme + 3;
  const std::size_t path = std::min(url.find_first_of("/?#", host), url.size());
  Url parts;
  parts.origin = url.substr(0, path);
  parts.host = url.substr(host, path - host);
  if (parts.host.find('@') != parts.host.npos) throw bad_url("it names a user");
  const std::string_view own_port = url.substr(0, scheme) == "https" ? ":443" : ":80";
  if (parts.host.ends_with(own_port)) parts.host.remove_suffix(own_port.size());
  std::string_view rest = url.substr(path);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t query = std::min(rest.find('?'), rest.size());
  parts.path = rest.substr(0, query);
  if (query < rest.size()) parts.query = rest.substr(query + 1);
  return parts;
}

/// "20150830T123600Z"; its first eight characters are the date.
std::string amz_date_of(Instant now) {
  const std::time_t seconds =
      std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts);
  return std::string(text.data(), size);
}

/// Without `.`, `..` and empty segments, but with the last slash.
std::string normalise_path(std::string_view path) {
  std::vector<std::string_view> kept;
  bool folder = true;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    folder = segment.empty() || segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!folder) kept.push_back(segment);
    at = end + 1;
  }
  std::string out;
  for (const std::string_view segment : kept) (out += '/') += segment;
  if (folder || out.empty()) out += '/';
  return out;
}

std::string canonical_path(std::string_view path, PathRule rule) {
  switch (rule) {
    case PathRule::normalised_twice:
      return encode_path(normalise_path(path));
    case PathRule::verbatim_once: {
      const auto decoded = percent_decode(path);
      if (!decoded) throw bad_url("its path has a broken escape");
      return path.empty() ? "/" : encode_path(*decoded);
    }
  }
  return {};
}

std::string encoded_again(std::string_view part) {
  const auto decoded = percent_decode(part);
  if (!decoded) throw bad_url("its query has a broken escape");
  return percent_encode(*decoded);
}

std::vector<Pair> query_pairs(std::string_view query) {
  std::vector<Pair> pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view one = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (one.empty()) continue;
    const std::size_t equals = std::min(one.find('='), one.size());
    pairs.emplace_back(encoded_again(one.substr(0, equals)),
                       encoded_again(one.substr(std::min(equals + 1, one.size()))));
  }
  return pairs;
}

std::string canonical_query(std::vector<Pair> pairs) {
  std::ranges::sort(pairs);
  std::string out;
  for (const auto& [name, value] : pairs) {
    if (!out.empty()) out += '&';
    ((out += name) += '=') += value;
  }
  return out;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Trimmed, each inner run of white space one space.
std::string collapse(std::string_view value) {
  std::string out;
  bool gap = false;
  for (const char c : value) {
    if (is_space(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

/// Headers that a proxy may change on the way, or that the client adds when all is signed.
bool is_unsigned(std::string_view name) {
  constexpr std::array<std::string_view, 14> kUnsigned{"authorization",
                                                       "cache-control",
                                                       "connection",
                                                       "expect",
                                                       "keep-alive",
                                                       "proxy-authenticate",
                                                       "te",
                                                       "trailer",
                                                       "transfer-encoding",
                                                       "upgrade",
                                                       "user-agent",
                                                       "x-amzn-trace-id",
                                                       "proxy-authorization",
                                                       "from"};
  return std::ranges::find(kUnsigned, name) != kUnsigned.end();
}

struct CanonicalHeaders {
  std::string lines;  // "name:value\n" each
  std::string names;  // "a;b;c"
};

CanonicalHeaders canonical_headers(const http::Headers& headers, std::string_view host) {
  std::vector<Pair> fields;
  fields.reserve(headers.fields().size() + 1);
  fields.emplace_back("host", host);
  for (const auto& [name, value] : headers.fields()) {
    std::string lowered(name);
    std::ranges::transform(lowered, lowered.begin(), lower);
    if (!is_unsigned(lowered) && lowered != "host")
      fields.emplace_back(std::move(lowered), collapse(value));
  }
  std::ranges::stable_sort(fields, {}, &Pair::first);
  CanonicalHeaders out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& [name, value] = fields[i];
    if (i > 0 && fields[i - 1].first == name) {
      out.lines.back() = ',';
      (out.lines += value) += '\n';
      continue;
    }
    if (i > 0) out.names += ';';
    out.names += name;
    (((out.lines += name) += ':') += value) += '\n';
  }
  return out;
}

std::string canonical_request(http::Method method, std::string_view path, std::string_view query,
                              const CanonicalHeaders& headers, std::string_view payload) {
  std::string out(http::to_string(method));
  for (const std::string_view part :
       {path, query, std::string_view(headers.lines), std::string_view(headers.names), payload})
    (out += '\n') += part;
  return out;
}

}  // namespace

std::string payload_hash(std::string_view body) {
  return hex_encode(sha256(body));
}

std::string encode_path(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    out += percent_encode(path.substr(at, end - at));
    if (end < path.size()) out += '/';
    at = end + 1;
  }
  return out;
}

Signer::Signer(std::string region, std::string service, PathRule rule)
    : region_(std::move(region)), service_(std::move(service)), rule_(rule) {}

std::shared_ptr<const secrets::HmacSha256> Signer::key_of(const Credentials& credentials,
                                                          std::string_view date) const {
  {
    const std::lock_guard lock(mutex_);
    if (cached_date_ == date &&
        equal_in_constant_time(cached_secret_.expose(), credentials.secret_access_key.expose()))
      return cached_key_;
  }
  Secret key("AWS4" + credentials.secret_access_key.expose());
  for (const std::string_view part : {date, std::string_view(region_), std::string_view(service_),
                                      std::string_view("aws4_request")})
    key = Secret(secrets::hmac_sha256(key, part));
  auto keyed = std::make_shared<const secrets::HmacSha256>(key);
  const std::lock_guard lock(mutex_);
  cached_date_ = date;
  cached_secret_ = credentials.secret_access_key;
  cached_key_ = keyed;
  return keyed;
}

std::string Signer::signature(const Credentials& credentials, std::string_view amz_date,
                              std::string_view canonical_request) const {
  const std::string_view date = amz_date.substr(0, 8);
  std::string to_sign(kAlgorithm);
  ((to_sign += '\n') += amz_date) += '\n';
  (((((to_sign += date) += '/') += region_) += '/') += service_) += "/aws4_request\n";
  to_sign += hex_encode(sha256(canonical_request));
  return hex_encode((*key_of(credentials, date))(to_sign));
}

void Signer::sign(http::ClientRequest& request, const Credentials& credentials, Instant now) const {
  const Url url = split(request.url);
  const std::string amz_date = amz_date_of(now);
  request.headers.set("x-amz-date", amz_date);
  if (!credentials.session_token.empty())
    request.headers.set("x-amz-security-token", credentials.session_token.expose());
  const auto given = request.headers.find(kPayloadHeader);
  const std::string payload = given ? std::string(*given) : payload_hash(request.body);
  const CanonicalHeaders headers = canonical_headers(request.headers, url.host);
  const std::string mac =
      signature(credentials, amz_date,
                canonical_request(request.method, canonical_path(url.path, rule_),
                                  canonical_query(query_pairs(url.query)), headers, payload));
  std::string value(kAlgorithm);
  ((value += " Credential=") += credentials.access_key_id) += '/';
  value.append(amz_date, 0, 8) += '/';
  (((value += region_) += '/') += service_) += "/aws4_request, SignedHeaders=";
  ((value += headers.names) += ", Signature=") += mac;
  request.headers.set("Authorization", std::move(value));
}

std::string Signer::presign(http::Method method, std::string_view url, const http::Headers& headers,
                            const Credentials& credentials, Instant now,
                            std::chrono::seconds lifetime, std::string_view payload_hash) const {
  if (lifetime < std::chrono::seconds(1) || lifetime > kLongestLifetime)
    throw Error(ErrorCode::internal, "error.internal",
                "a link of " + std::to_string(lifetime.count()) + " s, not 1 s to 7 days");
  const Url parts = split(url);
  const std::string amz_date = amz_date_of(now);
  const CanonicalHeaders signed_headers = canonical_headers(headers, parts.host);
  std::vector<Pair> pairs = query_pairs(parts.query);
  const auto add = [&](const char* name, std::string_view value) {
    pairs.emplace_back(name, percent_encode(value));
  };
  add("X-Amz-Algorithm", kAlgorithm);
  add("X-Amz-Credential", credentials.access_key_id + "/" + amz_date.substr(0, 8) + "/" + region_ +
                              "/" + service_ + "/aws4_request");
  add("X-Amz-Date", amz_date);
  add("X-Amz-Expires", std::to_string(lifetime.count()));
  add("X-Amz-SignedHeaders", signed_headers.names);
  if (!credentials.session_token.empty())
    add("X-Amz-Security-Token", credentials.session_token.expose());
  const std::string query = canonical_query(std::move(pairs));
  const std::string mac = signature(credentials, amz_date,
                                    canonical_request(method, canonical_path(parts.path, rule_),
                                                      query, signed_headers, payload_hash));
  std::string out(parts.origin);
  out += parts.path.empty() ? std::string_view("/") : parts.path;
  return (((out += '?') += query) += "&X-Amz-Signature=") += mac;
}

}  // namespace waymark::aws
