"""A table becomes a picture.

In the order of the data's way:

    painting.py       the nouns of a picture: what to draw, its legend, its images; their keys
    scales.py         numbers become levels 0..100
    styles.py         what a colour means: which numbers get the ends of a scale, and of which kind it is
    bars.py           scales -> colour bars, in numbers and words; ticks
    colour.py         a table's numbers -> levels, palettes and bars
    spec.py           Table -> Painting
    deltas.py         differences and marks -> levels, bars, Painting
    glyphs.py         how wide a text is
    text_fit.py       where a text is broken into lines, or cut so that it reads like no other
    geometry.py       the nouns of a layout
    missing_marks.py  the hatch of a missing cell as lines
    labels.py         what is written around the cells: names, level, in lines or slanted; the legend
    layout.py         Painting -> Layout: where everything goes
    svg.py            Painting -> SVG, as text; inside a page, or a file of its own
    print.py          Painting and Layout -> PNG, PDF; the only file that imports matplotlib
    png.py            pixels of few colours -> PNG
    previews.py       the cells alone, as a thumbnail; a picture for link previews
    scatter_svg.py    two metrics against each other -> SVG
    drawing.py        paintings -> images, in order: from the store, here, or in processes; how far it is

No chain of imports in here is longer than four modules.

Importing this package loads neither matplotlib nor Pillow.

"""
