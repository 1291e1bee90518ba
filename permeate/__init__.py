"""Permeate: people exchanged between organisations, and what they learn kept and measured."""
