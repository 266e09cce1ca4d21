"""A gallery joins a site: what every host needs, and one package for each host.

finish.py        what happens to a page of a gallery once its address is known
written.py       what happens to the hand-written pages of a site
source_links.py  where the results are in the repository's web view
generated.py     generated files on disk, written beside the host's own work
mkdocs/          the door to MkDocs

"""
