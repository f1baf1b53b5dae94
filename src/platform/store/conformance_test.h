// What every engine must pass: each promise of store.h, with the cases that engines get wrong.
//
// An engine's test includes this once and instantiates the suite with a maker of empty stores:
//
//   INSTANTIATE_TEST_SUITE_P(Memory, StoreConformance, testing::Values(&make_memory_store));
#pragma once

#include "platform/store/conformance_expiry_test.h"
#include "platform/store/conformance_items_test.h"
#include "platform/store/conformance_queries_test.h"
#include "platform/store/conformance_scans_test.h"
#include "platform/store/conformance_writes_test.h"
