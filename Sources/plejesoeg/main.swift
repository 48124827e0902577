print("plejesoeg")
