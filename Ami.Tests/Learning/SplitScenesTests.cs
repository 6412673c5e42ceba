using Ami.Modules.Learning;
using Ami.Modules.Market.Contracts;

namespace Ami.Tests.Learning;

/// <summary>Scenes of a share that was at 400 until it was split 4 for 1, and then at 100.</summary>
[TestClass]
public sealed class SplitScenesTests
{
    private const int Split = 8;

    [TestMethod]
    [DataRow(4, false, 400.0, 10.0, DisplayName = "before the split, which is none of a scene's future")]
    [DataRow(9, false, 100.0, 40.0, DisplayName = "after it")]
    [DataRow(4, true, 100.0, 1000.0, DisplayName = "hidden")]
    public void Cut_OverASplit_IsOfTheSharesOfTheLastKnownBar(int moment, bool hidden, double price, double volume)
    {
        var (tape, scale) = History().Cut(moment, new ReplayTerms(["SPLIT"], "1d", 3, 5, Hidden: hidden));
        tape.T.Length.ShouldBe(8);
        foreach (var prices in new[] { tape.O, tape.H, tape.L, tape.C })
        {
            prices.ShouldAllBe(each => each == (decimal)price);
        }

        tape.V.ShouldAllBe(each => each == (decimal)volume);
        scale.ShouldBe(hidden ? 0.25m : 1, "what prices as they were traded then are multiplied with");
    }

    private static SceneHistory History()
    {
        var first = new DateTimeOffset(2024, 2, 26, 0, 0, 0, TimeSpan.Zero);
        var split = new CorporateAction(new DateOnly(2024, 3, 5), first.AddDays(Split), 4, 1, 0);
        var spec = new SymbolSpec(1, Symbol.Of("SPLIT"), "Split", AssetClass.Equity, Currency.Usd, 2, 0, 1, PriceSource.Imported) { Actions = [split] };
        decimal[] prices = [.. Enumerable.Repeat(100m, 15)];
        var chart = new ChartResponse(
            "SPLIT",
            "1d",
            PriceSource.Imported,
            false,
            [.. Enumerable.Range(0, 15).Select(day => first.AddDays(day).ToUnixTimeSeconds())],
            prices,
            prices,
            prices,
            prices,
            [.. Enumerable.Repeat(40m, 15)],
            false,
            false,
            null
        );
        return SceneHistory.Of(chart, spec, first.AddDays(15));
    }
}
