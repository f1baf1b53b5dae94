#include "product/workouts/recording/naming.h"

#include <cctype>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace waymark::workouts {
namespace {

/// Words of GPX types and of the titles that watches and services give, in our four languages.
std::optional<WorkoutType> type_of_word(std::string_view word) {
  using enum WorkoutType;
  static constexpr std::pair<std::string_view, WorkoutType> kWords[] = {
      {"run", run},
      {"running", run},
      {"jog", run},
      {"jogging", run},
      {"treadmill", run},
      {"carrera", run},
      {"corrida", run},
      {"correr", run},
      {"walk", walk},
      {"walking", walk},
      {"caminata", walk},
      {"caminhada", walk},
      {"marche", walk},
      {"hike", hike},
      {"hiking", hike},
      {"trekking", hike},
      {"senderismo", hike},
      {"randonnée", hike},
      {"trilha", hike},
      {"ride", ride},
      {"riding", ride},
      {"cycling", ride},
      {"biking", ride},
      {"bike", ride},
      {"ciclismo", ride},
      {"cyclisme", ride},
      {"vélo", ride},
      {"pedalada", ride},
      {"swim", swim},
      {"swimming", swim},
      {"natación", swim},
      {"natation", swim},
      {"natação", swim},
      {"row", row},
      {"rowing", row},
      {"remo", row},
      {"aviron", row},
      {"ski", ski},
      {"skiing", ski},
      {"esquí", ski},
      {"esqui", ski},
      {"strength", strength},
      {"yoga", yoga},
      // Strava's numbers in <type>.
      {"1", ride},
      {"4", hike},
      {"9", run},
      {"10", walk},
      {"16", swim}};
  for (const auto& [known, type] : kWords)
    if (known == word) return type;
  return std::nullopt;
}

std::optional<WorkoutType> type_in(const std::optional<std::string>& text) {
  if (!text || !is_utf8(*text)) return std::nullopt;
  const std::string folded = fold(*text);
  std::string word;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const auto byte = i < folded.size() ? static_cast<unsigned char>(folded[i]) : ' ';
    if (byte >= 0x80 || std::isalnum(byte)) {
      word += static_cast<char>(byte);
      continue;
    }
    if (const auto type = type_of_word(word)) return type;
    word.clear();
  }
  return std::nullopt;
}

}  // namespace

/// The track's name as one line of at most 200 characters.
std::optional<std::string> title_of(const std::optional<std::string>& name) {
  constexpr std::size_t kLongest = 200;
  if (!name) return std::nullopt;
  std::string line;
  for (const char c : *name) line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  line = normalise(line);
  while (code_points(line) > kLongest) {
    do line.pop_back();
    while (!is_utf8(line));
  }
  if (line.empty() || has_control_characters(line)) return std::nullopt;
  return line;
}

WorkoutType type_of(const std::optional<std::string>& type,
                    const std::optional<std::string>& name) {
  if (const auto found = type_in(type)) return *found;
  return type_in(name).value_or(WorkoutType::other);
}

}  // namespace waymark::workouts
