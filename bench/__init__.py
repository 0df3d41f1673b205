"""Benchmarks: how long the program takes beside the least that the same work can take, in the same run."""
