# What every target of ours is compiled with. Third-party headers arrive as system headers.
add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
target_include_directories(project_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-missing-field-initializers
  $<$<BOOL:${WARNINGS_AS_ERRORS}>:-Werror>)
target_compile_definitions(project_options INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
if(SANITIZE)  # not $<BOOL:...>: "address,undefined" contains a comma
  target_compile_options(project_options INTERFACE -fsanitize=${SANITIZE} -fno-omit-frame-pointer)
  target_link_options(project_options INTERFACE -fsanitize=${SANITIZE})
endif()
if(SANITIZE MATCHES thread AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(project_options INTERFACE -Wno-tsan)  # gcc 12 on Asio's memory fences
endif()
if(FUZZING)  # every object carries the counters; only the targets get the main loop
  target_compile_options(project_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  # libstdc++ 12's own stable_sort uses what it deprecates, and clang says so for every instantiation.
  target_compile_options(project_options INTERFACE -Wno-deprecated-declarations)
  # Lets ccache share objects that use precompiled headers.
  target_compile_options(project_options INTERFACE -Xclang -fno-pch-timestamp)
  target_link_options(project_options INTERFACE -fuse-ld=lld)
endif()

# module(<name> SOURCES <files> LINKS <targets>): one static library with a named list of files.
function(module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS")
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC project_options ${arg_LINKS})
  target_precompile_headers(${name} PRIVATE
    <chrono> <cstdint> <map> <memory> <optional> <string> <string_view> <utility> <vector>
    <boost/asio/awaitable.hpp>)
endfunction()

# What tests labelled `threads` need: built and run under the thread sanitizer, because threads meet in it.
add_custom_target(threaded)

# gatehouse_test(<name> SOURCES <files> LINKS <targets> LABELS <labels>): one GoogleTest program, known to ctest.
function(gatehouse_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;LABELS")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE project_options test_support ${arg_LINKS} GTest::gtest GTest::gmock)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)  # gcc refuses headers that were compiled without a program's own macros
    target_precompile_headers(${name} REUSE_FROM test_headers)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 300 LABELS "${arg_LABELS}")
  if("threads" IN_LIST arg_LABELS)
    add_dependencies(threaded ${name})
  endif()
endfunction()

# fuzz_target(<name> <source> <library>...): a libFuzzer program, only with FUZZING=ON.
function(fuzz_target name source)
  if(FUZZING)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE project_options ${ARGN} -fsanitize=fuzzer)
  endif()
endfunction()
