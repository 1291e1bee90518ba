"""Searching opportunities: what is indexed of one, and finding them, on both databases."""
