"""What if: a past day played again with other rules or other people, over HTTP, as a job, by command."""
