extension Chinese {
  /// 十二元五角, 十二元零五分, 五角, 十二美元五十美分; with more than two decimals 七点一二三元.
  func money(_ money: Money) -> [SpokenPiece] {
    guard let currency = money.currency else { return number(money.amount) }
    let coins = words.coins(currency)
    let prefix = currency == localCurrency ? [] : [coins.prefix].compactMap(\.self)
    guard let (whole, hundredths) = money.coins else { return prefix + number(money.amount) + [coins.whole] }
    let sign = money.amount.isNegative ? [minus] : []
    let hasWhole = whole > 0 || hundredths == 0
    return prefix + sign + (hasWhole ? count(whole) + [coins.whole] : []) + small(hundredths, coins, hasWhole: hasWhole)
  }

  /// What is behind the decimal point. Where it begins with a zero, the zero is spoken, and 2 behind it is 二.
  private func small(_ hundredths: UInt64, _ coins: ChineseCoins, hasWhole: Bool) -> [SpokenPiece] {
    guard hundredths > 0, let hundredth = coins.hundredth else { return [] }
    let isLow = hasWhole && hundredths < 10
    let low = isLow ? [zero] + cardinal(hundredths) : count(hundredths)
    guard let tenth = coins.tenth, hundredths >= 10 else { return low + [hundredth] }
    let (tens, ones) = (hundredths / 10, hundredths % 10)
    return count(tens) + [tenth] + (ones > 0 ? count(ones) + [hundredth] : [])
  }
}
