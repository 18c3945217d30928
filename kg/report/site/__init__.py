"""The published vocabulary as a static site: a page and three RDF forms for every IRI, a catalogue, checksums."""
