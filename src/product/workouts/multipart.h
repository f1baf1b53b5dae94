// multipart/form-data (RFC 7578), read as it comes: one file part handed on in pieces, the small
// fields kept.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace waymark::workouts {

/// Holds no more than a part's headers (8 KiB) and its fields (4 KiB each, 16 of them). What breaks
/// the format throws Error(invalid_input) naming `file`.
class MultipartReader {
 public:
  /// `file_field` is the name of the part whose bytes go to `on_file`.
  MultipartReader(std::string_view boundary, std::string file_field,
                  std::function<void(std::string_view)> on_file);

  void feed(std::string_view piece);
  /// Throws when the closing delimiter has not come.
  void finish() const;

  bool saw_file() const { return saw_file_; }
  /// A field other than the file.
  std::optional<std::string> field(const std::string& name) const;

  /// The boundary parameter of a Content-Type, or nullopt.
  static std::optional<std::string> boundary_of(std::string_view content_type);

 private:
  enum class State { before_part, after_delimiter, headers, content, ended };
  bool step();
  bool skip_preamble();
  bool read_delimiter_end();
  bool read_headers();
  bool read_content();
  void begin_part(std::string_view headers);
  void take(std::string_view content);

  std::string delimiter_;  // CR LF -- boundary
  std::string file_field_;
  std::function<void(std::string_view)> on_file_;
  State state_ = State::before_part;
  std::string buffer_;
  bool in_file_ = false;
  bool saw_file_ = false;
  std::string field_name_;  // of the part that is read, "" to pass over it
  std::map<std::string, std::string> fields_;
};

}  // namespace waymark::workouts
