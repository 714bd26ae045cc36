"""The facets' looks: rows with bars, small histograms, headings."""
