using System.Text;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.Series;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Market;

[TestClass]
public sealed class CandleFileTests
{
    private static readonly long Now = Time("2026-01-01T00:00:00Z");

    [TestMethod]
    public void Read_OpenTimeLayout_TakesStampsAsTheyAre()
    {
        var (bars, file) = Read(
            BarInterval.OneHour,
            "open_time,open,high,low,close,volume\n2020-10-07 18:00:00,10639.01,10667.43,10631.44,10664.11,1483.03011\n"
        );
        bars.ShouldBe([(2, new Candle(Time("2020-10-07T18:00:00Z"), 10639.01m, 10667.43m, 10631.44m, 10664.11m, 1483.03011m))]);
        (file.PriceDigits, file.QuantityDigits, file.BadLines).ShouldBe((2, 5, 0));
    }

    [TestMethod]
    [DataRow("2024-01-01 00:14:59.999000+01:00", "2023-12-31T23:00:00Z")]
    [DataRow("2024-07-01 00:14:59.999000+02:00", "2024-06-30T22:00:00Z")]
    [DataRow("2024-01-01 00:15:00+00:00", "2024-01-01T00:00:00Z")]
    [DataRow("1704067199999", "2023-12-31T23:45:00Z")]
    public void Read_CloseTimeLayout_MovesStampsToTheOpening(string stamp, string opens)
    {
        var (bars, _) = Read(
            BarInterval.FifteenMinutes,
            $"open,high,low,close,volume,quote_volume,trades,close_datetime\n42257.89,42345.65,42196.61,42230.13,637.99923,26973485.6,20478,{stamp}\n"
        );
        bars.Single().Bar.Time.ShouldBe(Time(opens));
    }

    [TestMethod]
    public void Read_DateLayoutWithoutVolume_IsAccepted() =>
        Read(BarInterval.OneDay, "Date;Open;High;Low;Close\r\n2021-03-31;121.65;123.54;121.15;122.15\r\n")
            .Bars.Single()
            .ShouldBe((2, new Candle(Time("2021-03-31T00:00:00Z"), 121.65m, 123.54m, 121.15m, 122.15m, 0)));

    [TestMethod]
    [DataRow("2024-01-01 00:00:00,1,2,0.5", "has 4 columns instead of 6")]
    [DataRow("2024-01-01 00:00:00,1,2,0.5,1,1,1", "has more than 6 columns")]
    [DataRow("yesterday,1,2,0.5,1,1", "'yesterday' is not a time")]
    [DataRow("2024-01-01 00:30:00,1,2,0.5,1,1", "does not lie on the grid of 1h bars")]
    [DataRow("2024-01-01 00:00:00,1,x,0.5,1,1", "high 'x' is not a number")]
    [DataRow("2024-01-01 00:00:00,1,2,3,1,1", "high is below low")]
    [DataRow("2024-01-01 00:00:00,5,2,0.5,1,1", "open is outside low and high")]
    [DataRow("2024-01-01 00:00:00,1,2,0.5,5,1", "close is outside low and high")]
    [DataRow("2024-01-01 00:00:00,1,2,0,1,1", "greater than zero")]
    [DataRow("2024-01-01 00:00:00,1,2,0.5,1,-1", "volume is negative")]
    [DataRow("2031-01-01 00:00:00,1,2,0.5,1,1", "in the future")]
    public void Read_LineThatIsNoBar_IsNamedWithNumberAndReason(string line, string reason)
    {
        var (bars, file) = Read(BarInterval.OneHour, $"open_time,open,high,low,close,volume\n2023-12-31 00:00:00,1,2,0.5,1,1\n{line}\n");
        bars.Count.ShouldBe(1);
        file.Problems.Single().ShouldStartWith("line 3: ");
        file.Problems[0].ShouldContain(reason);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("19980102,0.8613657,0.00892857,1\n20000620,0.8613657,0.00892857,101\n")]
    [DataRow("{\"a\":1}")]
    [DataRow("id,name\n1,x\n")]
    public void Read_AnotherKindOfFile_IsRefusedAtItsFirstLine(string content)
    {
        var (bars, file) = Read(BarInterval.OneHour, content);
        bars.ShouldBeEmpty();
        file.Problems.Single().ShouldStartWith("line 1: ");
    }

    [TestMethod]
    public void Read_CutOffInALine_IsRefusedUnlessAccepted()
    {
        const string cut = "open_time,open,high,low,close,volume\n2023-12-31 00:00:00,1,2,0.5,1,1\n2023-12-31 01:00:00,1,2,0.5,1,14";
        var (bars, file) = Read(BarInterval.OneHour, cut);
        bars.Count.ShouldBe(1);
        file.Problems.Single().ShouldStartWith("line 3: the file ends in the middle of this line");
        Read(BarInterval.OneHour, cut, acceptOpenEnd: true).Bars.Count.ShouldBe(2);
    }

    [TestMethod]
    public void Read_BarThatIsNotOver_IsLeftOut()
    {
        var (bars, file) = Read(BarInterval.OneDay, "date,open,high,low,close,volume\n2025-12-31,1,2,0.5,1,1\n2026-01-01,1,2,0.5,1,1\n");
        (bars.Count, file.Unfinished, file.BadLines).ShouldBe((1, 1, 0));
    }

    [TestMethod]
    public void Read_EndlessLine_StopsEarly()
    {
        using var endless = new EndlessStream();
        var file = new CandleFile(endless, new ReadOptions(BarInterval.OneHour, null, false, Now));
        file.Read().ShouldBeEmpty();
        file.Problems.Single().ShouldContain("longer than");
        endless.BytesRead.ShouldBeLessThan(1 << 20);
    }

    [TestMethod]
    [DataRow("date,open,high,low,close\n31/12/23,1,1,1,1\n01/01/24,1,1,1,1\n", "2 dates have two digits of the year and were read as years from 1970 to 2069")]
    [DataRow("date,open,high,low,close\n31-Dec-70,1,1,1,1\n", "1 dates have two digits of the year")]
    [DataRow(
        "time,open,high,low,close\n-86400,1,1,1,1\n0,1,1,1,1\n86400,1,1,1,1\n315532800,1,1,1,1\n-172800,1,1,1,1\n",
        "2 times have fewer than nine digits and were read as counts since 1970"
    )]
    public void Read_TimesThatCouldBeOthers_AreSaid(string content, string line)
    {
        var (bars, file) = Read(BarInterval.OneDay, content);
        bars.ShouldNotBeEmpty(string.Join('\n', file.Problems));
        file.Evidence.ShouldContain(said => said.ToString().Contains(line, StringComparison.Ordinal));
    }

    [TestMethod]
    public void Read_ArbitraryBytes_NeverThrowsAndOnlyYieldsPossibleBars() =>
        Prop.ForAll(
                Contents().ToArbitrary(),
                bytes =>
                {
                    using var stream = new MemoryStream(bytes);
                    var file = new CandleFile(stream, new ReadOptions(BarInterval.OneHour, null, false, Now));
                    foreach (var (line, bar) in file.Read())
                    {
                        line.ShouldBeGreaterThan(1);
                        bar.IsPossible.ShouldBeTrue();
                        (bar.Time % 3_600_000).ShouldBe(0);
                        bar.Time.ShouldBeLessThan(Now);
                    }

                    (file.BadLines > 0 || file.Layout is not null).ShouldBeTrue();
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Raw bytes, and tables whose cells are plausible, broken or rubbish.</summary>
    private static Gen<byte[]> Contents()
    {
        var cell = Gen.OneOf(
            Gen.Elements(
                "2023-01-01 00:00:00",
                "2023-01-01",
                "1704067200",
                "9999999999999999999",
                "1",
                "2.5",
                "0",
                "-1",
                "1e300",
                "1e-30",
                "NaN",
                "\"3\"",
                "",
                "\0",
                "é",
                "\r",
                "79228162514264337593543950335"
            ),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? string.Empty)
        );
        var line = cell.ArrayOf().Select(cells => string.Join(',', cells));
        var table = line.ArrayOf().Select(lines => Encoding.UTF8.GetBytes("open_time,open,high,low,close,volume\n" + string.Join('\n', lines)));
        return Gen.OneOf(table, ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => bytes ?? []));
    }

    private static (List<(int Line, Candle Bar)> Bars, CandleFile File) Read(BarInterval interval, string content, bool acceptOpenEnd = false)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var file = new CandleFile(stream, new ReadOptions(interval, null, acceptOpenEnd, Now));
        return ([.. file.Read()], file);
    }

    private static long Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private sealed class EndlessStream : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => BytesRead;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            BytesRead += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
