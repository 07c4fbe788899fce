# SPDX-License-Identifier: GPL-2.0-or-later
# How a room (a folder of the architecture) and its tests are built. Files are listed by hand, so
# that adding one is a reviewed line.

# A second build of the same files takes seconds; without ccache everything still works.
find_program(CCACHE ccache)
if(CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(dejavu_flags INTERFACE)
target_include_directories(dejavu_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(dejavu_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion -Wno-missing-field-initializers -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-qual -Wextra-semi
  $<$<BOOL:${DEJAVU_WERROR}>:-Werror>)

# dejavu_room(<name> SOURCES <files> [LINKS <targets>] [PRIVATE_LINKS <targets>])
function(dejavu_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(dejavu_${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(dejavu_${name}
    PUBLIC ${ROOM_LINKS} PRIVATE dejavu_flags ${ROOM_PRIVATE_LINKS})
endfunction()

# dejavu_tests(<name> SOURCES <files> LINKS <targets> [LABEL unit] [PROPERTIES …])
# One test program a room; every TEST in it becomes a ctest test.
function(dejavu_tests name)
  cmake_parse_arguments(T "" "LABEL" "SOURCES;LINKS;PROPERTIES" ${ARGN})
  if(NOT T_LABEL)
    set(T_LABEL unit)
  endif()
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE dejavu_flags ${T_LINKS} GTest::gtest GTest::gmock
    GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    PROPERTIES LABELS ${T_LABEL} TIMEOUT 300 ${T_PROPERTIES})
endfunction()
