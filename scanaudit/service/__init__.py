"""The portal: one program with an API, an applicant's page and a reviewer's page, and workers that read and audit.

The server process receives, stores and tells; it never decodes what was uploaded. Everything that opens a file or
reads a page happens in worker processes (``inspection/pool.py``) with limits on time and memory and without network.
"""
