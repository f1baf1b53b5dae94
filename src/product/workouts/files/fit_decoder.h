// FIT files as a stream of messages.
//
// A FIT file is a header (12 or 14 bytes: its size, the protocol's version, the size of the data, ".FIT", a CRC), records,
// and a CRC. A record is a definition message, which says what the data messages of a local type (0-15) hold, or a data
// message. Files may be chained: one after the other, each with a header of its own, each forgetting the one before.
//
// What is wrong and can be read over (a file that was cut, a data size of 0 or past the end, a CRC that is missing or
// wrong) is told as a problem. A record that cannot be understood (data without a definition, a message that reaches past
// the end that the header promised) is an Error naming the byte.
//
// Memory: one record (at most 130 KB) and sixteen plans.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "product/workouts/files/fit_plan.h"

namespace waymark::workouts::fit {

/// What a decoder finds.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void file_begins() = 0;
  /// One of the messages of fit_profile.h. A message without a time stamp of its own whose header has a compressed one
  /// gets that.
  virtual void message(const Message& message) = 0;
  /// A message key of api/messages (`warning.file.*`), of the file that began last.
  virtual void problem(std::string_view key) = 0;
};

/// CRC-16/ARC, on from `crc`.
std::uint16_t crc_of(std::string_view bytes, std::uint16_t crc = 0);

/// One file or chain of files. What the sink throws ends the reading.
class Decoder {
 public:
  explicit Decoder(Sink& sink) : sink_(sink) {}
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  /// Throws Error(invalid_input) naming `file`.
  void feed(std::string_view piece);
  void finish();

 private:
  enum class Expects { header, record, checksum, nothing };

  /// Takes what is whole of `bytes` and returns how many they were.
  std::size_t decode(std::string_view bytes);
  /// The same of one header, record or checksum; 0 when it is not whole.
  std::size_t take(std::string_view bytes);
  std::size_t take_header(std::string_view bytes);
  std::size_t take_record(std::string_view bytes);
  std::size_t take_checksum(std::string_view bytes);
  /// Brings crc_ up to the records before `end`: it is reckoned over many at a time.
  void sum_up_to(const char* end);
  void begin_file(std::string_view header);
  void end_cut_file(std::string_view rest);

  /// Bytes of the record that `bytes` begin with, as far as they tell: when they are fewer, at least so many more are needed.
  std::size_t record_size(std::string_view bytes) const;
  void define(std::string_view record);
  void decode_data(std::string_view record);
  void keep_time(const Message& message);
  void describe_field(const Message& message);
  [[noreturn]] void fail(const char* key) const;

  Sink& sink_;
  std::string carried_;       // the beginning of what is not whole yet
  std::uint64_t offset_ = 0;  // in the file, of what is taken next
  bool last_ = false;         // nothing follows
  Expects expects_ = Expects::header;
  bool any_file_ = false;

  // Of the file that is read.
  bool size_known_ = false;
  std::uint64_t left_ = 0;  // bytes of records, when size_known_
  std::uint16_t crc_ = 0;
  const char* unsummed_ =
      nullptr;              // the first record that crc_ lacks, within the bytes that are decoded
  std::uint32_t time_ = 0;  // the last time stamp, which compressed ones build on
  std::array<std::optional<Plan>, 16> plans_;
  std::array<Definition, 16> definitions_;
  DeveloperRules developer_rules_;
  Message message_;
};

}  // namespace waymark::workouts::fit
