var plain = "grüße";
