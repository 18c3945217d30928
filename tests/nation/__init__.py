"""Tests of checks over many kecamatan."""
