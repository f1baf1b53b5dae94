#include "product/workouts/files/csv_reader.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <span>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "product/workouts/files/csv_fields.h"
#include "product/workouts/files/xml_parser.h"

namespace waymark::workouts {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

enum class Kind { ours, strava, garmin };

enum class Column {
  date,
  type,
  title,
  elapsed,
  timer,
  moving,
  distance_metres,
  distance_kilometres,
  climb,
  descent,
  calories,
  average_heart_rate,
  max_heart_rate,
  average_power,
  max_power,
  average_cadence,
  max_cadence,
  average_steps,  // of both feet
  max_steps,
  max_speed,
  average_speed,
  steps,
  pushes
};

using Names = std::pair<std::string_view, Column>;

constexpr Names kOurs[] = {{"started_at", Column::date},
                           {"type", Column::type},
                           {"title", Column::title},
                           {"elapsed_seconds", Column::elapsed},
                           {"moving_seconds", Column::moving},
                           {"distance_metres", Column::distance_metres},
                           {"climb_metres", Column::climb},
                           {"calories", Column::calories},
                           {"average_heart_rate", Column::average_heart_rate},
                           {"max_heart_rate", Column::max_heart_rate},
                           {"average_power", Column::average_power},
                           {"average_cadence", Column::average_cadence},
                           {"steps", Column::steps},
                           {"pushes", Column::pushes}};
constexpr Names kStrava[] = {{"activity date", Column::date},
                             {"activity type", Column::type},
                             {"activity name", Column::title},
                             {"elapsed time", Column::elapsed},
                             {"moving time", Column::moving},
                             {"distance", Column::distance_metres},
                             {"elevation gain", Column::climb},
                             {"elevation loss", Column::descent},
                             {"calories", Column::calories},
                             {"average heart rate", Column::average_heart_rate},
                             {"max heart rate", Column::max_heart_rate},
                             {"average watts", Column::average_power},
                             {"max watts", Column::max_power},
                             {"average cadence", Column::average_cadence},
                             {"max cadence", Column::max_cadence},
                             {"max speed", Column::max_speed},
                             {"average speed", Column::average_speed},
                             {"total steps", Column::steps}};
constexpr Names kGarmin[] = {{"date", Column::date},
                             {"activity type", Column::type},
                             {"title", Column::title},
                             {"elapsed time", Column::elapsed},
                             {"moving time", Column::moving},
                             {"time", Column::timer},
                             {"distance", Column::distance_kilometres},
                             {"total ascent", Column::climb},
                             {"elev gain", Column::climb},
                             {"total descent", Column::descent},
                             {"elev loss", Column::descent},
                             {"calories", Column::calories},
                             {"avg hr", Column::average_heart_rate},
                             {"max hr", Column::max_heart_rate},
                             {"avg power", Column::average_power},
                             {"max power", Column::max_power},
                             {"avg bike cadence", Column::average_cadence},
                             {"max bike cadence", Column::max_cadence},
                             {"avg run cadence", Column::average_steps},
                             {"max run cadence", Column::max_steps},
                             {"steps", Column::steps}};

std::span<const Names> names_of(Kind kind) {
  switch (kind) {
    case Kind::ours:
      return kOurs;
    case Kind::strava:
      return kStrava;
    case Kind::garmin:
      return kGarmin;
  }
  return {};
}

std::string folded(std::string_view name) {
  std::string text(trimmed(name));
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::optional<Kind> kind_of(const std::vector<std::string>& header) {
  const auto has = [&header](std::string_view name) {
    return std::find(header.begin(), header.end(), name) != header.end();
  };
  if (has("started_at")) return Kind::ours;
  if (has("activity date") && has("activity type")) return Kind::strava;
  if (has("activity type") && has("date") && has("distance")) return Kind::garmin;
  return std::nullopt;
}

std::vector<std::string> header_of(std::string_view line) {
  csv::Splitter splitter(csv::separator_of(line));
  if (!splitter.take_line(line)) splitter.finish();
  std::vector<std::string> names;
  for (const std::string& name : splitter.fields()) names.push_back(folded(name));
  return names;
}

std::string_view first_line(std::string_view text) {
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  return text.substr(0, text.find_first_of("\r\n"));
}

bool is_absent(std::string_view text) {
  text = trimmed(text);
  return text.empty() || text == "--";
}

/// The member that a column of numbers fills.
std::optional<double> DeviceTotals::*member_of(Column column) {
  switch (column) {
    case Column::elapsed:
      return &DeviceTotals::elapsed_seconds;
    case Column::timer:
      return &DeviceTotals::timer_seconds;
    case Column::moving:
      return &DeviceTotals::moving_seconds;
    case Column::distance_metres:
    case Column::distance_kilometres:
      return &DeviceTotals::distance_metres;
    case Column::climb:
      return &DeviceTotals::climb_metres;
    case Column::descent:
      return &DeviceTotals::descent_metres;
    case Column::calories:
      return &DeviceTotals::calories;
    case Column::average_heart_rate:
      return &DeviceTotals::average_heart_rate;
    case Column::max_heart_rate:
      return &DeviceTotals::max_heart_rate;
    case Column::average_power:
      return &DeviceTotals::average_power;
    case Column::max_power:
      return &DeviceTotals::max_power;
    case Column::average_cadence:
    case Column::average_steps:
      return &DeviceTotals::average_cadence;
    case Column::max_cadence:
    case Column::max_steps:
      return &DeviceTotals::max_cadence;
    case Column::max_speed:
      return &DeviceTotals::max_speed;
    case Column::average_speed:
      return &DeviceTotals::average_speed;
    case Column::steps:
      return &DeviceTotals::steps;
    case Column::pushes:
      return &DeviceTotals::pushes;
    case Column::date:
    case Column::type:
    case Column::title:
      return nullptr;
  }
  return nullptr;
}

/// What a number of the column is multiplied with to be in our unit.
double unit_of(Column column, bool swim) {
  if (column == Column::distance_kilometres) return swim ? 1 : 1000;
  if (column == Column::average_steps || column == Column::max_steps) return 0.5;
  return 1;
}

std::optional<double> length_of(const DeviceTotals& totals) {
  if (totals.elapsed_seconds) return totals.elapsed_seconds;
  return totals.timer_seconds ? totals.timer_seconds : totals.moving_seconds;
}

}  // namespace

class CsvReader::Table {
 public:
  explicit Table(Finds& finds) : finds_(finds) {}

  void feed(std::string_view piece) {
    if (!splitter_) {
      head_ += piece;
      if (head_.size() > kLongestHeader) refuse_columns();
      if (std::string_view(head_).find_first_of("\r\n") == std::string_view::npos) return;
      const std::string head = std::exchange(head_, {});
      begin(head);
      take(std::string_view(head).substr(head.starts_with(kMark) ? kMark.size() : 0));
      return;
    }
    take(piece);
  }

  void finish() {
    if (!splitter_) refuse_columns();
    if (splitter_->finish()) add_line();
    if (found_.empty()) throw Error::invalid("file", "error.csv.no_lines");
    for (Recording& recording : found_) finds_.workout(std::move(recording));
  }

 private:
  static constexpr std::size_t kLongestHeader = 1 << 20;

  [[noreturn]] static void refuse_columns() { throw Error::invalid("file", "error.csv.columns"); }

  [[noreturn]] void refuse(std::string_view column, std::string_view value) const {
    throw Error::invalid("file", "error.csv.value",
                         {{"line", std::to_string(splitter_->line())},
                          {"column", shown(column)},
                          {"value", shown(value)}});
  }

  void begin(std::string_view head) {
    const std::string_view line = first_line(head);
    const char separator = csv::separator_of(line);
    decimal_comma_ = separator != ',';
    names_ = header_of(line);
    const auto kind = kind_of(names_);
    if (!kind) refuse_columns();
    kind_ = *kind;
    for (const std::string& name : names_) columns_.push_back(column_of(name));
    // Of a name that stands twice the last counts.
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (std::find(names_.begin() + static_cast<std::ptrdiff_t>(i) + 1, names_.end(), names_[i]) !=
          names_.end())
        columns_[i].reset();
    splitter_.emplace(separator);
  }

  std::optional<Column> column_of(std::string_view name) const {
    for (const auto& [known, column] : names_of(kind_))
      if (known == name) return column;
    return std::nullopt;
  }

  void take(std::string_view text) {
    while (splitter_->take_line(text)) add_line();
    if (splitter_->too_long())
      throw Error::invalid("file", "error.xml.text_too_long",
                           {{"line", std::to_string(splitter_->line())}});
  }

  void add_line() {
    const std::vector<std::string>& fields = splitter_->fields();
    const bool empty = std::all_of(fields.begin(), fields.end(),
                                   [](const std::string& field) { return is_absent(field); });
    if (std::exchange(is_header_, false) || empty) return;
    if (found_.size() >= kCsvLines)
      throw Error::invalid("file", "error.csv.too_many_lines",
                           {{"limit", std::to_string(kCsvLines)}});
    found_.push_back(recording_of(fields));
  }

  Recording recording_of(const std::vector<std::string>& fields) const {
    Recording recording;
    recording.format = FileFormat::csv;
    const std::size_t count = std::min(fields.size(), columns_.size());
    for (std::size_t i = 0; i < count; ++i)
      if (columns_[i] && !is_absent(fields[i]))
        take_text(*columns_[i], names_[i], fields[i], recording);
    if (!recording.started_at) refuse(date_name(), "");
    for (std::size_t i = 0; i < count; ++i)
      if (columns_[i] && !is_absent(fields[i]))
        take_number(*columns_[i], names_[i], fields[i], recording);
    if (const auto length = length_of(recording.totals))
      recording.ended_at =
          *recording.started_at + std::chrono::milliseconds(std::llround(*length * 1000));
    return recording;
  }

  std::string_view date_name() const {
    for (const auto& [name, column] : names_of(kind_))
      if (column == Column::date) return name;
    return {};
  }

  void take_text(Column column, std::string_view name, const std::string& text,
                 Recording& recording) const {
    if (column == Column::title || column == Column::type) {
      if (!is_utf8(text)) refuse(name, text);
      (column == Column::title ? recording.name : recording.type_text) = std::string(trimmed(text));
    }
    if (column != Column::date) return;
    const auto when = csv::moment(text);
    if (!when || (kind_ == Kind::ours && !when->has_zone)) refuse(name, text);
    recording.started_at = when->instant;
    if (kind_ == Kind::garmin && !when->has_zone)
      recording.warnings.emplace_back("warning.file.no_time_zone");
  }

  void take_number(Column column, std::string_view name, const std::string& text,
                   Recording& recording) const {
    constexpr double kMost = 1e9;  // of anything
    const auto member = member_of(column);
    if (member == nullptr) return;
    const bool is_time =
        column == Column::elapsed || column == Column::timer || column == Column::moving;
    const auto value =
        is_time ? csv::seconds(text, decimal_comma_) : csv::number(text, decimal_comma_);
    if (!value || *value < 0 || *value > kMost) refuse(name, text);
    recording.totals.*member = *value * unit_of(column, is_swim(recording));
  }

  static bool is_swim(const Recording& recording) {
    return recording.type_text && folded(*recording.type_text).find("swim") != std::string::npos;
  }

  Finds& finds_;
  std::string head_;  // the first line, as long as it is not whole
  std::optional<csv::Splitter> splitter_;
  Kind kind_ = Kind::ours;
  bool decimal_comma_ = false;
  bool is_header_ = true;
  std::vector<std::string> names_;
  std::vector<std::optional<Column>> columns_;
  std::vector<Recording> found_;
};

bool is_csv_of_workouts(std::string_view first_bytes) {
  return kind_of(header_of(first_line(first_bytes))).has_value();
}

CsvReader::CsvReader(Finds& finds) : table_(std::make_unique<Table>(finds)) {}
CsvReader::~CsvReader() = default;
void CsvReader::feed(std::string_view piece) {
  table_->feed(piece);
}
void CsvReader::finish() {
  table_->finish();
}

}  // namespace waymark::workouts
