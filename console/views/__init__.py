"""Views: pages made of widgets and view-models, wired in one place each."""
