using Ami.Modules.Market;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Indicators;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>How indicators are asked for.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class IndicatorWishTests
{
    [TestMethod]
    public void Read_EveryIndicatorOfTheCatalogue_ByItsNameAndWithItsDefaultsWrittenOut()
    {
        foreach (var spec in IndicatorCatalog.All)
        {
            var values = string.Join(
                ',',
                spec.Parameters.Select(parameter => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parameter.Id}={parameter.Default}"))
            );
            var wishes = IndicatorWish.Read($"{spec.Id}; {spec.Id}({values})").Value;
            wishes.Select(wish => wish.Spec.Id).ShouldBe([spec.Id, spec.Id]);
            wishes[1].Parameters.Count.ShouldBe(spec.Parameters.Count);
            wishes[1].Make().WarmUp.ShouldBe(wishes[0].Make().WarmUp);
        }
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow(";;")]
    [DataRow("nothing")]
    [DataRow("rsi(")]
    [DataRow("rsi(period=14")]
    [DataRow("rsi(period)")]
    [DataRow("rsi(period=x)")]
    [DataRow("rsi(period=NaN)")]
    [DataRow("rsi(period=1e3)")]
    [DataRow("rsi(period=0)")]
    [DataRow("rsi(period=14.5)")]
    [DataRow("rsi(period=14,period=15)")]
    [DataRow("rsi(width=14)")]
    [DataRow("macd(fast=26,slow=12)")]
    [DataRow("rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi;rsi")]
    [DataRow("hurst(period=2000);hurst(period=1999)")]
    public void Read_WhatMakesNoSense_IsRefused(string? text) => IndicatorWish.Read(text).Error.Code.ShouldBe("market.indicators_invalid");
}
