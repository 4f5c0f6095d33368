"""Who reads the pages, and what is known already? From paths to page facts, in worker processes with limits."""
