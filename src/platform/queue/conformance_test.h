// What every engine must pass: each promise of queue.h, with the cases that engines get wrong.
//
// An engine's test includes this once and instantiates the suite with a maker of empty queues:
//
//   INSTANTIATE_TEST_SUITE_P(OnStore, QueueConformance, testing::Values(&make_on_store));
#pragma once

#include "platform/queue/conformance_arrival_test.h"
#include "platform/queue/conformance_failing_test.h"
#include "platform/queue/conformance_order_test.h"
#include "platform/queue/conformance_time_test.h"
