"""The door to MkDocs: the only package that imports mkdocs.

settings.py   what mkdocs.yml says, and the options that a build makes of it
files.py      our pages and files as MkDocs has them, and its own; the preview follows a results folder
plugin.py     what happens at which event

Each generated page and picture is backed by a file in the cache folder, written only when its bytes change:
other plugins find a real path, ``--dirty`` a real time, and the live reload no reason to go round in circles.

"""

from mkdocs_results_gallery.hosts.mkdocs.plugin import ResultsGalleryPlugin
from mkdocs_results_gallery.hosts.mkdocs.settings import ResultsGalleryConfig

__all__ = ["ResultsGalleryConfig", "ResultsGalleryPlugin"]
