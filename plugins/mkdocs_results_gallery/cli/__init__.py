"""The command ``results-gallery``: arguments in, text and an exit code out.

__main__.py  the commands by name, and the one place where anything is printed
reply.py     what a command says
places.py    the working directory, and paths from there
check.py     `check`: what is wrong with results files, as text, JSON or annotations
diff.py      `diff`: what has changed between two states of the results
preview.py   `preview`: what a reviewer of changed results needs, in one folder
import_.py   `import`: a document with tables, or a tool's file, as a results file
suggest.py   `check --suggest`: claims that hold, ready to paste
schema.py    `schema`: what a file may say, as JSON Schema
targets.py   which files a call speaks of, and how the site reads them
projects.py  where the results that are compared lie
siteconfig.py  what the site's mkdocs.yml says of its results
"""
