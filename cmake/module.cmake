# waymark_module(NAME store LINKS waymark_base [PRIVATE RocksDB::rocksdb])
#
# One folder, one target: every .cc beside the CMakeLists.txt that calls this makes `waymark_<NAME>`,
# every `*_test.cc` makes `waymark_<NAME>_test`, a CTest entry of the same name.
#   LINKS         what its headers and sources include: our modules and public libraries
#   PRIVATE       libraries that only its sources see
#   TEST_LINKS    what only its tests include
# scripts/check-layers.sh compares LINKS and TEST_LINKS with the #include lines.


# One precompiled header serves every target: all are compiled with the same flags (cmake/toolchain.cmake).
function(waymark_precompiled target)
  target_precompile_headers(${target} REUSE_FROM waymark_precompiled)
endfunction()

function(waymark_module)
  cmake_parse_arguments(M "" "NAME" "LINKS;PRIVATE;TEST_LINKS;TEST_PRIVATE" ${ARGN})
  set(target waymark_${M_NAME})
  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  file(GLOB headers CONFIGURE_DEPENDS *.h)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "(_(test|fuzz|bench)|precompiled|main)\\.cc$")

  if(sources)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${target} PUBLIC waymark_third_party ${M_LINKS} PRIVATE ${M_PRIVATE})
    waymark_precompiled(${target})
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${target} INTERFACE waymark_third_party ${M_LINKS})
  endif()

  if(tests)
    add_executable(${target}_test ${tests})
    target_link_libraries(${target}_test PRIVATE ${target} ${M_TEST_LINKS} ${M_PRIVATE} ${M_TEST_PRIVATE}
                          GTest::gmock GTest::gtest_main)
    waymark_precompiled(${target}_test)
    add_test(NAME ${target} COMMAND ${target}_test --gtest_brief=1)
    set_tests_properties(${target} PROPERTIES TIMEOUT 600 ENVIRONMENT "WAYMARK_SOURCE_DIR=${PROJECT_SOURCE_DIR}")
  endif()
endfunction()
