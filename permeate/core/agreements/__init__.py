"""The terms of a secondment: fields as data, the text made from them, what differs."""
