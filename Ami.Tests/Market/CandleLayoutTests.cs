using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.Series;

namespace Ami.Tests.Market;

/// <summary>The layouts that real files have. Each file tells the same two bars in its own way.</summary>
[TestClass]
public sealed class CandleLayoutTests
{
    private static readonly long Now = At("2026-01-01T00:00:00Z");

    [TestMethod]
    [DataRow("Binance klines", "1706745600000,1.5,2.5,0.5,2,10.25,1706749199999,15,3,5,7,0\n1706749200000,2,3,1.5,2.5,11,1706752799999,15,3,5,7,0\n")]
    [DataRow(
        "Binance klines",
        "1706745600000000,1.5,2.5,0.5,2,10.25,1706749199999999,15,3,5,7,0\n1706749200000000,2,3,1.5,2.5,11,1706752799999999,15,3,5,7,0\n"
    )]
    [DataRow("Kraken OHLCVT", "1706745600,1.5,2.5,0.5,2,10.25,12\n1706749200,2,3,1.5,2.5,11,7\n")]
    [DataRow("MetaTrader 4", "2024.02.01,00:00,1.5,2.5,0.5,2,10.25\n2024.02.01,01:00,2,3,1.5,2.5,11\n")]
    [DataRow(
        "MetaTrader 5",
        "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n2024.02.01\t00:00:00\t1.5\t2.5\t0.5\t2\t10.25\t0\t3\n2024.02.01\t01:00:00\t2\t3\t1.5\t2.5\t11\t0\t3\n"
    )]
    [DataRow(
        "Stooq",
        "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\nX.US,60,20240201,000000,1.5,2.5,0.5,2,10.25,0\nX.US,60,20240201,010000,2,3,1.5,2.5,11,0\n"
    )]
    [DataRow("Dukascopy", "Gmt time,Open,High,Low,Close,Volume\n01.02.2024 00:00:00.000,1.5,2.5,0.5,2,10.25\n01.02.2024 01:00:00.000,2,3,1.5,2.5,11\n")]
    [DataRow(
        "Dukascopy",
        "Local time,Open,High,Low,Close,Volume\n01.02.2024 01:00:00.000 GMT+0100,1.5,2.5,0.5,2,10.25\n01.02.2024 02:00:00.000 GMT+0100,2,3,1.5,2.5,11\n"
    )]
    [DataRow(
        "CryptoDataDownload",
        "https://www.example.test/\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USDT\n1706749200,2024-02-01 01:00:00,BTC/USDT,2,3,1.5,2.5,11,20\n1706745600,2024-02-01 00:00:00,BTC/USDT,1.5,2.5,0.5,2,10.25,20\n"
    )]
    [DataRow(
        "by their titles",
        "# made by hand\n\nsep=;\nTime;Open;High;Low;Close;Volume\n2024-02-01 00:00;1,5;2,5;0,5;2;10,25\n2024-02-01 01:00;2;3;1,5;2,5;11\n"
    )]
    [DataRow("by their titles", "timestamp,open,high,low,close,volumefrom,volumeto\n1706745600.0,1.5,2.5,0.5,2,10.25,1\n1706749200.0,2,3,1.5,2.5,11,1\n")]
    [DataRow("by their titles", "time,open,high,low,close,vol\n1706745600000000000,1.5,2.5,0.5,2,10.25\n1706749200000000000,2,3,1.5,2.5,11\n")]
    [DataRow("by their titles", "Date,Time,Open,High,Low,Close,Volume\n2024/02/01,12:00:00 AM,1.5,2.5,0.5,2,10.25\n2024/02/01,1:00:00 AM,2,3,1.5,2.5,11\n")]
    [DataRow("by their titles", "Datum;Zeit;Eröffnung;Hoch;Tief;Schluss;Umsatz\n01.Feb.2024;00:00;1,5;2,5;0,5;2;10,25\n01.Feb.2024;01:00;2;3;1,5;2,5;11\n")]
    [DataRow("by their titles", "date,open,high,low,close,volume\r2024-02-01T00:00:00Z,1.5,2.5,0.5,2,10.25\r2024-02-01T01:00:00Z,2,3,1.5,2.5,11\r")]
    public void Read_KnownLayout_GivesItsBarsAndItsEvidence(string name, string content)
    {
        var (bars, file) = Read(content, BarInterval.OneHour);
        string.Join('\n', file.Problems).ShouldBe("");
        bars.OrderBy(bar => bar.Time)
            .ShouldBe([new Candle(At("2024-02-01T00:00:00Z"), 1.5m, 2.5m, 0.5m, 2m, 10.25m), new Candle(At("2024-02-01T01:00:00Z"), 2m, 3m, 1.5m, 2.5m, 11m)]);
        Said(file).ShouldContain(line => line.StartsWith("Layout: ", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("Fecha,Último,Apertura,Máximo,Mínimo,Vol.,% var.\n\"31.01.2024\",\"1.234,50\",\"1.230,00\",\"1.240,00\",\"1.220,00\",\"1,23K\",\"0,10%\"\n")]
    [DataRow("Date,Price,Open,High,Low,Vol.,Change %\n\"01/31/2024\",\"1,234.50\",\"1,230.00\",\"1,240.00\",\"1,220.00\",\"1.23K\",\"0.10%\"\n")]
    [DataRow("Date,Price,Open,High,Low,Vol.,Change %\n\"Jan 31, 2024\",\"1,234.50\",\"1,230.00\",\"1,240.00\",\"1,220.00\",\"1.23K\",\"0.10%\"\n")]
    [DataRow("Date,Close/Last,Volume,Open,High,Low\n01/31/2024,$1234.50,1230,$1230.00,$1240.00,$1220.00\n")]
    [DataRow("date,open,high,low,close,volume\n31-Jan-2024,1230,1240,1220,1234.5,1230\n")]
    public void Read_DailyLayoutsOfWebsites_GiveTheirBar(string content) =>
        Read(content, BarInterval.OneDay).Bars.ShouldBe([new Candle(At("2024-01-31T00:00:00Z"), 1230m, 1240m, 1220m, 1234.5m, 1230m)]);

    [TestMethod]
    public void Read_UnixBesideLocalTime_TakesTheUnixTimeAndSaysHowFarTheOtherIs()
    {
        var (bars, file) = Read("datetime,unix,open,high,low,close,volume\n2024-02-01 02:00:00,1706745600,1.5,2.5,0.5,2,10\n", BarInterval.OneHour);
        bars.Single().Time.ShouldBe(At("2024-02-01T00:00:00Z"));
        Said(file).ShouldContain("Time: 'datetime' is +2 h from 'unix', which is read");
    }

    [TestMethod]
    [DataRow("01/02/2024,1.5,2.5,0.5,2,10\n02/02/2024,1.5,2.5,0.5,2,10\n", "dates=dmy", "2024-02-01")]
    [DataRow("01/02/2024,1.5,2.5,0.5,2,10\n02/02/2024,1.5,2.5,0.5,2,10\n", "dates=mdy", "2024-01-02")]
    public void Read_DayOrMonthFirst_IsAskedAboutAndThenAsSaid(string rows, string map, string first)
    {
        var content = "Date,Open,High,Low,Close,Volume\n" + rows;
        var (bars, file) = Read(content, BarInterval.OneDay);
        (bars.Count, file.Refused?.Code).ShouldBe((0, ImportProblems.Ambiguous));
        file.Refused!.Message.ShouldContain("--map dates=dmy or --map dates=mdy");
        Read(content, BarInterval.OneDay, map).Bars[0].Time.ShouldBe(At(first + "T00:00:00Z"));
    }

    [TestMethod]
    public void Read_DayAboveTwelveFarDown_DecidesTheWholeFile()
    {
        var start = new DateTime(2024, 1, 1);
        var rows = Enumerable
            .Range(0, 2000)
            .Select(i => start.AddMinutes(i * 10).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) + ",1.5,2.5,0.5,2,10\n");
        var (bars, _) = Read("Date,Open,High,Low,Close,Volume\n" + string.Concat(rows), BarInterval.OneMinute);
        (bars.Count, bars[^1].Time).ShouldBe((2000, new DateTimeOffset(start.AddMinutes(19_990), TimeSpan.Zero).ToUnixTimeMilliseconds()));
    }

    [TestMethod]
    [DataRow("Date;Open;High;Low;Close;Volume\n2024-01-02;1,234;1,235;1,233;1,234;5\n", "thousands or decimals")]
    [DataRow("Date,Open,High,Low,Close,Volume\n2024-01-02,\"1,5\",2.5,0.5,2,10\n", "contradict each other")]
    [DataRow("Time (EET),Open,High,Low,Close,Volume\n2024-01-02 03:00,1.5,2.5,0.5,2,10\n", "not UTC")]
    [DataRow("20240102 170000;1.5;2.5;0.5;2;10\n", "not UTC")]
    public void Read_TwoReadingsArePossible_ImportsNothingAndAsks(string content, string why)
    {
        var (bars, file) = Read(content, BarInterval.OneHour);
        (bars.Count, file.Refused?.Code).ShouldBe((0, ImportProblems.Ambiguous));
        file.Refused!.Message.ShouldContain(why);
    }

    [TestMethod]
    public void Read_ZoneIsMapped_TurnsLocalTimesIntoUtcAndNamesThoseThatDoNotExist()
    {
        const string content = "Time,Open,High,Low,Close,Volume\n2024-07-01 03:00,1.5,2.5,0.5,2,10\n2024-03-31 02:00,1.5,2.5,0.5,2,10\n";
        var (bars, file) = Read(content, BarInterval.OneHour, "zone=Europe/Madrid");
        bars.Single().Time.ShouldBe(At("2024-07-01T01:00:00Z"));
        file.Problems.Single().ShouldContain("is never on the clocks of Europe/Madrid");
    }

    [TestMethod]
    [DataRow("1706745600,1.5,0.5,2.5,2,10.25,12\n")]
    [DataRow("1,2,3,4,5,6\n")]
    [DataRow("2024-02-01,1.5,2.5,0.5,2,10\n")]
    public void Read_UnknownLayout_ImportsNothingUnlessItIsMapped(string content)
    {
        var (bars, file) = Read(content, BarInterval.OneDay);
        (bars.Count, file.Refused?.Code).ShouldBe((0, ImportProblems.NotCandles));
        file.Refused!.Message.ShouldContain("--map time=1");
    }

    [TestMethod]
    [DataRow("2024-02-01|2|0.5|2.5|1.5|10\n", "time=1,close=2,low=3,high=4,open=5,volume=6,separator=pipe")]
    [DataRow("when,first,top,bottom,end,size\n2024-02-01,1.5,2.5,0.5,2,10\n", "time=when,open=first,high=Top,low=bottom,close=end,volume=size")]
    [DataRow("day,at,a,b,c,d,e\n01/02/2024,00:00,1.5,2.5,0.5,2,10\n", "time=1,clock=2,open=3,high=4,low=5,close=6,volume=7,dates=dmy")]
    public void Read_LayoutIsMapped_IsReadSo(string content, string map) =>
        Read(content, BarInterval.OneDay, map).Bars.ShouldBe([new Candle(At("2024-02-01T00:00:00Z"), 1.5m, 2.5m, 0.5m, 2m, 10m)]);

    [TestMethod]
    [DataRow("time=")]
    [DataRow("dates=ydm")]
    [DataRow("decimal=;")]
    [DataRow("zone=Middle/Earth")]
    [DataRow("colour=red")]
    public void Parse_MalformedMap_IsRefused(string map) => ColumnMap.Parse(map).Error!.Code.ShouldBe("market.map_malformed");

    [TestMethod]
    public void Read_OtherEncodingsAndContainers_GiveTheSameBars()
    {
        const string text = "Fecha;Apertura;Máximo;Mínimo;Cierre;Volumen\n2024-02-01;1,5;2,5;0,5;2;10\n";
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(text),
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            Encoding.Unicode.GetBytes(text),
            Encoding.BigEndianUnicode.GetBytes(text),
            Encoding.Latin1.GetBytes(text),
            Gzip(Encoding.UTF8.GetBytes(text)),
            Zip(("a.csv", text)),
        ];
        foreach (var file in files)
        {
            Read(file, BarInterval.OneDay).Bars.ShouldBe([new Candle(At("2024-02-01T00:00:00Z"), 1.5m, 2.5m, 0.5m, 2m, 10m)]);
        }
    }

    [TestMethod]
    public void Read_ArchiveThatIsNotOneTable_IsRefused()
    {
        Read(Zip(("a.csv", "x"), ("b.csv", "y")), BarInterval.OneDay).File.Refused!.Message.ShouldContain("2 files instead of one (a.csv, b.csv)");
        var cut = Gzip(Encoding.UTF8.GetBytes("date,open,high,low,close\n2024-02-01,1,2,1,2\n"));
        Read(cut[..(cut.Length / 2)], BarInterval.OneDay).File.BadLines.ShouldBe(1);
    }

    [TestMethod]
    [DataRow("1F8B0800FFFFFFFFFFFFFFFFFF")]
    [DataRow("504B0304FFFFFFFFFFFFFFFFFF")]
    public void Read_ArchiveIsDamaged_IsRefused(string bytes)
    {
        var (bars, file) = Read(Convert.FromHexString(bytes), BarInterval.OneDay);
        bars.ShouldBeEmpty();
        file.Problems.Single().ShouldContain("cannot be unpacked");
    }

    [TestMethod]
    public void Read_ArchiveOfEndlessLines_StopsAtItsLargestSize()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("date,open,high,low,close\n2024-02-01,1,2,1,2\n"));
            var blank = new byte[1 << 20];
            blank.AsSpan().Fill((byte)' ');
            for (var i = 0; i < blank.Length; i += 2048)
            {
                blank[i] = (byte)'\n';
            }

            for (var written = 0L; written <= Rewound.MostBytes; written += blank.Length)
            {
                gzip.Write(blank);
            }
        }

        var (bars, file) = Read(packed.ToArray(), BarInterval.OneDay);
        (bars.Count, file.BadLines).ShouldBe((1, 1));
        file.Problems.Single().ShouldContain("More than 1024 MiB");
    }

    [TestMethod]
    public void Read_VolumesThatAreNotUnits_SayNothingOfQuantities()
    {
        var (bars, file) = Read("date,open,high,low,close,Volume USDT\n2024-02-01,1.5,2.5,0.5,2,10.123\n", BarInterval.OneDay);
        (bars.Single().Volume, file.QuantityDigits).ShouldBe((10.123m, 0));
        Said(file).ShouldContain("Volume: 'Volume USDT', money instead of units");
    }

    [TestMethod]
    public void Read_ColumnsThatAreLeftOut_AreNamed()
    {
        var (_, file) = Read("Date,Open,High,Low,Close,Adj Close,Traded\n2024-02-01,1.5,2.5,0.5,2,1.9,10\n", BarInterval.OneDay);
        Said(file).ShouldContain("Not used: 'Adj Close', 'Traded'");
        Said(file).ShouldContain("Volume: no column is known to hold it; it is 0");
    }

    [TestMethod]
    public void Read_DailyBarsBefore1970_AreRead() =>
        Read("date,open,high,low,close\n1962-01-02,1.5,2.5,0.5,2\n1962-01-03,1.5,2.5,0.5,2\n", BarInterval.OneDay)
            .Bars.Select(bar => bar.Time)
            .ShouldBe([At("1962-01-02T00:00:00Z"), At("1962-01-03T00:00:00Z")]);

    [TestMethod]
    [DataRow("1d", 5 * 3_600_000L, "2024-02-01 05:00,2024-02-02 05:00,2024-02-05 05:00,2024-06-03 04:00")]
    [DataRow("1h", 30 * 60_000L, "2024-02-01 14:30,2024-02-01 15:30,2024-02-02 14:30")]
    [DataRow("1d", 0L, "2024-02-01 00:00,2024-02-02 00:00")]
    public void Read_BarsOfASession_KeepTheirOpening(string interval, long phase, string stamps)
    {
        BarInterval.TryParse(interval, out var length).ShouldBeTrue();
        var rows = stamps.Split(',').Select(stamp => $"{stamp},1.5,2.5,0.5,2,10\n");
        var (bars, file) = Read("time,open,high,low,close,volume\n" + string.Concat(rows), length);
        (bars.Count, file.BadLines, file.Layout!.Session.Phase).ShouldBe((stamps.Split(',').Length, 0, phase));
    }

    [TestMethod]
    public void Read_ManyWrongLines_CountsThemAll()
    {
        var (_, file) = Read("date,open,high,low,close\n" + string.Concat(Enumerable.Repeat("2024-02-01,x,2,1,1\n", 120)), BarInterval.OneDay);
        (file.BadLines, file.Problems.Count).ShouldBe((120, CandleFile.ProblemsShown));
    }

    private static (List<Candle> Bars, CandleFile File) Read(string content, BarInterval interval, string? map = null) =>
        Read(Encoding.UTF8.GetBytes(content), interval, map);

    private static (List<Candle> Bars, CandleFile File) Read(byte[] content, BarInterval interval, string? map = null)
    {
        using var stream = new MemoryStream(content);
        var options = new ReadOptions(interval, null, false, Now) { Map = ColumnMap.Parse(map).Value, Symbol = "BTCUSDT" };
        var file = new CandleFile(stream, options);
        return ([.. file.Read().Select(row => row.Bar)], file);
    }

    private static IEnumerable<string> Said(CandleFile file) => file.Evidence.Select(seen => seen.ToString());

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return packed.ToArray();
    }

    private static long At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
