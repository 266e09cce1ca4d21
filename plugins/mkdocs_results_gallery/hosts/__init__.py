"""A gallery joins a site: what every host needs, and one package for each host.

finish.py            a gallery at its place in a site, and its pages once their addresses are known
source_links.py      where the files of results are in the web view of their repository
base.py              with what the results of a site are compared
changes.py           they are compared
banner.py            a site that is a preview says so
handwritten.py       what happens to the hand-written pages of a site
generated_files.py   generated files on disk, written beside the host's own work
mkdocs/              the door to MkDocs

"""
