"""What several tests build on: documents, registers, servers, cases."""
