"""Who changed what, and who looked."""
