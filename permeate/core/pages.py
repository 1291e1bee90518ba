"""The pages an operator fills in, and what they say until that is done."""

PAGES = {
    "privacy": "Privacy notice",
    "accessibility": "Accessibility statement",
    "contact": "Contact",
    "concerns": "What happens when you report a concern",
}
