using System.Text;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Quant.Series;
using Ami.TestKit;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class CandleImportTests
{
    private const string Header = "open_time,open,high,low,close,volume\n";
    private static readonly DateTimeOffset First = new(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private string _path = string.Empty;

    [TestInitialize]
    public void MakePath() => _path = Path.Combine(Path.GetTempPath(), $"ami-import-{Guid.CreateVersion7():N}.csv");

    [TestCleanup]
    public void DeleteFile() => File.Delete(_path);

    [TestMethod]
    public async Task Run_FileWithGapsAndDuplicates_ReportsThemAndShowsTheChart()
    {
        await using var market = await MarketHarness.Create();
        var lines = Lines(100).ToList();
        lines.RemoveAt(50);
        lines.RemoveRange(70, 3);
        lines.Add(lines[10]);
        var (code, output) = await Import(market, "XBTUSDT", Header + string.Concat(lines));

        code.ShouldBe(0, output);
        output.ShouldContain("97 rows read, 2024-02-01 00:00 to 2024-02-05 03:00 UTC");
        output.ShouldContain("96 inserted, 0 already there");
        output.ShouldContain("2 gaps, 4 bars missing");
        output.ShouldContain("2024-02-03 02:00: 1 missing");
        output.ShouldContain("1 duplicates left out, lines 98");
        output.ShouldContain("0 bad lines");

        var spec = await market.Spec("XBTUSDT");
        (spec.Source, spec.PriceDigits, spec.QuantityDigits, spec.MinQuantity, spec.AssetClass).ShouldBe(
            (PriceSource.Imported, 2, 3, 0.001m, AssetClass.Crypto)
        );
        var chart = await market.Get<ChartCache>().Get(spec, BarInterval.FourHours, 0, long.MaxValue, 500, PriceAdjustment.Splits, CancellationToken.None);
        var text = Encoding.UTF8.GetString(chart.Body);
        text.ShouldContain("\"source\":\"imported\"");
        text.ShouldContain("\"forming\":false");
    }

    [TestMethod]
    [DataRow("USD", 1)]
    [DataRow("JPY", 100)]
    [DataRow("ARS", 1000)]
    public async Task Run_SymbolInACurrency_HasItsLeastOrder(string currency, int least)
    {
        await using var market = await MarketHarness.Create();
        await File.WriteAllTextAsync(_path, Header + string.Concat(Lines(10)));
        var (code, output) = await market.ImportCandles("--symbol", "LEAST", "--interval", "1h", "--currency", currency, _path);
        code.ShouldBe(0, output);
        (await market.Spec("LEAST")).MinNotional.ShouldBe(least);
    }

    [TestMethod]
    public async Task Run_SameFileTwice_ChangesNothingTheSecondTime()
    {
        await using var market = await MarketHarness.Create();
        var content = Header + string.Concat(Lines(300));
        await Import(market, "TWICE", content);
        var (code, output) = await Import(market, "TWICE", content);
        code.ShouldBe(0, output);
        output.ShouldContain("0 inserted, 300 already there");
        output.ShouldNotContain("differ");
        (await market.Count("select count(*) from market.candles")).ShouldBe(300);
    }

    [TestMethod]
    public async Task Run_StoredBarsToldDifferently_KeepsWhatIsStoredAndSaysSo()
    {
        await using var market = await MarketHarness.Create();
        await Import(market, "DIFFER", Header + string.Concat(Lines(10)));
        var (_, output) = await Import(market, "DIFFER", Header + string.Concat(Lines(12, volume: "9.5")));
        output.ShouldContain("2 inserted, 10 already there");
        output.ShouldContain("10 of those already there differ from the file");
    }

    [TestMethod]
    public async Task Run_BadLines_RefusesTheFileUnlessToldToSkipThem()
    {
        await using var market = await MarketHarness.Create();
        var content = Header + string.Concat(Lines(20)) + "2024-02-01 20:00:00,1,2,3,1,1\n2024-02-01 21:00:00,1\n";
        var (code, output) = await Import(market, "BAD", content);
        code.ShouldBe(1);
        output.ShouldContain("line 22: high is below low");
        output.ShouldContain("line 23: has 2 columns instead of 6");
        (await market.Count("select count(*) from market.candles")).ShouldBe(0);
        (await market.Count("select count(*) from market.symbols where symbol = 'BAD'")).ShouldBe(0);

        (code, output) = await Import(market, "BAD", content, "--skip-bad-lines");
        code.ShouldBe(0, output);
        output.ShouldContain("20 inserted");
        output.ShouldContain("2 bad lines left out");
    }

    [TestMethod]
    public async Task Run_TruncatedFile_IsRefusedWithTheLineNumber()
    {
        await using var market = await MarketHarness.Create();
        var content = Header + string.Concat(Lines(50));
        var (code, output) = await Import(market, "CUT", content[..^3]);
        code.ShouldBe(1);
        output.ShouldContain("line 51: ");
        (await market.Count("select count(*) from market.candles")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Run_ContradictingDuplicates_IsRefused()
    {
        await using var market = await MarketHarness.Create();
        var (code, output) = await Import(market, "TWO", Header + string.Concat(Lines(5)) + Lines(5, volume: "3").Last());
        code.ShouldBe(1);
        output.ShouldContain("lines 6 and 7");
        (await market.Count("select count(*) from market.candles")).ShouldBe(0);
    }

    [TestMethod]
    [DataRow("BTC-SIM", "1h", "simulated exchange")]
    [DataRow("OK", "15m", "no two bars are 15m apart; the closest are 1h apart")]
    public async Task Run_WrongSymbolOrInterval_IsRefused(string symbol, string interval, string message)
    {
        await using var market = await MarketHarness.Create();
        var (code, output) = await Import(market, symbol, Header + string.Concat(Lines(5)), interval: interval);
        code.ShouldBe(1);
        output.ShouldContain(message);
        (await market.Count("select count(*) from market.candles")).ShouldBe(0);
    }

    [TestMethod]
    [DataRow("--symbol X", "Name one file.")]
    [DataRow("--interval 1h f.csv", "--symbol is missing.")]
    [DataRow("--symbol X --interval 7h f.csv", "Use one of 1m, 5m, 15m, 1h, 4h, 1d.")]
    [DataRow("--symbol X --interval 1h --colour red f.csv", "There is no option --colour.")]
    [DataRow("--symbol X --interval", "--interval needs a value.")]
    public async Task Run_WrongUsage_ExplainsItself(string arguments, string message)
    {
        await using var market = await MarketHarness.Create();
        var (code, output) = await market.ImportCandles(arguments.Split(' '));
        code.ShouldBe(2);
        output.ShouldContain(message);
        output.ShouldContain("Usage: import-candles");
    }

    private Task<(int Code, string Output)> Import(MarketHarness market, string symbol, string content, string? option = null, string interval = "1h")
    {
        File.WriteAllText(_path, content);
        string[] arguments = ["--symbol", symbol, "--interval", interval, _path];
        return market.ImportCandles(option is null ? arguments : [option, .. arguments]);
    }

    private static IEnumerable<string> Lines(int count, string volume = "1.125") => MarketHarness.CandleRows(First, TimeSpan.FromHours(1), count, volume);
}
