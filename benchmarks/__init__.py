"""What `make bench` measures: ratios against a bare baseline in the same run."""
