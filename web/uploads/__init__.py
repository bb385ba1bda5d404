"""Documents handed in over the site: received, queued, taken in by a process of its own."""
