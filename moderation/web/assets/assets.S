/* The built assets and their gzip forms, in the read-only part of the program. */
.macro asset name, file
    .global asset_\name
    .global asset_\name\()_end
    .balign 16
asset_\name:
    .incbin "\file"
asset_\name\()_end:
    .byte 0
.endm

    .section .rodata
asset app_css, "app.css"
asset app_css_gz, "app.css.gz"
asset app_js, "app.bundle"
asset app_js_gz, "app.bundle.gz"
asset early_js, "early.js"
asset early_js_gz, "early.js.gz"
asset favicon_svg, "favicon.svg"
asset favicon_svg_gz, "favicon.svg.gz"
    .section .note.GNU-stack,"",@progbits
