using System.Globalization;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Import;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class FactorFileTests
{
    private const string Split = "19980102,0.9,0.5,1\n20050225,0.9,0.5,88.97\n20060310,0.95,0.5,40\n20060313,1,1,40\n20501231,1,1,0\n";

    [TestMethod]
    public async Task Read_FactorsThatChange_AreSplitsAndDividendsOnTheNextWeekday()
    {
        var (actions, unknown) = (await Read(Split)).Value;
        actions.Select(a => (a.Day, a.NewShares, a.OldShares, a.Dividend)).ShouldBe([(new(2005, 2, 28), 1, 1, 4.6826m), (new(2006, 3, 13), 2, 1, 2m)]);
        actions[0].At.ShouldBe(new DateTimeOffset(2005, 2, 28, 0, 0, 0, TimeSpan.Zero));
        unknown.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("20050225,0.9,0.00892857,80\n20501231,0.9,0.01785710,0\n", 2, 1)]
    [DataRow("20050225,0.9,0.0020833,80\n20501231,0.9,0.0041667,0\n", 2, 1)]
    [DataRow("20050225,0.9,0.0041667,80\n20501231,0.9,0.0083333,0\n", 2, 1)]
    [DataRow("20050225,0.9,0.0001628,80\n20501231,0.9,0.0003255,0\n", 2, 1)]
    [DataRow("20050225,0.9,1,80\n20501231,0.9,0.125,0\n", 1, 8)]
    [DataRow("20050225,0.9,0.66667,80\n20501231,0.9,1,0\n", 3, 2)]
    [DataRow("20050225,0.9,1,80\n20501231,0.9,0.3333333,0\n", 1, 3)]
    [DataRow("20150424,1,0.997307,565.06\n20501231,1,1,0\n", 1114, 1111)]
    [DataRow("20160330,1,2797.2,0.05\n20501231,1,80,0\n", 200, 6993)]
    [DataRow("20160909,1,80,2\n20501231,1,1,0\n", 1, 80)]
    public async Task Read_RatioOfSevenDigits_IsTheSimplestNearIt(string content, int shares, int old)
    {
        var action = (await Read(content)).Value.Actions.Single();
        (action.NewShares, action.OldShares).ShouldBe((shares, old));
        action.Dividend.ShouldBe(0);
    }

    [TestMethod]
    [DataRow("", "Line 1")]
    [DataRow("20050225,0.9,1,80\n20050225,1,1,80\n", "Line 2")]
    [DataRow("20050225,0.9,1,80\n20060225,0.8,1,80\n", "Line 2")]
    [DataRow("20050225,0.9,0,80\n", "Line 1")]
    [DataRow("time,open,high,low\n", "Line 1")]
    [DataRow("20050225,0.9,0.0000123,80\n20501231,0.9,1,0\n", "Line 2")]
    [DataRow("20050225,0.9,1\n20060225,0.8,1\n", "Line 2")]
    [DataRow("20050225,0.9\n", "Line 1")]
    [DataRow("20240301,0.8,1,80\n20240302,0.9,1,80\n20501231,1,1,0\n", "2024-03-04")]
    [DataRow("20050225,0.9,0.0000000000000000000000001,80\n20501231,0.9,1,0\n", "Line 1")]
    [DataRow("20050225,1e-28,1,999999999\n20501231,999999999,1,0\n", "Line 1")]
    [DataRow("20050225,0.000000001,0.000000001,1000000000\n20501231,1000000000,1000000000,0\n", "Line 2")]
    public async Task Read_SomethingElse_SaysWhichLine(string content, string line)
    {
        (await Read(content)).Try(out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().Message.ShouldContain(line);
    }

    /// <summary>The factors have seven digits, so a dividend of a dear share is known less well than one of a cheap share.</summary>
    [TestMethod]
    [DataRow("20050225,0.9976959,1,88.97\n20501231,1,1,0\n", "0.205")]
    [DataRow("20050225,0.9994999,1,4000\n20501231,1,1,0\n", "2")]
    [DataRow("20050225,0.9999999,1,88.97\n20501231,1,0.5,0\n", "0")]
    public async Task Read_Dividend_HasFourDigitsWhereTheReferencePriceAllowsThem(string content, string dividend) =>
        (await Read(content)).Value.Actions.Single().Dividend.ShouldBe(decimal.Parse(dividend, CultureInfo.InvariantCulture));

    /// <summary>Old files have no reference prices: their splits are known, and their dividends are not.</summary>
    [TestMethod]
    public async Task Read_ThreeColumns_AreSplits_AndDividendsThatAreLeftOut()
    {
        const string Old =
            "19980101,0.8893653,0.0357143\n20000620,0.8893653,0.0357143\n20120807,0.8893653,0.0714286\n20140606,0.9304792,0.0714286\n20501231,1,0.5\n";
        var (actions, unknown) = (await Read(Old)).Value;
        actions.Select(a => (a.Day, a.NewShares, a.OldShares, a.Dividend)).ShouldBe([(new(2000, 6, 21), 2, 1, 0m), (new(2014, 6, 9), 7, 1, 0m)]);
        unknown.ShouldBe([new DateOnly(2012, 8, 8), new DateOnly(2014, 6, 9)]);
    }

    /// <summary>Shares of New York are traded until one o'clock UTC in winter: midnight UTC is within a session.</summary>
    [TestMethod]
    public async Task Import_BeginsAtMidnightOfTheMarket_AndStaysThereWhenMoreIsKnownOfIt()
    {
        await using var market = await MarketHarness.Create();
        await market.Execute(
            """
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source, calendar)
            select s, s, 'Equity', 'USD', 2, 0, 1, 'Imported', c from (values ('NEWYORK', 'us-equities'), ('DAYS', 'us-equities'), ('MIXED', 'us-equities'), ('EAST', null), ('LATE', 'us-equities'), ('MADRID', null), ('NOWHERE', null)) as n (s, c);
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select id, 86400, timestamptz '2005-02-28Z', 1, 1, 1, 1, 1 from market.symbols where symbol in ('DAYS', 'MIXED')
            union all select id, 86400, timestamptz '2006-03-13Z', 1, 1, 1, 1, 1 from market.symbols where symbol = 'MIXED'
            union all select id, 60, timestamptz '2006-03-13 15:00Z', 1, 1, 1, 1, 1 from market.symbols where symbol in ('MIXED', 'EAST')
            union all select id, 86400, timestamptz '2005-02-27Z', 1, 1, 1, 1, 1 from market.symbols where symbol = 'EAST'
            union all select id, 86400, timestamptz '2005-02-27 14:30Z', 1, 1, 1, 1, 1 from market.symbols where symbol = 'LATE';
            insert into market.sessions (symbol_id, interval_seconds, offset_seconds, zone) select id, 86400, 0, 'Europe/Madrid' from market.symbols where symbol in ('MADRID', 'EAST')
            """
        );
        var winter = new DateTimeOffset(2005, 2, 28, 0, 0, 0, TimeSpan.Zero);
        (await Begins("NEWYORK")).ShouldBe(winter.AddHours(5));
        (await Begins("DAYS")).ShouldBe(winter, "a bar that opens at midnight UTC is of its day");
        (await Begins("MIXED")).ShouldBe(winter, "there are no minutes of that day yet");
        (await market.Spec("MIXED")).Actions[1].At.ShouldBe(new DateTimeOffset(2006, 3, 13, 5, 0, 0, TimeSpan.Zero), "there are minutes of this one");
        (await Begins("MADRID")).ShouldBe(winter.AddHours(-1));
        (await Begins("EAST")).ShouldBe(winter.AddHours(-1), "the bar that holds it is of the day before");
        (await Begins("LATE")).ShouldBe(winter, "it has days only, and the one that holds it opened on the day before");
        (await Begins("NOWHERE")).ShouldBe(winter);
        await CoreHost.Execute(market.Database.Owner, "update market.symbols set calendar = 'us-equities' where symbol = 'NOWHERE'");
        (await Begins("NOWHERE")).ShouldBe(winter, "what is in somebody's position would be applied again");

        async Task<DateTimeOffset> Begins(string symbol)
        {
            (await Run(market, symbol, Split)).Code.ShouldBe(0);
            await market.Get<SymbolDirectory>().Refresh();
            return (await market.Spec(symbol)).Actions[0].At;
        }
    }

    [TestMethod]
    public async Task Command_TheSameFileTwice_ChangesNothing_AndCorrectionsCount()
    {
        await using var market = await MarketHarness.Create();
        await market.Execute(
            "insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source) values ('ACME', 'ACME', 'Equity', 'USD', 2, 0, 1, 'Imported')"
        );
        const string Late = "market.actions_late: 2 of them are of moments that have come.";
        (await Run(market, "ACME", Split)).Output.ShouldStartWith($"2 corporate actions of ACME, 2 of them new, corrected or gone.\n{Late}");
        (await Run(market, "ACME", Split)).ShouldBe((0, "2 corporate actions of ACME, 0 of them new, corrected or gone.\n"));
        (await Run(market, "ACME", Split.Replace("88.97", "80", StringComparison.Ordinal))).Output.ShouldContain("1 of them new");
        await market.Get<SymbolDirectory>().Refresh();
        (await market.Spec("ACME")).Actions.Select(a => (a.Day.Year, a.NewShares, a.Dividend)).ShouldBe([(2005, 1, 4.2105m), (2006, 2, 2m)]);
        // A day that moves is not there twice.
        (await Run(market, "ACME", Split.Replace("20060310", "20060308", StringComparison.Ordinal))).Output.ShouldContain("3 of them new");
        (await market.Count("select count(*) from market.corporate_actions")).ShouldBe(2);
        (await Run(market, "ACME", Split)).Code.ShouldBe(0);
        (await Run(market, "NONE", Split)).Code.ShouldBe(1);
        (await Run(market, "ACME", "no factors")).Output.ShouldContain("Line 1");
        (await Run(market, "ACME", "20050225,0.9,0.5\n20501231,1,1\n")).Output.ShouldContain("market.dividends_unknown: 1 dividends were left out");
        (await Run(market, "ACME", Split)).Code.ShouldBe(0);
        (await market.Count("select count(*) from market.corporate_actions")).ShouldBe(2);
    }

    [TestMethod]
    public async Task ToldAt_WhileTheFeedReplaysIt_IsWhenTheFeedComesThere()
    {
        await using var market = await MarketHarness.Create();
        var spec = await market.Spec("BTC-SIM");
        var moment = new DateTimeOffset(2014, 6, 9, 0, 0, 0, TimeSpan.Zero);
        spec.ToldAt(moment).ShouldBe(moment);
        var (from, started) = (moment.AddHours(-1), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var played = spec with { Replay = new ReplayClock(60_000, from.ToUnixTimeMilliseconds(), started.ToUnixTimeMilliseconds(), 60) };
        played.ToldAt(moment).ShouldBe(started.AddMinutes(1));
        played.ToldAt(from).ShouldBeNull();
        // So slow that no calendar has the day.
        (spec with { Replay = new ReplayClock(60_000, 0, started.ToUnixTimeMilliseconds(), 0.001) })
            .ToldAt(moment)
            .ShouldBeNull();
        (played with { Replay = played.Replay! with { Speed = 0.001 } }).ToldAt(moment).ShouldBe(started.AddHours(1000));
    }

    private static async Task<Result<FactorActions>> Read(string content)
    {
        using var file = new StringReader(content);
        return await FactorFile.Read(file, day => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), CancellationToken.None);
    }

    private static async Task<(int Code, string Output)> Run(MarketHarness market, string symbol, string content)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ami-factors-{Guid.CreateVersion7():N}.csv");
        try
        {
            await File.WriteAllTextAsync(path, content);
            await using var scope = market.Services.CreateAsyncScope();
            var command = scope.ServiceProvider.GetServices<ICommand>().Single(candidate => candidate.Name == "import-actions");
            var output = new StringWriter { NewLine = "\n" };
            return (await command.Run(["--symbol", symbol, path], output, CancellationToken.None), output.ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }
}
