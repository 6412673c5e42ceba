using System.Globalization;
using System.Text;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.Series;

namespace Ami.Tests.Market;

/// <summary>Files with several rows of titles.</summary>
[TestClass]
public sealed class CandleTitlesTests
{
    private static readonly Candle First = new(At("2024-01-31T00:00:00Z"), 1230m, 1240m, 1220m, 1234.5m, 500m);

    private const string Yfinance = "Price,Close,High,Low,Open,Volume\nTicker,AAPL,AAPL,AAPL,AAPL,AAPL\nDate,,,,,\n2024-01-31,1234.5,1240,1220,1230,500\n";

    [TestMethod]
    [DataRow(Yfinance, "Lines 1 to 3")]
    [DataRow("Price,Adj Close,Close,High,Low,Open,Volume\nTicker,X,X,X,X,X,X\nDate,,,,,,\n2024-01-31,1230,1234.5,1240,1220,1230,500\n", "Lines 1 to 3")]
    [DataRow("Ticker,AAPL,AAPL,AAPL,AAPL,AAPL\nPrice,Open,High,Low,Close,Volume\nDate,,,,,\n2024-01-31,1230,1240,1220,1234.5,500\n", "Lines 1 to 3")]
    [DataRow("\"\",AAPL,AAPL,AAPL,AAPL,AAPL\nDate,Open,High,Low,Close,Volume\n2024-01-31,1230,1240,1220,1234.5,500\n", "Lines 1 to 2")]
    [DataRow("Prices of one share\nDate,Open,High,Low,Close,Volume\n,USD,USD,USD,USD,shares\n2024-01-31,1230,1240,1220,1234.5,500\n", "Lines 2 to 3")]
    [DataRow("Date;Open;High;Low;Close;Volume\n[UTC];[USD];[USD];[USD];[USD];[BTC]\n2024-01-31;1230;1240;1220;1234.5;500\n", "Lines 1 to 2")]
    [DataRow("Date,Open,High,Low,Close,Volume\n(UTC),USD,USD,USD,USD,\n\n2024-01-31,1230,1240,1220,1234.5,500\n", "Lines 1 to 2")]
    public void Read_SeveralRowsOfTitles_GivesTheBarAndSaysWhichTheyAre(string content, string lines)
    {
        var (bars, file) = Read(content);
        string.Join('\n', file.Problems).ShouldBe("");
        bars.ShouldBe([First]);
        file.Evidence.Select(seen => seen.ToString()).ShouldContain(seen => seen.Contains(lines));
    }

    [TestMethod]
    public void Read_RowThatNamesTheInstrument_IsInTheEvidence() =>
        Read(Yfinance).File.Evidence.Select(seen => seen.ToString()).ShouldContain("Line 2: names the instrument, 'AAPL'");

    [TestMethod]
    [DataRow("Price,Close,Close,High,High,Low,Low,Open,Open,Volume,Volume\nTicker,A,B,A,B,A,B,A,B,A,B\nDate,,,,,,,,,,\n2024-01-31,1,2,1,2,1,2,1,2,5,5\n")]
    [DataRow("Ticker,A,A,A,A,A,B,B,B,B,B\nPrice,Open,High,Low,Close,Volume,Open,High,Low,Close,Volume\nDate,,,,,,,,,,\n2024-01-31,1,1,1,1,5,2,2,2,2,5\n")]
    [DataRow("Date,Open,High,Low,Close\nTicker,A,B,A,A\n2024-01-31,1,1,1,1\n")]
    public void Read_SeveralInstruments_AreRefusedWithTheirNames(string content)
    {
        var (bars, file) = Read(content);
        bars.ShouldBeEmpty();
        file.Refused.ShouldNotBeNull().Code.ShouldBe("market.import_several_symbols");
        file.Refused.Message.ShouldContain("A, B");
    }

    [TestMethod]
    public void Read_SeveralInstrumentsOfWhichOneIsMapped_GivesItsBars()
    {
        const string content =
            "Price,Close,Close,High,High,Low,Low,Open,Open,Volume,Volume\nTicker,A,B,A,B,A,B,A,B,A,B\nDate,,,,,,,,,,\n2024-01-31,9,1234.5,9,1240,9,1220,9,1230,9,500\n";
        Read(content, "time=1,open=9,high=5,low=7,close=3,volume=11").Bars.ShouldBe([First]);
    }

    [TestMethod]
    [DataRow("Date,Open,High,Low,Close,Volume\nfoo,bar,baz,qux,quux,corge\n2024-01-31,1230,1240,1220,1234.5,500\n")]
    [DataRow("Date,Open,High,Low,Close,Volume\n2024-01-30,null,null,null,null,null\n2024-01-31,1230,1240,1220,1234.5,500\n")]
    [DataRow("Date,Open,High,Low,Close,Volume\nDate,Open,High,Low,Close,Volume\n2024-01-31,1230,1240,1220,1234.5,500\n")]
    public void Read_SecondRowThatIsNotUnderstood_IsABadLine(string content)
    {
        var (_, file) = Read(content);
        (file.BadLines, file.Problems.Single()[..7]).ShouldBe((1, "line 2:"));
    }

    [TestMethod]
    public void Read_RowOfUnitsThatNamesAZone_IsAskedAbout()
    {
        var (bars, file) = Read("Date,Open,High,Low,Close,Volume\nEST,USD,USD,USD,USD,shares\n2024-01-31 00:00,1230,1240,1220,1234.5,500\n");
        (bars.Count, file.Refused?.Code).ShouldBe((0, ImportProblems.Ambiguous));
    }

    [TestMethod]
    public void Read_RowOfUnitsThatCountsMoney_SaysSoOfTheVolume()
    {
        var (_, file) = Read("Date,Open,High,Low,Close,Volume\n,USD,USD,USD,USD,USD\n2024-01-31,1230,1240,1220,1234.5,500\n");
        file.Evidence.Select(seen => seen.ToString()).ShouldContain("Volume: 'Volume USD', money instead of units");
    }

    [TestMethod]
    [DataRow("Datum;Zuletzt;Eröffn.;Hoch;Tief;Vol.;+/- %\n31.01.2024;1.234,50;1.230,00;1.240,00;1.220,00;500;0,5%\n")]
    [DataRow("Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen\n2024-01-31,1230,1240,1220,1234.5,500\n")]
    [DataRow("日付け,終値,始値,高値,安値,出来高\n2024-01-31,1234.5,1230,1240,1220,500\n")]
    [DataRow("Tarih,Şimdi,Açılış,Yüksek,Düşük,Hac.\n2024-01-31,1234.5,1230,1240,1220,500\n")]
    [DataRow("日期,收盘,开盘,高,低,交易量\n2024-01-31,1234.5,1230,1240,1220,500\n")]
    [DataRow("날짜,종가,시가,고가,저가,거래량\n2024-01-31,1234.5,1230,1240,1220,500\n")]
    [DataRow("Date,Open,High,Low,Close,Total Volume\n2024-01-31,1230,1240,1220,1234.5,500\n")]
    public void Read_TitlesOfOtherLanguages_AreKnownWithTheVolume(string content)
    {
        var (bars, file) = Read(content);
        string.Join('\n', file.Problems).ShouldBe("");
        bars.ShouldBe([First]);
    }

    [TestMethod]
    [DataRow("Volume (USDT),Volume (BTC)", "9,500", 500)]
    [DataRow("Volume_(BTC),Volume_(Currency)", "500,9", 500)]
    [DataRow("Volume_(Currency),Volume_(BTC)", "9,500", 500)]
    public void Read_VolumesWithTheirCurrencyInBrackets_CountsUnitsOfTheSymbol(string titles, string cells, int volume)
    {
        var (bars, file) = Read($"Date,Open,High,Low,Close,{titles}\n2024-01-31,1230,1240,1220,1234.5,{cells}\n", symbol: "BTCUSDT");
        bars.ShouldBe([First with { Volume = volume }]);
        file.Layout.ShouldNotBeNull().CountsUnits.ShouldBeTrue();
    }

    [TestMethod]
    public void Read_VolumeOfMoneyAloneInBrackets_CountsNoUnits() =>
        Read("Date,Open,High,Low,Close,Volume (USDT)\n2024-01-31,1230,1240,1220,1234.5,500\n", symbol: "BTCUSDT")
            .File.Layout.ShouldNotBeNull()
            .CountsUnits.ShouldBeFalse();

    [TestMethod]
    public void Read_TitleThatMayBeTheVolume_IsAskedAbout()
    {
        const string content = "Date,Open,High,Low,Close,Volume XYZ\n2024-01-31,1230,1240,1220,1234.5,500\n";
        Read(content).File.Refused.ShouldNotBeNull().Code.ShouldBe("market.import_ambiguous");
        Read(content, "volume=6").Bars.ShouldBe([First]);
        Read(content, "volume=none").Bars.ShouldBe([First with { Volume = 0 }]);
    }

    [TestMethod]
    [DataRow("ticker", "AAPL", "MSFT")]
    [DataRow("Symbol", "BTC/USD", "ETH/USD")]
    [DataRow("interval", "1d", "1h")]
    public void Read_LinesOfSeveralInstrumentsOrIntervals_AreNamedAndLeaveTheirBarsOut(string title, string first, string second)
    {
        var (bars, file) = Read(
            $"Date,Open,High,Low,Close,Volume,{title}\n2024-01-31,1230,1240,1220,1234.5,500,{first}\n2024-02-01,1230,1240,1220,1234.5,500,{second}\n"
        );
        bars.ShouldBe([First]);
        file.Problems.ShouldHaveSingleItem().ShouldContain(second);
    }

    [TestMethod]
    public void Read_ColumnThatNamesAnotherInterval_IsRefused() =>
        Read("Date,Open,High,Low,Close,Volume,interval\n2024-01-31,1230,1240,1220,1234.5,500,1h\n")
            .File.Refused.ShouldNotBeNull()
            .Code.ShouldBe("market.import_interval");

    [TestMethod]
    public void Read_HoursInAColumnOfTheirOwn_AreNotLost()
    {
        var (bars, _) = Read("Date,Hour,Open,High,Low,Close,Volume\n2024-01-31,09:00,1230,1240,1220,1234.5,500\n", interval: BarInterval.OneHour);
        bars.ShouldHaveSingleItem().Time.ShouldBe(At("2024-01-31T09:00:00Z"));
    }

    [TestMethod]
    public void Read_DatesAloneForSeveralBarsOfADay_IsRefused() =>
        Read("Date,Open,High,Low,Close,Volume\n2024-01-31,1230,1240,1220,1234.5,500\n2024-01-31,1230,1240,1220,1234.5,500\n", interval: BarInterval.OneHour)
            .File.Refused.ShouldNotBeNull()
            .Code.ShouldBe("market.import_not_candles");

    private static (List<Candle> Bars, CandleFile File) Read(string content, string? map = null, string symbol = "AAPL", BarInterval? interval = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var options = new ReadOptions(interval ?? BarInterval.OneDay, null, false, At("2026-01-01T00:00:00Z"))
        {
            Map = ColumnMap.Parse(map).Value,
            Symbol = symbol,
        };
        var file = new CandleFile(stream, options);
        return ([.. file.Read().Select(row => row.Bar)], file);
    }

    private static long At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
