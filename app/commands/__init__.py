"""The command line's commands: each asks a service and says what it answered."""
