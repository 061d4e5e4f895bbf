"""A Discord that behaves, on loopback sockets, and the real process driven against it."""
