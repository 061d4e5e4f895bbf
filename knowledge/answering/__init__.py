"""From a question to verbatim quotes, with a confidence, or to an honest abstention."""
