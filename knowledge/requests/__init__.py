"""What people type, read as a request, and the response to it."""
