# SPDX-License-Identifier: GPL-2.0-or-later
# Every library comes from the system (Debian 12 packages, listed in packages.txt). Nothing is
# fetched when building.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# Linked as `dep::<name>`. SYSTEM: their headers do not have to pass our warnings.
function(dejavu_pkg name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
  add_library(dep::${name} ALIAS PkgConfig::${name})
endfunction()

# The same for libraries of which the system may have an archive, which then becomes a part of our
# programs: a command that answers one question spends a tenth of a millisecond on each shared
# library that it loads. docs/decisions/0011-programs.md
function(dejavu_archives name module)
  pkg_check_modules(${name} REQUIRED ${module})
  add_library(dejavu_${name} INTERFACE)
  target_include_directories(dejavu_${name} SYSTEM INTERFACE ${${name}_INCLUDE_DIRS})
  foreach(library ${ARGN})
    find_library(DEJAVU_LIB_${library} NAMES lib${library}.a ${library} REQUIRED)
    target_link_libraries(dejavu_${name} INTERFACE ${DEJAVU_LIB_${library}})
  endforeach()
  add_library(dep::${name} ALIAS dejavu_${name})
endfunction()

dejavu_pkg(xapian xapian-core)
dejavu_pkg(httplib cpp-httplib)
dejavu_archives(cmark libcmark-gfm cmark-gfm-extensions cmark-gfm)
dejavu_archives(yaml yaml-cpp yaml-cpp)
dejavu_pkg(toml tomlplusplus)
dejavu_pkg(fmt fmt)
dejavu_archives(utf8proc libutf8proc utf8proc)
dejavu_archives(re2 re2 re2)
dejavu_archives(md libmd md)
dejavu_archives(zstd libzstd zstd)
dejavu_archives(xxhash libxxhash xxhash)
dejavu_pkg(sqlite sqlite3)
find_package(nlohmann_json 3.11 REQUIRED)
add_library(dep::json ALIAS nlohmann_json::nlohmann_json)
find_package(CLI11 2.1 REQUIRED)
add_library(dep::cli11 ALIAS CLI11::CLI11)
find_package(Boost 1.74 REQUIRED)
add_library(dep::boost_headers ALIAS Boost::headers)
