# The tasks themselves are in tasks.py, so that Windows has the same ones without make.
# Arguments go through ARGS: make test ARGS="-k quorum"

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; \
	done; echo python3)

.PHONY: help setup run test screens bench crash

help setup run test screens bench crash:
	@$(PYTHON) tasks.py $@ $(if $(ARGS),-- $(ARGS))
