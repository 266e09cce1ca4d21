"""A table becomes a picture.

In the order of the data's way:

    painting.py   Painting: everything needed to draw and nothing more; its fingerprint
    palettes.py   the colours; PALETTES at the bottom
    scales.py     numbers become levels 0..100; ticks
    styles.py     what a colour means; STYLES at the bottom
    colouring.py  numbers of a table -> levels and scales
    paint.py      Table -> Painting
    lettering.py  how wide a label is, and where it is cut
    gaps.py       sign and wording for each reason of a missing cell
    hatching.py   the lines of its hatch
    places.py     the nouns of a layout
    grouping.py   names of row groups beside the cells
    layout.py     Painting -> Layout: where everything goes, without a library
    elements.py   Layout -> SVG elements, through matplotlib's writer
    draw.py       Painting -> SVG, PNG, PDF; the only file that imports matplotlib
    svg.py        an SVG's envelope: inside a page, or a file of its own
    thumbnail.py  one pixel per cell
    sharecard.py  a picture for link previews
    store.py      content-addressed cache
    workers.py    paintings -> images, in order: here or in local processes
    supervisor.py such processes: started, watched, replaced
    worker.py     what runs in one
    wire.py       what is said between them
    progress.py   how far the drawing is

Importing this package loads neither matplotlib nor Pillow.
"""
