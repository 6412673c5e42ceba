using System.Globalization;
using System.Text;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.Series;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Market;

/// <summary>Whatever bars a layout's writer writes are read back exactly.</summary>
[TestClass]
public sealed class CandleRoundTripTests
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");
    private static readonly long Now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static readonly Dictionary<string, (string Header, Func<Candle, string> Row)> Writers = new()
    {
        ["binance"] = ("", bar => $"{bar.Time},{Prices(bar, ",", Invariant)},{bar.Time + 3_599_999},1,2,3,4,0"),
        ["kraken"] = ("", bar => $"{bar.Time / 1000},{Prices(bar, ",", Invariant)},7"),
        ["metatrader 4"] = ("", bar => $"{Time(bar, "yyyy.MM.dd,HH:mm")},{Prices(bar, ",", Invariant)}"),
        ["metatrader 5"] = (
            "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<SPREAD>\n",
            bar => $"{Time(bar, "yyyy.MM.dd\tHH:mm:ss")}\t{Prices(bar, "\t", Invariant)}\t2"
        ),
        ["stooq"] = (
            "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n",
            bar => $"X,60,{Time(bar, "yyyyMMdd,HHmmss")},{Prices(bar, ",", Invariant)},0"
        ),
        ["dukascopy"] = ("Gmt time,Open,High,Low,Close,Volume\n", bar => $"{Time(bar, "dd.MM.yyyy HH:mm:ss.fff")},{Prices(bar, ",", Invariant)}"),
        ["nanoseconds"] = ("time,open,high,low,close,volume\n", bar => $"{bar.Time}000000,{Prices(bar, ",", Invariant)}"),
        ["float seconds"] = ("time;open;high;low;close;volume\n", bar => $"{bar.Time / 1000}.0;{Prices(bar, ";", Invariant)}"),
        ["decimal comma"] = ("Datum;Eröffnung;Hoch;Tief;Schluss;Umsatz\n", bar => $"{Time(bar, "yyyy-MM-dd HH:mm")};{Prices(bar, ";", German)}"),
        ["thousands"] = ("Datum;Eröffnung;Hoch;Tief;Schluss;Umsatz\n", bar => $"{Time(bar, "yyyy-MM-dd HH:mm")};{Prices(bar, ";", German, "#,##0.00######")}"),
        ["month names"] = ("date,open,high,low,close,volume\n", bar => $"\"{Time(bar, "MMM d, yyyy HH:mm")}\",{Prices(bar, ",", Invariant)}"),
        ["twelve hours"] = ("date,open,high,low,close,volume\n", bar => $"{Time(bar, "yyyy-MM-dd hh-tt")},{Prices(bar, ",", Invariant)}"),
        ["offsets"] = (
            "close_time,open,high,low,close,volume\n",
            bar => $"{Stamp(bar).AddHours(1).ToOffset(TimeSpan.FromHours(5.5)):yyyy-MM-dd'T'HH:mm:sszzz},{Prices(bar, ",", Invariant)}"
        ),
    };

    public static IEnumerable<object[]> Layouts => Writers.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Layouts))]
    public void Read_WhatALayoutsWriterWrote_IsExactlyThat(string layout)
    {
        var (header, row) = Writers[layout];
        Prop.ForAll(
                Bars().ToArbitrary(),
                bars =>
                {
                    var content = header + string.Concat(bars.Select(bar => row(bar) + "\n"));
                    using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
                    var file = new CandleFile(stream, new ReadOptions(BarInterval.OneHour, null, false, Now));
                    var read = file.Read().Select(one => one.Bar).ToList();
                    read.SequenceEqual(bars).ShouldBeTrue(string.Join('\n', file.Problems) + "\n" + content);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static Gen<Candle[]> Bars()
    {
        // Prices of two to eight decimals, of which the last is no zero: their mark can be told.
        var price = Gen.Choose(1, 2_000_000_000).Select(units => (units * 10m + 1) / 10_000m);
        var bar =
            from hour in Gen.Choose(0, 20_000)
            from one in price
            from two in price
            from three in price
            from four in price
            from volume in Gen.Choose(0, int.MaxValue)
            select new Candle(
                new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour).ToUnixTimeMilliseconds(),
                one,
                Math.Max(Math.Max(one, two), Math.Max(three, four)),
                Math.Min(Math.Min(one, two), Math.Min(three, four)),
                four,
                volume / 100m
            );
        return bar.NonEmptyListOf().Select(bars => bars.Select(Trimmed).ToArray());
    }

    private static Candle Trimmed(Candle bar) => bar with { Volume = bar.Volume / 1.0000000000000000000000000000m };

    private static DateTimeOffset Stamp(Candle bar) => DateTimeOffset.FromUnixTimeMilliseconds(bar.Time);

    private static string Time(Candle bar, string format) => Stamp(bar).ToString(format, Invariant);

    private static string Prices(Candle bar, string separator, CultureInfo culture, string format = "0.0000####") =>
        string.Join(separator, new[] { bar.Open, bar.High, bar.Low, bar.Close, bar.Volume }.Select(value => value.ToString(format, culture)));
}
