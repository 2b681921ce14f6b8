"""What `make crash` shows: nothing that was acknowledged is lost, and nothing is readable."""
