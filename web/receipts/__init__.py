"""What a person can do with a receipt. In: the number, typed. Out: that their answers arrived, and their deletion."""
