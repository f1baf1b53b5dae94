# Compiler settings and the packages of Debian that the whole tree builds on.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
set(WAYMARK_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize=")

find_program(CCACHE ccache)
if(CCACHE)
  # Paths are made relative and precompiled headers are allowed, so that every checkout shares one cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Not for what people run: docs/decisions/linker.md.
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(
  -Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
  -Wunused -Wduplicated-cond -Wlogical-op -Wnull-dereference
  # g++ 12 reports these inside the standard library's own inlined code.
  -Wno-null-dereference -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds
  -fno-omit-frame-pointer)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
else()
  # The optimiser of g++ 12 sees these in coroutine frames that Asio allocates for itself, and in <string>.
  add_compile_options(-Wno-mismatched-new-delete -Wno-stringop-overread)
endif()
if(WAYMARK_SANITIZE)
  add_compile_options(-fsanitize=${WAYMARK_SANITIZE})
  add_link_options(-fsanitize=${WAYMARK_SANITIZE})
  # At -O1 g++ 12 takes the frames of some coroutines for mismatched allocations.
  add_compile_options(-Wno-mismatched-new-delete)
  if(WAYMARK_SANITIZE MATCHES thread)
    # Asio has fences, which the sanitizer does not see; its locks, which it sees, order the same things.
    add_compile_options(-Wno-tsan)
  endif()
endif()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS url json)
find_package(OpenSSL 3 REQUIRED)
find_package(GTest REQUIRED)

add_library(waymark_third_party INTERFACE)
target_link_libraries(waymark_third_party INTERFACE Boost::headers Boost::url Boost::json Threads::Threads)
target_compile_definitions(waymark_third_party INTERFACE
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_COROUTINE BOOST_ASIO_DISABLE_BOOST_CONTEXT_FIBER
  BOOST_ASIO_HAS_STD_INVOKE_RESULT)
