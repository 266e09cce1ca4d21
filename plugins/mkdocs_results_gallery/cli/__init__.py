"""The command ``results-gallery``: arguments in, text and an exit code out.

__main__.py  the arguments, and the one place where anything is printed
check.py     `check`: what is wrong with results files, as text, JSON or annotations
import_.py   `import`: a document with tables, or a tool's file, as a results file
suggest.py   `check --suggest`: claims that hold, ready to paste
targets.py   which files a call speaks of, and how the site reads them
siteconfig.py  what the site's mkdocs.yml says of its results
"""
