"""The screens: five steps of a conversation, and dialogs that only dismiss."""
