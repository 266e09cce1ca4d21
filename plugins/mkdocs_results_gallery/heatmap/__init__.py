"""A table becomes a picture.

In the order of the data's way:

    scales.py         numbers become levels 0..100; ticks
    colour.py         a table's numbers -> levels and scales; what a colour means, STYLES at the bottom
    missing_marks.py  the hatch of a missing cell as lines
    spec.py           Table -> Painting: everything needed to draw and nothing more; its fingerprint
    painting.py       the nouns: what became of a picture
    text_fit.py       how wide a label is, and where it is cut
    geometry.py       the nouns of a layout
    layout.py         Painting -> Layout: where everything goes
    svg.py            Painting -> SVG, as text
    svg_output.py     a drawn SVG inside a page, or as a file of its own
    print.py          Painting -> PNG, PDF; the only file that imports matplotlib
    previews.py       one pixel per cell; a picture for link previews
    cache.py          images by their content
    drawing.py        paintings -> images, in order: from the cache, here, or in processes; how far it is

Importing this package loads neither matplotlib nor Pillow.

"""
