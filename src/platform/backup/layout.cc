#include "platform/backup/layout.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace waymark::backup {
namespace {

constexpr std::size_t kDigits = 20;
constexpr std::string_view kManifestSuffix = ".json";
constexpr std::string_view kSegmentSuffix = ".log";
constexpr std::string_view kListSuffix = ".txt";

std::string digits(std::uint64_t number) {
  std::string text = std::to_string(number);
  return std::string(kDigits - text.size(), '0') + text;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.size() != kDigits || failure != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

/// 2026-11-21T07:00:00.123Z without what keys had better not have.
std::string compact(Instant time) {
  std::string text = to_rfc3339(time);
  std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == '.'; });
  return text;
}

std::optional<Instant> time_of(std::string_view text) {
  if (text.size() != compact(Instant()).size()) return std::nullopt;
  std::string full(text);
  full.insert(15, ".");
  full.insert(13, ":");
  full.insert(11, ":");
  full.insert(6, "-");
  full.insert(4, "-");
  return parse_rfc3339(full);
}

bool is_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(by);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

/// What lies between a prefix and a suffix.
std::optional<std::string_view> between(std::string_view key, std::string_view prefix,
                                        std::string_view suffix) {
  if (key.size() < prefix.size() + suffix.size() || !key.starts_with(prefix) ||
      !key.ends_with(suffix))
    return std::nullopt;
  key.remove_prefix(prefix.size());
  key.remove_suffix(suffix.size());
  return key;
}

}  // namespace

bool is_timeline(std::string_view text) {
  return text.size() == 32 && is_hex(text);
}

bool is_sha256_hex(std::string_view text) {
  return text.size() == 64 && is_hex(text);
}

std::string BaseName::key() const {
  return std::string(kBases) + compact(time) + "-" + digits(sequence) + "-" + timeline +
         std::string(kManifestSuffix);
}

std::optional<BaseName> BaseName::parse(std::string_view key) {
  const auto middle = between(key, kBases, kManifestSuffix);
  if (!middle) return std::nullopt;
  const auto parts = split(*middle, '-');
  if (parts.size() != 3 || !is_timeline(parts[2])) return std::nullopt;
  const auto time = time_of(parts[0]);
  const auto sequence = number_of(parts[1]);
  if (!time || !sequence) return std::nullopt;
  BaseName name;
  name.time = *time;
  name.sequence = *sequence;
  name.timeline = parts[2];
  return name;
}

std::string SegmentName::key() const {
  return log_prefix(timeline) + digits(first) + "-" + digits(last) + "-" + compact(from) + "-" +
         compact(to) + std::string(kSegmentSuffix);
}

std::optional<SegmentName> SegmentName::parse(std::string_view key) {
  const auto middle = between(key, kLog, kSegmentSuffix);
  if (!middle) return std::nullopt;
  const auto folders = split(*middle, '/');
  if (folders.size() != 2 || !is_timeline(folders[0])) return std::nullopt;
  const auto parts = split(folders[1], '-');
  if (parts.size() != 4) return std::nullopt;
  const auto first = number_of(parts[0]);
  const auto last = number_of(parts[1]);
  const auto from = time_of(parts[2]);
  const auto to = time_of(parts[3]);
  if (!first || !last || !from || !to || *last < *first || *to < *from) return std::nullopt;
  SegmentName name;
  name.timeline = folders[0];
  name.first = *first;
  name.last = *last;
  name.from = *from;
  name.to = *to;
  return name;
}

std::string BlobCopy::key() const {
  return before_blobs(time) + "/" + blob;
}

std::optional<BlobCopy> BlobCopy::parse(std::string_view key) {
  const auto rest = between(key, kBlobs, "");
  if (!rest) return std::nullopt;
  const std::size_t slash = rest->find('/');
  if (slash == rest->npos) return std::nullopt;
  const auto time = time_of(rest->substr(0, slash));
  if (!time) return std::nullopt;
  BlobCopy copy;
  copy.time = *time;
  copy.blob = rest->substr(slash + 1);
  return copy;
}

std::string BlobListName::key() const {
  return std::string(kBlobLists) + compact(time) + "-" + sha256 + std::string(kListSuffix);
}

std::optional<BlobListName> BlobListName::parse(std::string_view key) {
  const auto middle = between(key, kBlobLists, kListSuffix);
  if (!middle) return std::nullopt;
  const auto parts = split(*middle, '-');
  if (parts.size() != 2 || !is_sha256_hex(parts[1])) return std::nullopt;
  const auto time = time_of(parts[0]);
  if (!time) return std::nullopt;
  BlobListName name;
  name.time = *time;
  name.sha256 = parts[1];
  return name;
}

std::string file_key(std::string_view sha256_hex) {
  return std::string(kFiles) + std::string(sha256_hex.substr(0, 2)) + "/" + std::string(sha256_hex);
}

std::string log_prefix(std::string_view timeline) {
  return std::string(kLog) + std::string(timeline) + "/";
}

std::string before_segment(std::string_view timeline, std::uint64_t sequence) {
  return log_prefix(timeline) + digits(sequence);
}

std::string before_blobs(Instant time) {
  return std::string(kBlobs) + compact(time);
}

}  // namespace waymark::backup
