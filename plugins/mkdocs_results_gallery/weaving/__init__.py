"""Values, figures, tables, claims and links in hand-written Markdown pages. Knows no host.

address.py    what an address such as ``results:facts?row=a&metric=b`` asks for
answer.py     what a link or image becomes, or what is wrong with it
weaver.py     address -> answer, from the Book
embedding.py  a figure or table, whole or in part, for another page
source.py     the line of a link in its page
links.py      the Python-Markdown extension; the only file that imports markdown
mentions.py   which pages speak of which experiment
"""
