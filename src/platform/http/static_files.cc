#include "platform/http/static_files.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/http/field_text.h"

namespace waymark::http {
namespace {

constexpr std::string_view kIndex = "index.html";

/// Its tag is computed when it is first asked for: pages of the binary that nobody reads stay out of memory.
class Variant {
 public:
  Variant(std::string_view content, std::string_view coding)
      : content_(content), coding_(coding), tag_(std::make_unique<Tag>()) {}
  std::string_view content() const { return content_; }
  std::string_view coding() const { return coding_; }
  const std::string& etag() const {
    std::call_once(tag_->once, [&] {
      tag_->text = '"' + hex_encode(sha256(content_)).substr(0, 24) + std::string(coding_) + '"';
    });
    return tag_->text;
  }

 private:
  struct Tag {
    std::once_flag once;
    std::string text;
  };
  std::string_view content_;
  std::string_view coding_;  // of HTTP; empty for none
  std::unique_ptr<Tag> tag_;
};

std::string_view media_type(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"css", "text/css; charset=utf-8"},
      {"html", "text/html; charset=utf-8"},
      {"ico", "image/x-icon"},
      {"jpg", "image/jpeg"},
      {"js", "text/javascript; charset=utf-8"},
      {"json", "application/json"},
      {"map", "application/json"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"png", "image/png"},
      {"svg", "image/svg+xml"},
      {"txt", "text/plain; charset=utf-8"},
      {"wasm", "application/wasm"},
      {"webmanifest", "application/manifest+json"},
      {"webp", "image/webp"},
      {"woff2", "font/woff2"},
      {"xml", "application/xml"},
  };
  const std::string_view extension = name.substr(name.rfind('.') + 1);
  for (const auto& [known, type] : kTypes)
    if (extension == known) return type;
  return "application/octet-stream";
}

struct File {
  explicit File(const EmbeddedFile& file)
      : plain(file.content, ""),
        type(media_type(file.name)),
        kept_for_ever(file.name.starts_with("assets/")) {}
  Variant plain;
  std::optional<Variant> brotli;
  std::optional<Variant> gzip;
  std::string_view type;
  bool kept_for_ever;
};

using Files = std::unordered_map<std::string_view, File>;

/// `name.br` beside `name`.
bool is_sibling(std::string_view name, std::string_view suffix, const Files& files) {
  return name.ends_with(suffix) && files.contains(name.substr(0, name.size() - suffix.size()));
}

Files index(std::span<const EmbeddedFile> embedded) {
  Files files;
  for (const EmbeddedFile& file : embedded) files.try_emplace(file.name, file);
  for (const EmbeddedFile& file : embedded) {
    for (const std::string_view suffix : {".br", ".gz"}) {
      if (!is_sibling(file.name, suffix, files)) continue;
      File& whole = files.at(file.name.substr(0, file.name.size() - suffix.size()));
      if (suffix == ".br")
        whole.brotli.emplace(file.content, "br");
      else
        whole.gzip.emplace(file.content, "gzip");
      files.erase(file.name);
    }
  }
  return files;
}

bool matches(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view tag = trim_field(take_until(if_none_match, ','));
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
  }
  return false;
}

/// What the client accepts best.
const Variant& choose(const File& file, std::string_view accepted) {
  const int brotli = file.brotli ? coding_weight(accepted, "br") : 0;
  const int gzip = file.gzip ? coding_weight(accepted, "gzip") : 0;
  if (brotli > 0 && brotli >= gzip) return *file.brotli;
  if (gzip > 0) return *file.gzip;
  return file.plain;
}

Response respond(const File& file, const Request& request) {
  const Variant& chosen = choose(file, request.headers.find("accept-encoding").value_or(""));
  Response response;
  response.headers.add("ETag", chosen.etag());
  response.headers.add("Cache-Control",
                       file.kept_for_ever ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.brotli || file.gzip) response.headers.add("Vary", "Accept-Encoding");
  if (matches(request.headers.find("if-none-match").value_or(""), chosen.etag())) {
    response.status = 304;
    return response;
  }
  response.headers.add("Content-Type", std::string(file.type));
  if (!chosen.coding().empty())
    response.headers.add("Content-Encoding", std::string(chosen.coding()));
  response.body = chosen.content();
  return response;
}

const File* find(const Files& files, const Request& request) {
  std::string_view name = request.path_parameter("path");
  if (name.empty() && request.path_parameters.empty())
    name = std::string_view(request.path).substr(1);
  if (name.empty()) name = kIndex;
  if (const auto it = files.find(name); it != files.end()) return &it->second;
  const bool is_page =
      request.headers.find("accept").value_or("").find("text/html") != std::string_view::npos;
  const auto app = files.find(kIndex);
  return is_page && app != files.end() ? &app->second : nullptr;
}

Task<Response> answer(const Files& files, const Request& request) {
  const File* file = find(files, request);
  if (!file) throw Error::not_found("resource");
  co_return respond(*file, request);
}

}  // namespace

Handler static_files(std::span<const EmbeddedFile> files) {
  return [known = std::make_shared<const Files>(index(files))](Request& request, RequestContext&) {
    return answer(*known, request);
  };
}

}  // namespace waymark::http
