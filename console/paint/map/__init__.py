"""The map painted: layers, ids, labels, signs and pages."""
