#include "product/workouts/files/fit_profile.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace waymark::workouts::fit {
namespace {

constexpr FieldRule kTimestamp{kTimestampField, Field::timestamp};

constexpr FieldRule kFileId[] = {{0, Field::file_type},
                                 {1, Field::manufacturer},
                                 {2, Field::product},
                                 {3, Field::serial},
                                 {8, Field::name}};
constexpr FieldRule kSport[] = {{0, Field::sport}, {1, Field::sub_sport}, {3, Field::name}};
constexpr FieldRule kSession[] = {kTimestamp,
                                  {2, Field::start_time},
                                  {5, Field::sport},
                                  {6, Field::sub_sport},
                                  {7, Field::elapsed, 1000},
                                  {8, Field::timer, 1000},
                                  {9, Field::distance, 100},
                                  {10, Field::cycles},
                                  {11, Field::calories},
                                  {14, Field::average_speed, 1000},
                                  {15, Field::max_speed, 1000},
                                  {16, Field::average_heart_rate},
                                  {17, Field::max_heart_rate},
                                  {18, Field::average_cadence},
                                  {19, Field::max_cadence},
                                  {20, Field::average_power},
                                  {21, Field::max_power},
                                  {22, Field::ascent},
                                  {23, Field::descent},
                                  {44, Field::pool_length, 100},
                                  {59, Field::moving, 1000},
                                  {92, Field::average_fractional_cadence, 128},
                                  {93, Field::max_fractional_cadence, 128},
                                  {110, Field::name},
                                  {124, Field::enhanced_average_speed, 1000},
                                  {125, Field::enhanced_max_speed, 1000}};
constexpr FieldRule kLap[] = {kTimestamp,
                              {2, Field::start_time},
                              {7, Field::elapsed, 1000},
                              {8, Field::timer, 1000},
                              {9, Field::distance, 100},
                              {11, Field::calories},
                              {13, Field::average_speed, 1000},
                              {14, Field::max_speed, 1000},
                              {15, Field::average_heart_rate},
                              {16, Field::max_heart_rate},
                              {17, Field::average_cadence},
                              {18, Field::max_cadence},
                              {19, Field::average_power},
                              {20, Field::max_power},
                              {21, Field::ascent},
                              {22, Field::descent},
                              {25, Field::sport},
                              {39, Field::sub_sport},
                              {52, Field::moving, 1000},
                              {80, Field::average_fractional_cadence, 128},
                              {81, Field::max_fractional_cadence, 128},
                              {110, Field::enhanced_average_speed, 1000},
                              {111, Field::enhanced_max_speed, 1000}};
constexpr FieldRule kRecord[] = {kTimestamp,
                                 {0, Field::latitude},
                                 {1, Field::longitude},
                                 {2, Field::altitude, 5, 500},
                                 {3, Field::heart_rate},
                                 {4, Field::cadence},
                                 {5, Field::distance, 100},
                                 {6, Field::speed, 1000},
                                 {7, Field::power},
                                 {8, Field::speed_and_distance},
                                 {13, Field::temperature},
                                 {53, Field::fractional_cadence, 128},
                                 {73, Field::enhanced_speed, 1000},
                                 {78, Field::enhanced_altitude, 5, 500}};
constexpr FieldRule kEvent[] = {kTimestamp, {0, Field::event}, {1, Field::event_type}};
constexpr FieldRule kDeviceInfo[] = {
    kTimestamp,         {0, Field::device_index}, {2, Field::manufacturer},
    {3, Field::serial}, {4, Field::product},      {27, Field::name}};
constexpr FieldRule kActivity[] = {kTimestamp, {5, Field::local_timestamp}};
constexpr FieldRule kMonitoring[] = {kTimestamp,
                                     {3, Field::cycles, 2},
                                     {5, Field::activity_type},
                                     {24, Field::activity_type_and_intensity},
                                     {26, Field::timestamp_16}};
constexpr FieldRule kLength[] = {kTimestamp,
                                 {2, Field::start_time},
                                 {3, Field::elapsed, 1000},
                                 {4, Field::timer, 1000},
                                 {6, Field::average_speed, 1000},
                                 {9, Field::cadence},
                                 {12, Field::length_type}};
constexpr FieldRule kMonitoringInfo[] = {kTimestamp, {0, Field::local_timestamp}};
constexpr FieldRule kFieldDescription[] = {{0, Field::developer_index}, {1, Field::field_number},
                                           {2, Field::base_type},       {6, Field::scale},
                                           {7, Field::offset},          {8, Field::units},
                                           {14, Field::native_message}, {15, Field::native_field}};
constexpr FieldRule kOther[] = {kTimestamp};

}  // namespace

std::span<const FieldRule> rules_of(std::uint16_t message) {
  switch (static_cast<Kind>(message)) {
    case Kind::file_id:
      return kFileId;
    case Kind::sport:
      return kSport;
    case Kind::session:
      return kSession;
    case Kind::lap:
      return kLap;
    case Kind::record:
      return kRecord;
    case Kind::event:
      return kEvent;
    case Kind::device_info:
      return kDeviceInfo;
    case Kind::activity:
      return kActivity;
    case Kind::monitoring:
      return kMonitoring;
    case Kind::length:
      return kLength;
    case Kind::monitoring_info:
      return kMonitoringInfo;
    case Kind::field_description:
      return kFieldDescription;
  }
  return kOther;
}

bool units_agree(Field target, std::string_view units) {
  static constexpr std::pair<Field, std::string_view> kUnits[] = {
      {Field::heart_rate, "bpm"},
      {Field::cadence, "rpm"},
      {Field::power, "w"},
      {Field::power, "watt"},
      {Field::power, "watts"},
      {Field::distance, "m"},
      {Field::distance, "meters"},
      {Field::enhanced_altitude, "m"},
      {Field::enhanced_altitude, "meters"},
      {Field::enhanced_speed, "m/s"},
      {Field::temperature, "c"},
      {Field::temperature, "celsius"}};
  std::string folded;
  for (const char c : units)
    if (c != ' ') folded += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return folded.empty() ||
         std::find(std::begin(kUnits), std::end(kUnits),
                   std::pair<Field, std::string_view>(target, folded)) != std::end(kUnits);
}

}  // namespace waymark::workouts::fit
