var word = "grüße";
