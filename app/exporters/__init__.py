"""Documents out: one module a document, one line in `EXPORTS` (app/exporters/registry.py)."""
