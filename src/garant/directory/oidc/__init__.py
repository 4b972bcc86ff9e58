"""Signing in by an OpenID provider (ProConnect, Keycloak): who it is comes from there, what they may do from here."""
