"""
More articles than one machine's memory holds: measured in parallel, and searched for the text of wires.

- ``parts``: inputs in parts; ``work``: one part of them into one part of each result; ``run``: all of them, in processes or on
  a Dask cluster, and on from where a run was stopped.
- ``measuring``: measure_archive(); ``finding``: the same for republications, and what was found as a corpus.
- ``find``: find_republications(), by ``fingerprints`` in an ``index``, confirmed by the alignment; ``credits``: whether an
  article says that its text is an agency's.
"""
