"""Who reads the pages of many uploads? Durable jobs: nothing is read twice, nothing is lost when a machine dies.

The shape of it, for every command and service that has pages read::

    from scanaudit.jobs.engine import Jobs
    from scanaudit.jobs.orders import Order

    with Jobs(database_url, settings) as jobs:              # works, and takes over what dead workers left
        job = jobs.submit(Order("张三", ("/data/张三",)))     # folders, files, ZIPs; also s3://… and other fsspec URLs
        jobs.wait([job], on_progress=print)                 # Progress: files and pages done, failed, left
        pages = jobs.inspection(job).pages                  # PageFacts in upload order, as ``inspect`` makes them

``Jobs(…, work=False)`` only submits, watches and reads results: for a web process, while ``scanaudit worker``
processes on as many machines as there are do the reading (``jobs.work_until(stop)``).

* An ``Order`` is one applicant's upload: a name, where its files lie, and a ``signature`` of their state (sizes and
  times; ``places.signature``). The job's id is a digest of these and of what decides page facts (models, limits,
  code): submitting the same order again is the same job, and costs one look at the database.
* ``progress(job)`` may be asked by any process at any time: the state (``waiting``, ``reading``, ``done``,
  ``failed``), pages in all, done, known before, failed. ``pages_so_far(job)`` tells the facts that are there already.
* A page's result is stored, encrypted, in one transaction with the job's count, under a digest of the file's
  content, the page's number and what decides its facts: a page that several applicants hold is read once.
* A page whose process dies, hangs or eats memory is tried once more in a fresh process, then kept as
  quarantined with its typed problem; ``retry_quarantined()`` forgets those.
* The database is a SQLite file (``sqlite:///…``) or PostgreSQL (``postgresql://…``); one code path. Beyond it
  no connection is opened: dbos's own telemetry and remote control are off.

Nothing is imported here: worker processes load this package too.
"""
