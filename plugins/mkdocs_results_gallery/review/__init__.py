"""What a reviewer of a pull request gets: what changed, which pages look different, and the site to look at.

pagelist.py     pages that are not as they were, as nouns
pagechanges.py  the pages of two states, by what they show
sitebuild.py    the site, built by MkDocs in a process of its own
handover.py     all of it in one folder
"""
