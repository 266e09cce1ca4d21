"""Ratios against peers, measured in one run on one machine: `python -m benchmarks`.

    machine.py    versions, load, the memory of all processes of a build
    measure.py    what a child process cost; rounds that alternate
    lines.py      what is asked, what was found, and the table of both
    inputs.py     the same random numbers as our files, as MultiQC's, as plain pages, as scripts
    inside.py     what runs inside a child process and times itself
    sites.py      a site built by ours or a peer, and whether all is there
    drawing.py reading.py comparing.py building.py growth.py browsing.py preview.py crew.py    the questions
    cluster.py    two Dask workers, and how long they had work
    sampler.py    what a build is busy with, seen from the inside
    rooms.py      where its time and memory go
    model.py scale.py    a model fitted to costs, and what it foretells of very large galleries
    page.py       what was found, written into the docs
    __main__.py   the command

No test looks at these figures: a slow afternoon of a shared machine is no defect. Linux only (peak memory).
"""
