#include "product/workouts/files/fit_names.h"

#include <algorithm>
#include <string_view>

namespace waymark::workouts::fit {
namespace {

struct Name {
  std::uint16_t number;
  std::string_view text;
};

constexpr Name kSports[] = {{0, "generic"},
                            {1, "running"},
                            {2, "cycling"},
                            {3, "transition"},
                            {4, "fitness_equipment"},
                            {5, "swimming"},
                            {6, "basketball"},
                            {7, "soccer"},
                            {8, "tennis"},
                            {9, "american_football"},
                            {10, "training"},
                            {11, "walking"},
                            {12, "cross_country_skiing"},
                            {13, "alpine_skiing"},
                            {14, "snowboarding"},
                            {15, "rowing"},
                            {16, "mountaineering"},
                            {17, "hiking"},
                            {18, "multisport"},
                            {19, "paddling"},
                            {20, "flying"},
                            {21, "e_biking"},
                            {22, "motorcycling"},
                            {23, "boating"},
                            {24, "driving"},
                            {25, "golf"},
                            {26, "hang_gliding"},
                            {27, "horseback_riding"},
                            {28, "hunting"},
                            {29, "fishing"},
                            {30, "inline_skating"},
                            {31, "rock_climbing"},
                            {32, "sailing"},
                            {33, "ice_skating"},
                            {34, "sky_diving"},
                            {35, "snowshoeing"},
                            {36, "snowmobiling"},
                            {37, "stand_up_paddleboarding"},
                            {38, "surfing"},
                            {39, "wakeboarding"},
                            {40, "water_skiing"},
                            {41, "kayaking"},
                            {42, "rafting"},
                            {43, "windsurfing"},
                            {44, "kitesurfing"},
                            {47, "boxing"},
                            {48, "floor_climbing"},
                            {53, "diving"},
                            {62, "hiit"},
                            {64, "racket"}};

constexpr Name kManufacturers[] = {{1, "Garmin"},       {6, "SRM"},
                                   {7, "Quarq"},        {9, "Saris"},
                                   {13, "Garmin"},      {15, "Dynastream"},
                                   {23, "Suunto"},      {32, "Wahoo"},
                                   {37, "Magellan"},    {69, "Stages"},
                                   {70, "Sigma"},       {71, "TomTom"},
                                   {86, "Elite"},       {89, "Tacx"},
                                   {111, "Technogym"},  {115, "iGPSPORT"},
                                   {123, "Polar"},      {258, "Lezyne"},
                                   {260, "Zwift"},      {265, "Strava"},
                                   {267, "Bryton"},     {282, "The Sufferfest"},
                                   {289, "Hammerhead"}, {294, "Coros"}};

constexpr Name kFileTypes[] = {{1, "device"},
                               {2, "settings"},
                               {3, "sport"},
                               {4, "activity"},
                               {5, "workout"},
                               {6, "course"},
                               {7, "schedules"},
                               {9, "weight"},
                               {10, "totals"},
                               {11, "goals"},
                               {14, "blood_pressure"},
                               {15, "monitoring_a"},
                               {20, "activity_summary"},
                               {28, "monitoring_daily"},
                               {32, "monitoring_b"},
                               {34, "segment"},
                               {35, "segment_list"}};

template <std::size_t Size>
std::string name_in(const Name (&names)[Size], std::uint16_t number) {
  const auto found = std::find_if(std::begin(names), std::end(names),
                                  [number](const Name& name) { return name.number == number; });
  return found == std::end(names) ? std::to_string(number) : std::string(found->text);
}

/// What the sub-sport alone decides, whatever the sport (`training`, `fitness_equipment`).
std::optional<WorkoutType> type_of_sub_sport(std::uint8_t sub_sport) {
  using enum WorkoutType;
  switch (sub_sport) {
    case 1:   // treadmill
    case 45:  // indoor_running
      return run;
    case 5:  // spin
    case 6:  // indoor_cycling
      return ride;
    case 14:  // indoor_rowing
      return row;
    case 17:  // lap_swimming
    case 18:  // open_water
      return swim;
    case 20:  // strength_training
      return strength;
    case 27:  // indoor_walking
      return walk;
    case 43:  // yoga
      return yoga;
    default:  // a number from outside: there are more than these
      return std::nullopt;
  }
}

}  // namespace

std::string sport_name(std::uint8_t sport) {
  return name_in(kSports, sport);
}

std::optional<WorkoutType> type_of(std::uint8_t sport, std::optional<std::uint8_t> sub_sport) {
  using enum WorkoutType;
  switch (sport) {
    case 1:
      return run;
    case 2:
    case 21:  // e_biking
      return ride;
    case 5:
      return swim;
    case 11:
      return walk;
    case 12:  // cross-country, alpine, snowboard
    case 13:
    case 14:
      return ski;
    case 15:
      return row;
    case 16:  // mountaineering
    case 17:
    case 35:  // snowshoeing
      return hike;
    default:  // a number from outside: the sub-sport may know, and all other sports are `other`
      break;
  }
  if (sub_sport)
    if (const auto type = type_of_sub_sport(*sub_sport)) return type;
  if (sport == 0) return std::nullopt;
  return other;
}

bool is_indoors(std::optional<std::uint8_t> sub_sport) {
  // treadmill, spin, indoor cycling, indoor rowing, elliptical, stair climbing, lap swimming, flexibility, strength, indoor
  // skiing, cardio, indoor walking, yoga, pilates, indoor running, virtual activity, breathing, HIIT, indoor grinding
  static constexpr std::uint8_t kIndoors[] = {1,  5,  6,  14, 15, 16, 17, 19, 20, 25,
                                              26, 27, 43, 44, 45, 58, 62, 70, 71};
  return sub_sport &&
         std::find(std::begin(kIndoors), std::end(kIndoors), *sub_sport) != std::end(kIndoors);
}

std::string manufacturer_name(std::uint16_t manufacturer) {
  return name_in(kManufacturers, manufacturer);
}

std::string file_type_name(std::uint8_t type) {
  return name_in(kFileTypes, type);
}

}  // namespace waymark::workouts::fit
