// queue list | dead | redrive: how the queues stand, what was given up, and once more.
//
// Bodies are never shown: they are sealed, and hold what is nobody's business.
#pragma once

#include <string>

#include "app/control.h"
#include "app/queue_engines.h"

namespace waymark::app {

/// "queue list", "queue dead", "queue redrive".
bool is_queue_command(const std::string& command);

/// On the first reactor. Throws Error when an engine does not answer.
Task<ControlAnswer> obey_queue_command(QueueEngines& engines, ControlRequest request);

}  // namespace waymark::app
