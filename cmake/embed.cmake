# SPDX-License-Identifier: GPL-2.0-or-later
# cmake -DOUTPUT=<file.cc> -DFOLDER=<dir> -DFILES=<a;b;…> -DHEADER=<room/x.h> -DFUNCTION=<name>
#   -P embed.cmake
# Defines the function, declared in the header: std::span<const EmbeddedFile> <name>().
# Writes the files as byte arrays: string literals end at 64 KiB and break at delimiters.
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
  file(READ ${FOLDER}/${file} hex HEX)
  file(SHA256 ${FOLDER}/${file} hash)
  string(SUBSTRING ${hash} 0 12 hash)
  string(LENGTH "${hex}" digits)
  math(EXPR bytes "${digits} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," hex "${hex}")
  # The last byte keeps the array legal when the file is empty; it is not counted.
  string(APPEND arrays "constexpr char kFile${number}[] = {\n${hex}'\\0'};\n")
  string(APPEND rows "    {\"${file}\", {kFile${number}, ${bytes}}, \"${hash}\"},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE ${OUTPUT}.new "// Written by cmake/embed.cmake.
#include \"${HEADER}\"

namespace dejavu {
namespace {

${arrays}
constexpr EmbeddedFile kFiles[] = {
${rows}};

}  // namespace

std::span<const EmbeddedFile> ${FUNCTION}() { return kFiles; }

}  // namespace dejavu
")
file(RENAME ${OUTPUT}.new ${OUTPUT})
