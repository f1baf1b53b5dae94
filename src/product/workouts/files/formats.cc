#include "product/workouts/files/formats.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "product/workouts/files/apple_health_reader.h"
#include "product/workouts/files/csv_reader.h"
#include "product/workouts/files/fit_reader.h"
#include "product/workouts/files/gpx_reader.h"
#include "product/workouts/files/tcx_reader.h"

namespace waymark::workouts {
namespace {

/// UTF-16 with its zero bytes left out is readable enough for the names of elements; so is UTF-8 without its mark.
std::string plain(std::string_view bytes) {
  std::string text(bytes.substr(0, kTellingBytes));
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) text.erase(0, 2);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::erase(text, '\0');
  return text;
}

/// The name of the first element, without its prefix; empty when the text is no XML or the element lies further on.
std::string_view root_of(std::string_view text) {
  while (true) {
    const std::size_t open = text.find_first_not_of(" \t\r\n");
    if (open == std::string_view::npos || text[open] != '<') return {};
    text.remove_prefix(open + 1);
    const bool comment = text.starts_with("!--");
    if (!comment && !text.starts_with('?')) break;
    const std::string_view end = comment ? "-->" : "?>";
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
  text = text.substr(0, text.find_first_of(" \t\r\n/>"));
  const std::size_t colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

std::optional<FileFormat> format_of_name(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string ending(file_name.substr(dot + 1));
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (ending == "fit") return FileFormat::fit;
  if (ending == "gpx") return FileFormat::gpx;
  if (ending == "tcx") return FileFormat::tcx;
  if (ending == "csv" || ending == "tsv") return FileFormat::csv;
  return std::nullopt;
}

}  // namespace

std::optional<FileFormat> format_of(std::string_view first_bytes, std::string_view file_name) {
  if (first_bytes.size() >= 12 && first_bytes.substr(8, 4) == ".FIT") return FileFormat::fit;
  const std::string text = plain(first_bytes);
  const std::string_view root = root_of(text);
  if (root == "gpx") return FileFormat::gpx;
  if (root == "TrainingCenterDatabase") return FileFormat::tcx;
  if (root == "HealthData" || text.find("<!DOCTYPE HealthData") != std::string::npos)
    return FileFormat::apple_health;
  if (root.empty() && is_csv_of_workouts(text)) return FileFormat::csv;
  return format_of_name(file_name);
}

std::unique_ptr<FileReader> reader_of(FileFormat format, Finds& finds) {
  switch (format) {
    case FileFormat::fit:
      return std::make_unique<FitReader>(finds);
    case FileFormat::gpx:
      return std::make_unique<GpxReader>(finds);
    case FileFormat::tcx:
      return std::make_unique<TcxReader>(finds);
    case FileFormat::csv:
      return std::make_unique<CsvReader>(finds);
    case FileFormat::apple_health:
      return apple_health_reader(finds);
  }
  return nullptr;
}

}  // namespace waymark::workouts
