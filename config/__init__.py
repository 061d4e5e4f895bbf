"""What the operator decides: settings, their annotated example, and the sample newsroom."""
