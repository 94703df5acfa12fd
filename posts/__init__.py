"""The first floor: what members write and keep: stories, shopping lists, boards."""
