"""OWL reasoning with HermiT: consistency, what follows, and why a document is inconsistent."""
