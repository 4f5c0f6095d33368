"""The API ``/v1``: what programs ask of the service."""
