"""Measurements that are made by hand, with the commands written in docs/."""
