"""The section as a control: its surface, picture, gestures and head."""
