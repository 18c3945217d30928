// Runs the Core part of the shapes in rdf-validate-shacl; writes its report as N-Triples.
import { readFileSync } from 'node:fs'
import rdf from '@zazuko/env'
import { Parser, Writer } from 'n3'
import Validator from 'rdf-validate-shacl'

const read = (file) => rdf.dataset(new Parser({ factory: rdf }).parse(readFileSync(file, 'utf8')))

// The engine stops at the first sh:sparql, which is not part of SHACL Core.
const sparql = 'http://www.w3.org/ns/shacl#sparql'
const shapes = read('shapes.ttl').filter((quad) => quad.predicate.value !== sparql)
const report = await new Validator(shapes, { factory: rdf }).validate(read('semua.nt'))
process.stdout.write(new Writer({ format: 'N-Triples' }).quadsToString([...report.dataset]))
