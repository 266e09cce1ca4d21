"""Values, figures, tables, claims and links in hand-written Markdown pages. Knows no host.

address.py        what an address such as ``results:facts?row=a&metric=b`` asks for
answer.py         what a link or image becomes, or what is wrong with it
brackets.py       what of an author's words stays around a value
marks.py          how a place is marked that can't be filled, or that the numbers contradict
weaver.py         address -> answer, from the Book
embedding.py      a figure or table, whole or in part, for another page
mentions.py       which pages speak of which experiment
galleries.py      the galleries of a site, and which of them an address means
places.py         the lines of links, as Markdown reads the page
source.py         the same by the look of the page, where Markdown can't be asked
links.py          the Python-Markdown extension; the only file that imports markdown
finished.py       links that are left in finished HTML
feeds.py          the same in feeds
proseproblems.py  what is wrong in all pages, told once for each mistake
"""
