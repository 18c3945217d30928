"""Where graphs live: an embedded Oxigraph store on disk, or any SPARQL 1.1 endpoint."""
