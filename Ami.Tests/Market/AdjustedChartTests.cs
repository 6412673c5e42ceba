using System.Globalization;
using System.Text;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Indicators;
using Ami.Modules.Market.Screener;
using Ami.Quant.Series;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;
using static Ami.Modules.Market.Contracts.PriceAdjustment;

namespace Ami.Tests.Market;

/// <summary>Bars of a share that was split 4 for 1 on 4 March 2024 and paid 2 on the 1st: at 400 until then, at 100 from then on.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class AdjustedChartTests
{
    private const string Name = "SPLIT";
    private const string Factors = "20240301,1,0.25,400\n20501231,1,1,0\n";
    private const string WithDividend = "20240229,0.995,0.25,400\n20240301,1,0.25,398\n20501231,1,1,0\n";
    private static readonly DateTimeOffset First = new(2024, 2, 26, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ex = new(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public async Task Chart_OfASplit_IsAdjusted_AndRawWhereThatIsAsked_AndStoredBarsStayAsTheyWere()
    {
        await using var market = await Hours();
        var before = await Bars(market, BarInterval.OneDay);
        before.C.ShouldContain(400m, "no factor file was imported yet");
        await Import(market, Factors);
        var days = await Bars(market, BarInterval.OneDay);
        days.C.ShouldAllBe(close => close == 100);
        days.V.ShouldAllBe(volume => volume == 24 * 40);
        days.ETag.ShouldNotBe(before.ETag, "what was kept was made with other factors");
        var raw = await Bars(market, BarInterval.OneDay, None);
        raw.C.ShouldBe(before.C);
        raw.V.ShouldBe(before.V);
        raw.ETag.ShouldNotBe(days.ETag);
        (await market.Count("select count(*) from market.candles where close = 400")).ShouldBe(24 * 7);
        // Back where history is read by sheets.
        (await Bars(market, BarInterval.OneHour, to: Ex)).C.ShouldAllBe(close => close == 100);
        (await Bars(market, BarInterval.OneHour, None, Ex)).C.ShouldAllBe(close => close == 400);
    }

    /// <summary>A bar that holds the moment of the split is made of what was before it, adjusted, and what came after it.</summary>
    [TestMethod]
    public async Task Chart_LongerBars_AreTheAggregateOfAdjustedShorterOnes()
    {
        await using var market = await Hours();
        await Import(market, Factors);
        await CoreHost.Execute(market.Database.Owner, "update market.corporate_actions set at = '2024-03-04T05:00:00Z'");
        await market.Get<SymbolDirectory>().Refresh();
        var hours = await Bars(market, BarInterval.OneHour);
        hours.C.ShouldContain(25m, "what begins before the moment is of old shares, whatever it cost");
        foreach (var interval in (BarInterval[])[BarInterval.FourHours, BarInterval.OneDay, BarInterval.OneWeek])
        {
            var longer = await Bars(market, interval);
            var grid = BarGrid.Of(interval);
            var expected = hours
                .All.GroupBy(bar => grid.Opens(bar.Time))
                .Select(group => group.Aggregate((bar, next) => bar.Then(next)) with { Time = group.Key });
            longer.All.ShouldBe(expected);
        }
    }

    [TestMethod]
    public async Task Chart_ForDividendsToo_FallsByTheShareOfTheCloseBefore()
    {
        await using var market = await Hours();
        await Import(market, WithDividend);
        (await Bars(market, BarInterval.OneDay, All)).C[..5].ShouldBe([99.5m, 99.5m, 99.5m, 99.5m, 100m]);
        (await Bars(market, BarInterval.OneDay)).C.ShouldAllBe(close => close == 100);
    }

    [TestMethod]
    public async Task Indicators_Scans_Ranges_AndTheDay_SeeNoFall()
    {
        await using var market = await Hours();
        await Import(market, Factors);
        var spec = await market.Spec(Name);
        var reader = market.Get<IndicatorReader>();
        var wanted = (await reader.Understand("roc(period=30)", null, null, CancellationToken.None)).Value;
        async Task<double> Worst(PriceAdjustment adjustment)
        {
            var read = await reader.Read(spec, BarInterval.OneHour, wanted, null, 200, adjustment, CancellationToken.None);
            return IndicatorRows.Of(wanted, BarInterval.OneHour, read.Bars, null, 200)[0].Outputs[0].Min() ?? 0;
        }

        (await Worst(Splits)).ShouldBe(0);
        (await Worst(None)).ShouldBe(-75);
        var series = await market.Get<ScanBars>().Get(spec, BarInterval.OneHour, 200, CancellationToken.None);
        series.Bars.Close.ToArray().ShouldAllBe(close => close == 100);
        (await market.Get<IRanges>().AverageTrueRange(Symbol.Of(Name))).ShouldBeNull("nothing moved");
        await market.Execute("delete from market.corporate_actions");
        await market.Get<SymbolDirectory>().Refresh();
        series = await market.Get<ScanBars>().Get(await market.Spec(Name), BarInterval.OneHour, 200, CancellationToken.None);
        series.Bars.Close.ToArray().ShouldContain(400, "a scan keeps no bars of other factors");
    }

    /// <summary>Nothing of a clock's past knows what the company does later.</summary>
    [TestMethod]
    public async Task Past_AtAClock_IsAdjustedByWhatHadComeAlone()
    {
        await using var market = await Hours();
        await Import(market, Factors);
        var past = market.Get<IPastMarket>();
        async Task<(decimal First, decimal Last)> At(DateTimeOffset clock, PriceAdjustment adjustment = Splits)
        {
            var chart = (await past.Chart(Symbol.Of(Name), new PastChart("1d", Adjust: adjustment), clock)).Value;
            return (chart.C[0], chart.C[^1]);
        }

        (await At(Ex.AddHours(-1))).ShouldBe((400, 400));
        (await At(Ex.AddHours(1))).ShouldBe((100, 100));
        (await At(Ex.AddHours(1), None)).ShouldBe((400, 100));
        // What is traded in it stays as it was.
        (await past.After(Symbol.Of(Name), Ex.AddHours(-2), Ex, Ex, 10)).Bars.ShouldAllBe(bar => bar.Close == 400);
    }

    private static async Task<MarketHarness> Hours()
    {
        var market = await MarketHarness.Create();
        string Row(int hour)
        {
            var (at, price, volume) = (First.AddHours(hour), First.AddHours(hour) < Ex ? 400 : 100, First.AddHours(hour) < Ex ? 10 : 40);
            return string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-ddTHH:mm:ssZ},{price},{price},{price},{price},{volume}\n");
        }

        var (code, output) = await market.ImportRows(Name, "1h", Enumerable.Range(0, 24 * 14).Select(Row), options: ["--class", "equity"]);
        code.ShouldBe(0, output);
        await market.Get<SymbolDirectory>().Refresh();
        return market;
    }

    private static async Task Import(MarketHarness market, string content)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var actions = scope.ServiceProvider.GetRequiredService<CorporateActions>();
        var spec = (await actions.Find(Name, CancellationToken.None)).Value;
        using var file = new StringReader(content);
        (await actions.Import(spec, file, CancellationToken.None)).IsOk.ShouldBeTrue();
        await market.Get<SymbolDirectory>().Refresh();
    }

    private static async Task<Chart> Bars(MarketHarness market, BarInterval interval, PriceAdjustment adjustment = Splits, DateTimeOffset? to = null)
    {
        var until = to?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        var answer = await market.Get<ChartCache>().Get(await market.Spec(Name), interval, BarLimits.Earliest, until, 500, adjustment, CancellationToken.None);
        return new Chart(JsonSerializer.Deserialize<ChartResponse>(Encoding.UTF8.GetString(answer.Body), Answers.Json).ShouldNotBeNull(), answer.ETag);
    }

    private sealed record Chart(ChartResponse Answer, string ETag)
    {
        public decimal[] C => Answer.C;

        public decimal[] V => Answer.V;

        public IEnumerable<Candle> All => Answer.T.Select((t, i) => new Candle(t * 1000, Answer.O[i], Answer.H[i], Answer.L[i], Answer.C[i], Answer.V[i]));
    }
}
