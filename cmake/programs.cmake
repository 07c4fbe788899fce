# SPDX-License-Identifier: GPL-2.0-or-later
# The programs stand side by side in bin/ of the build folder, as they do when installed: `dejavu
# index` looks for dejavu-index beside itself.
foreach(program dejavu dejavu-serve dejavu-eval dejavu-index)
  if(TARGET ${program})
    set_target_properties(${program} PROPERTIES
      RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    install(TARGETS ${program} RUNTIME)
  endif()
endforeach()
