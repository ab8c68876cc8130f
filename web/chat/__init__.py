"""The chat. In: what one person types or presses. Out: the conversation of `consultations.dialogue`, on a page or a terminal,
over the same drafts, forms and intake as the form. The bot behind it hears acts of dialogue only."""
