"""From a document's data to its PDF: HTML from templates, pictures, fonts, drawing.

The public doors are `sdaid.page.render.render`, `sdaid.page.fonts.missing_glyphs` and
`sdaid.page.machine.look_at_machine`.
"""
