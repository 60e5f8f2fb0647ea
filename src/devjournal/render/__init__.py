"""From a view to something a person or a program reads: document, then one module a format."""
