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

# dejavu_embed(<file.cc> HEADER <room/x.h> FUNCTION <name> FILES <files>)
# Writes a source, to be listed in a room, in which the function of the header gives these files of
# the current folder: nothing to install, nothing to find.
set(DEJAVU_EMBED ${PROJECT_SOURCE_DIR}/cmake/embed.cmake)
function(dejavu_embed output)
  cmake_parse_arguments(E "" "HEADER;FUNCTION" "FILES" ${ARGN})
  list(TRANSFORM E_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE paths)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFOLDER=${CMAKE_CURRENT_SOURCE_DIR}
      "-DFILES=${E_FILES}" -DHEADER=${E_HEADER} -DFUNCTION=${E_FUNCTION} -P ${DEJAVU_EMBED}
    DEPENDS ${paths} ${DEJAVU_EMBED}
    VERBATIM)
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
