"""A call is handed on: blind, after a consultation, by a telephone's own REFER."""
