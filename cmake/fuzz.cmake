# waymark_fuzzer(NAME item_codec SOURCES item_codec_fuzz.cc item_codec.cc … [LIBRARIES boost_json …])
#
# A libFuzzer program (clang 16, address and undefined-behaviour sanitizers) of just the sources it needs; sources are
# named relative to the CMakeLists.txt that calls this. It becomes the target `waymark_<NAME>_fuzz`, part of all, and
# the CTest entry `fuzz_<NAME>`: every file of tests/corpus/<NAME>/, then 50,000 mutations of them, the same ones in every
# clean build; what they find stays in the build folder. `make soak` draws new ones for as long as it is let. A crash is
# left in the build folder as crash-*, and belongs into the corpus once it is understood.

find_program(WAYMARK_FUZZ_COMPILER clang++-16 REQUIRED)

function(waymark_fuzzer)
  cmake_parse_arguments(F "" "NAME" "SOURCES;LIBRARIES" ${ARGN})
  set(target waymark_${F_NAME}_fuzz)
  set(work "${CMAKE_CURRENT_BINARY_DIR}/${target}.dir")
  set(corpus "${PROJECT_SOURCE_DIR}/tests/corpus/${F_NAME}")
  file(MAKE_DIRECTORY "${work}/found")
  set(flags -std=c++20 -O1 -g1 -fno-omit-frame-pointer -fsanitize=fuzzer,address,undefined
            -fno-sanitize-recover=undefined -DBOOST_ASIO_HAS_STD_INVOKE_RESULT -I "${PROJECT_SOURCE_DIR}/src")
  set(objects "")
  foreach(source IN LISTS F_SOURCES)
    get_filename_component(path "${source}" ABSOLUTE)
    file(RELATIVE_PATH name "${PROJECT_SOURCE_DIR}/src" "${path}")
    string(REPLACE "/" "_" name "${name}")
    set(object "${work}/${name}.o")
    add_custom_command(
      OUTPUT "${object}"
      COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${WAYMARK_FUZZ_COMPILER} ${flags} -MD -MF "${object}.d" -c "${path}" -o
              "${object}"
      DEPENDS "${path}"
      DEPFILE "${object}.d"
      COMMENT "Fuzzer ${F_NAME}: compiling ${name}"
      VERBATIM)
    list(APPEND objects "${object}")
  endforeach()
  set(libraries "")
  foreach(library IN LISTS F_LIBRARIES)
    list(APPEND libraries "-l${library}")
  endforeach()
  add_custom_command(
    OUTPUT "${work}/fuzz"
    COMMAND ${WAYMARK_FUZZ_COMPILER} ${flags} ${objects} ${libraries} -o "${work}/fuzz"
    DEPENDS ${objects}
    COMMENT "Fuzzer ${F_NAME}: linking"
    VERBATIM)
  add_custom_target(${target} ALL DEPENDS "${work}/fuzz")

  add_test(NAME fuzz_${F_NAME}
           COMMAND "${work}/fuzz" -seed=1 -runs=50000 -timeout=5 -rss_limit_mb=1024 "-artifact_prefix=${work}/"
                   "${work}/found" "${corpus}")
  set_tests_properties(fuzz_${F_NAME} PROPERTIES TIMEOUT 120 LABELS fuzz)
endfunction()
