"""Where work runs: in the build itself, in processes that are watched, or in an executor of the caller's.

task.py       the nouns: a task, and what became of an item
processes.py  a process starts, cheaply, and is made ready: watched, limited, gone with the build
pool.py       processes for a while, and what each of them is busy with
waiting.py    the items that are still to be given to someone, in batches
elsewhere.py  batches in an executor that we know nothing about
run.py        each item of a task, once: a bad one costs itself only, whatever else is lost with it
dask.py       the door to Dask, a cluster
crew.py       who works for a build: the build itself for little work, processes or an executor for more

Exactly the bad item fails, with its cause; none takes longer than it may; no process is left over when the
build ends, however it ends. The deadline is an alarm of the operating system, which also ends what holds
Python's lock; each process watches its parent. The build gets no signal handler: any thread will do.
"""
