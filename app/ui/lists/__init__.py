"""Parts of the screens that bring lists in, say who is who, and show what is known of a child."""
