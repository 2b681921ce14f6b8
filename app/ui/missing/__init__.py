"""The screen of missing children, part by part."""
