"""What workers do: open files, read pages, audit submissions, deliver events."""
