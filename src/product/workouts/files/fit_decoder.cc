#include "product/workouts/files/fit_decoder.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace waymark::workouts::fit {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kChecksum = 2;
constexpr std::size_t kShortestHeader = 12;
constexpr std::size_t kMostDeveloperRules = 1024;

constexpr std::uint8_t kCompressed = 0x80;
constexpr std::uint8_t kDefinition = 0x40;
constexpr std::uint8_t kDeveloperData = 0x20;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

/// Which local type a data message is of.
std::uint8_t local_type_of(std::uint8_t header) {
  return (header & kCompressed) != 0 ? header >> 5 & 0x03 : header & 0x0F;
}

/// Eight tables, so that eight bytes are taken at a time.
using CrcTables = std::array<std::array<std::uint16_t, 256>, 8>;
constexpr CrcTables make_crc_tables() {
  CrcTables tables{};
  for (unsigned i = 0; i < 256; ++i) {
    unsigned crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xA001U : crc >> 1;
    tables[0][i] = static_cast<std::uint16_t>(crc);
  }
  for (std::size_t table = 1; table < 8; ++table)
    for (std::size_t i = 0; i < 256; ++i) {
      const std::uint16_t before = tables[table - 1][i];
      tables[table][i] = static_cast<std::uint16_t>(before >> 8 ^ tables[0][before & 0xFFU]);
    }
  return tables;
}
constexpr CrcTables kCrc = make_crc_tables();

}  // namespace

std::uint16_t crc_of(std::string_view bytes, std::uint16_t crc) {
  const auto* at = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left = bytes.size();
  for (; left >= 8; left -= 8, at += 8)
    crc = kCrc[7][at[0] ^ (crc & 0xFFU)] ^ kCrc[6][at[1] ^ crc >> 8] ^ kCrc[5][at[2]] ^
          kCrc[4][at[3]] ^ kCrc[3][at[4]] ^ kCrc[2][at[5]] ^ kCrc[1][at[6]] ^ kCrc[0][at[7]];
  for (; left > 0; --left, ++at)
    crc = static_cast<std::uint16_t>(crc >> 8 ^ kCrc[0][(crc ^ *at) & 0xFFU]);
  return crc;
}

void Decoder::fail(const char* key) const {
  throw Error::invalid("file", key, {{"offset", std::to_string(offset_)}});
}

void Decoder::feed(std::string_view piece) {
  for (; !piece.empty(); piece.remove_prefix(std::min(kPiece, piece.size()))) {
    std::string_view bytes = piece.substr(0, kPiece);
    if (carried_.empty()) {
      carried_.assign(bytes.substr(decode(bytes)));
    } else {
      carried_.append(bytes);
      carried_.erase(0, decode(carried_));
    }
  }
}

void Decoder::finish() {
  last_ = true;
  const std::string rest = std::exchange(carried_, {});
  const std::size_t taken = decode(rest);
  end_cut_file(std::string_view(rest).substr(taken));
}

/// What a file that did not end where it should have has left over.
void Decoder::end_cut_file(std::string_view rest) {
  switch (expects_) {
    case Expects::header:
      if (!any_file_) fail("error.fit.not_fit");
      if (!rest.empty()) sink_.problem("warning.file.trailing");
      return;
    case Expects::record:
      // The header's size is wrong when what is left is a checksum; else the file was cut.
      if (rest.size() != kChecksum)
        sink_.problem(!size_known_ && rest.empty() ? "warning.file.no_checksum"
                                                   : "warning.file.cut");
      else if (load<std::uint16_t>(rest.data()) == crc_)
        sink_.problem("warning.file.size");
      else
        sink_.problem(size_known_ ? "warning.file.cut" : "warning.file.checksum");
      return;
    case Expects::checksum:
      sink_.problem("warning.file.no_checksum");
      return;
    case Expects::nothing:
      return;
  }
}

std::size_t Decoder::decode(std::string_view bytes) {
  std::size_t at = 0;
  while (const std::size_t taken = take(bytes.substr(at))) {
    at += taken;
    offset_ += taken;
  }
  sum_up_to(bytes.data() + at);
  return at;
}

void Decoder::sum_up_to(const char* end) {
  if (unsummed_ == nullptr) return;
  crc_ = crc_of({unsummed_, static_cast<std::size_t>(end - unsummed_)}, crc_);
  unsummed_ = nullptr;
}

std::size_t Decoder::take(std::string_view bytes) {
  switch (expects_) {
    case Expects::header:
      return take_header(bytes);
    case Expects::record:
      return take_record(bytes);
    case Expects::checksum:
      return take_checksum(bytes);
    case Expects::nothing:
      return bytes.size();
  }
  return 0;
}

std::size_t Decoder::take_header(std::string_view bytes) {
  if (bytes.size() < kShortestHeader) return 0;
  const std::size_t size = byte_at(bytes, 0);
  if (size < kShortestHeader || bytes.substr(8, 4) != ".FIT") {
    if (!any_file_) fail("error.fit.not_fit");
    sink_.problem("warning.file.trailing");
    expects_ = Expects::nothing;
    return bytes.size();
  }
  if (bytes.size() < size) return 0;
  begin_file(bytes.substr(0, size));
  return size;
}

void Decoder::begin_file(std::string_view header) {
  any_file_ = true;
  expects_ = Expects::record;
  left_ = load<std::uint32_t>(header.data() + 4);
  size_known_ = left_ != 0;
  time_ = 0;
  plans_ = {};
  developer_rules_.clear();
  crc_ = crc_of(header);
  sink_.file_begins();
  if (header.size() < kShortestHeader + kChecksum) return;
  const auto stored = load<std::uint16_t>(header.data() + kShortestHeader);
  if (stored != 0 && stored != crc_of(header.substr(0, kShortestHeader)))
    sink_.problem("warning.file.header_checksum");
}

std::size_t Decoder::record_size(std::string_view bytes) const {
  const std::uint8_t header = byte_at(bytes, 0);
  if ((header & kCompressed) != 0 || (header & kDefinition) == 0) {
    const auto& plan = plans_[local_type_of(header)];
    if (!plan) fail("error.fit.undefined");
    return 1 + plan->size();
  }
  std::size_t size = 6;
  if (bytes.size() < size) return size;
  size += 3U * byte_at(bytes, 5);
  if ((header & kDeveloperData) == 0) return size;
  if (bytes.size() <= size) return size + 1;
  return size + 1 + 3U * byte_at(bytes, size);
}

std::size_t Decoder::take_record(std::string_view bytes) {
  if (size_known_ && left_ == 0) {
    expects_ = Expects::checksum;
    return take_checksum(bytes);
  }
  // The last two bytes of the file are its checksum, whatever the header says of the size.
  if (bytes.size() <= kChecksum) return 0;
  const std::size_t size = record_size(bytes);
  if (bytes.size() < size + (last_ ? 0 : kChecksum)) return 0;
  if (size_known_ && size > left_) fail("error.fit.overrun");
  const std::string_view record = bytes.substr(0, size);
  if (unsummed_ == nullptr) unsummed_ = record.data();
  left_ -= size_known_ ? size : 0;
  const std::uint8_t header = byte_at(record, 0);
  if ((header & kCompressed) == 0 && (header & kDefinition) != 0)
    define(record);
  else
    decode_data(record);
  return size;
}

std::size_t Decoder::take_checksum(std::string_view bytes) {
  if (bytes.size() < kChecksum) return 0;
  sum_up_to(bytes.data());
  if (load<std::uint16_t>(bytes.data()) != crc_) sink_.problem("warning.file.checksum");
  expects_ = Expects::header;
  return kChecksum;
}

void Decoder::define(std::string_view record) {
  Definition definition;
  definition.big_endian = byte_at(record, 2) == 1;
  definition.message = definition.big_endian ? load<std::uint16_t, true>(record.data() + 3)
                                             : load<std::uint16_t>(record.data() + 3);
  const std::size_t fields = byte_at(record, 5);
  std::size_t at = 6;
  for (std::size_t i = 0; i < fields; ++i, at += 3)
    definition.fields.push_back(
        {byte_at(record, at), byte_at(record, at + 1), byte_at(record, at + 2)});
  if (at < record.size())
    for (++at; at < record.size(); at += 3)
      definition.developer_fields.push_back(
          {byte_at(record, at), byte_at(record, at + 1), byte_at(record, at + 2)});
  const std::uint8_t local = byte_at(record, 0) & 0x0F;
  plans_[local].emplace(definition, developer_rules_);
  definitions_[local] = std::move(definition);
}

void Decoder::decode_data(std::string_view record) {
  const std::uint8_t header = byte_at(record, 0);
  const Plan& plan = *plans_[local_type_of(header)];
  plan.decode(record.data() + 1, message_);
  if ((header & kCompressed) != 0) {
    const std::uint32_t seconds = header & 0x1FU;
    time_ += (seconds - time_) & 0x1FU;
    if (!message_.has(Field::timestamp)) message_.set(Field::timestamp, time_);
  }
  if (message_.has(Field::timestamp)) keep_time(message_);
  if (!plan.matters()) return;
  if (plan.kind() == static_cast<std::uint16_t>(Kind::field_description)) describe_field(message_);
  sink_.message(message_);
}

void Decoder::keep_time(const Message& message) {
  time_ = message.whole<std::uint32_t>(Field::timestamp).value_or(time_);
}

/// Descriptions may come after the definitions that use them: those are compiled again.
void Decoder::describe_field(const Message& message) {
  const auto developer = message.whole<std::uint8_t>(Field::developer_index);
  const auto number = message.whole<std::uint8_t>(Field::field_number);
  const auto rule = developer_rule_of(message);
  if (!developer || !number || !rule || developer_rules_.size() >= kMostDeveloperRules) return;
  developer_rules_.insert_or_assign({*developer, *number}, *rule);
  for (std::size_t local = 0; local < plans_.size(); ++local)
    if (plans_[local] && !definitions_[local].developer_fields.empty())
      plans_[local].emplace(definitions_[local], developer_rules_);
}

}  // namespace waymark::workouts::fit
