"""Tests of what comes back: answers, waivers, returned workbooks."""
