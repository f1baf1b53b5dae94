// For tests: health exports as iPhones write them.
#pragma once

#include <string>
#include <string_view>

namespace waymark::workouts {

/// With a document type as some iOS versions wrote it: comments with quotes in them, and not well-formed.
inline std::string health_export(const std::string& content) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<!DOCTYPE HealthData [\n"
         "<!-- HealthKit Export Version: 14 -->\n"
         "<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>\n"
         "<!ATTLIST HealthData\n  locale CDATA #REQUIRED\n>\n"
         "<!-- Note: it's \"quoted\" ]> and <HealthData> in a comment -->\n"
         "<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>\n"
         "<!ATTLIST Record type CDATA #REQUIRED unit CDATA #IMPLIED\n"
         "]>\n"
         "<HealthData locale=\"en_GB\">\n <ExportDate value=\"2026-11-20 10:00:00 +0100\"/>\n" +
         content + "</HealthData>\n";
}

inline std::string health_record(std::string_view type, std::string_view source,
                                 std::string_view start, std::string_view end,
                                 std::string_view value, std::string_view unit,
                                 std::string_view device = "") {
  std::string text = " <Record type=\"HKQuantityTypeIdentifier" + std::string(type) +
                     "\" sourceName=\"" + std::string(source) + "\" sourceVersion=\"10.1\"";
  if (!device.empty()) text += " device=\"" + std::string(device) + "\"";
  return text + " unit=\"" + std::string(unit) + "\" creationDate=\"" + std::string(end) +
         "\" startDate=\"" + std::string(start) + "\" endDate=\"" + std::string(end) +
         "\" value=\"" + std::string(value) + "\"/>\n";
}

inline constexpr std::string_view kWatchDevice =
    "&lt;&lt;HKDevice: 0x2830&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, "
    "hardware:Watch6,12, software:26.2&gt;";
inline constexpr std::string_view kPhoneDevice =
    "&lt;&lt;HKDevice: 0x2831&gt;, name:iPhone, manufacturer:Apple Inc., model:iPhone, "
    "hardware:iPhone14,5, software:18.1&gt;";

}  // namespace waymark::workouts
