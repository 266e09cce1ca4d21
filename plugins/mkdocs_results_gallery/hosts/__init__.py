"""A gallery joins a site: what every host needs, and one package for each host.

finish.py            a gallery at its place in a site, and its pages once their addresses are known
handwritten.py    what happens to the hand-written pages of a site
generated_files.py   generated files on disk, written beside the host's own work
mkdocs/          the door to MkDocs

"""
