"""Questions: files of SPARQL with a head, parameters bound as terms, labels first."""
