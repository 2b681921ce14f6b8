"""One truth about invented children, written in the many shapes that lists arrive in."""
