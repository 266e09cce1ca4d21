"""Values, figures, tables, claims and links in hand-written Markdown pages. Knows no host.

query.py      what an address such as ``results:facts?row=a&metric=b`` asks for
fragment.py   what stands in a page instead of a link: a number in the author's words, a mark
galleries.py  the galleries of a site, which of them an address means, and who mentions them
judged.py     what becomes of a claim that a link makes
figure.py     a figure or a table, whole or in part
resolve.py    address -> fragment: what a query asks for, filled from its gallery
lines.py      the lines of links in a page
markdown.py   the Python-Markdown extension; the only file that imports markdown
written.py    the links of a page as its file has them
html.py       links that are left in finished HTML, and in feeds
"""
