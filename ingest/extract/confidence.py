CONFIDENCE = {"place": 0.9, "deadline": 0.9}
DOUBTFUL_BELOW = 0.5
