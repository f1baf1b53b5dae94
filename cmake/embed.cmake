# waymark_embed(TARGET t ROOT dir FILES a b … NAMESPACE n)
#
# Puts files into a target as read-only data. Each becomes an entry of `waymark::embedded::<n>()`, a span of
# `base::EmbeddedFile{name, content}` sorted by name (see base/embedded.h). The bytes are taken by the
# assembler's .incbin, so even large files cost no compile time.

function(waymark_embed)
  cmake_parse_arguments(E "" "TARGET;ROOT;NAMESPACE" "FILES" ${ARGN})
  set(out "${CMAKE_CURRENT_BINARY_DIR}/embedded_${E_NAMESPACE}")
  list(SORT E_FILES)
  set(asm ".section .rodata\n")
  set(externs "")
  set(entries "")
  set(i 0)
  set(paths "")
  foreach(file IN LISTS E_FILES)
    set(symbol "waymark_embedded_${E_NAMESPACE}_${i}")
    string(APPEND asm ".global ${symbol}\n.balign 16\n${symbol}:\n.incbin \"${E_ROOT}/${file}\"\n"
                      ".global ${symbol}_end\n${symbol}_end:\n.byte 0\n")
    string(APPEND externs "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND entries "    {\"${file}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    list(APPEND paths "${E_ROOT}/${file}")
    math(EXPR i "${i} + 1")
  endforeach()
  string(APPEND asm ".section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT "${out}.S" CONTENT "${asm}" @ONLY)
  file(CONFIGURE OUTPUT "${out}.cc" CONTENT
"#include \"base/embedded.h\"

${externs}
namespace waymark::embedded {
std::span<const EmbeddedFile> ${E_NAMESPACE}() {
  static const EmbeddedFile kFiles[] = {
${entries}    {},  // an array must not be empty
  };
  return {kFiles, ${i}};
}
}  // namespace waymark::embedded
" @ONLY)
  set_source_files_properties("${out}.S" PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${E_TARGET} PRIVATE "${out}.S" "${out}.cc")
  set_source_files_properties("${out}.cc" "${out}.S" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
