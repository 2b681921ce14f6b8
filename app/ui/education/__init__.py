"""The education register: the list, one entry beside it, and its rating."""
