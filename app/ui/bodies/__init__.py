"""The page on which a body's rules are edited."""
