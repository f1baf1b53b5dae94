// `waymark store …`: what is done to a whole store. Each returns the process's exit code.
#pragma once

#include <string>

#include "app/settings.h"

namespace waymark::app {

/// Makes the table and its indexes where they are missing.
int create_store(const Settings& settings);
/// Walks over everything; 1 when an index entry and its item disagree.
int check_store(const Settings& settings);
/// `from` and `to` as EngineSpec has them. 1 when both sides still differ because the source goes on changing.
int copy_store(const Settings& settings, const std::string& from, const std::string& to);

}  // namespace waymark::app
