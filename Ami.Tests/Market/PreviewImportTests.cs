using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ami.Modules.Market;
using Ami.Modules.Market.Import;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>How a file would be read, told before it is imported.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class PreviewImportTests : StaffedApiTests<PreviewImportTests>
{
    private const string Hours = "open_time,open,high,low,close,volume\n";

    [TestMethod]
    public async Task Preview_KnownTitles_TellsColumnsBarsAndTheirInterval()
    {
        var seen = await Preview("", Hours + Lines(20, TimeSpan.FromHours(4)));
        (seen.Interval, seen.Refused).ShouldBe(("4h", null));
        seen.Columns.ShouldBe(new PreviewColumns(0, null, 1, 2, 3, 4, 5));
        seen.Titles.ShouldBe(["open_time", "open", "high", "low", "close", "volume"]);
        seen.Rows.Count.ShouldBe(8);
        seen.Rows[0].ShouldBe(["2024-02-01 00:00:00", "100.25", "101.5", "99", "100.75", "1.125"]);
        seen.Bars[1].ShouldBe(new PreviewBar(new DateTimeOffset(2024, 2, 1, 4, 0, 0, TimeSpan.Zero), 100.25m, 101.5m, 99, 100.75m, 1.125m));
        seen.Recognised.Select(one => one.Code).ShouldContain("volume.units");
    }

    [TestMethod]
    public async Task Preview_NothingIsKnown_ShowsTheRowsToMapAndReadsThemSo()
    {
        const string text = "2024-02-01,7,4,1,3,2\n2024-02-02,7,4,1,3,2\n";
        var asked = await Preview("", text);
        (asked.Refused?.Code, asked.Columns, asked.Bars.Count).ShouldBe(("market.import_not_candles", null, 0));
        asked.Titles.ShouldBeEmpty();
        asked.Rows[0].ShouldBe(["2024-02-01", "7", "4", "1", "3", "2"]);

        var mapped = await Preview("?map=" + Uri.EscapeDataString("time=1,open=6,high=3,low=4,close=5,volume=2"), text);
        (mapped.Refused, mapped.Interval, mapped.Bars[0]).ShouldBe(
            (null, "1d", new PreviewBar(new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero), 2, 4, 1, 3, 7))
        );
    }

    [TestMethod]
    public async Task Preview_TitlesAreOtherWords_ShowsThemAsTheFirstRow()
    {
        var asked = await Preview("", "wann;auf;hoch;tief;zu;menge\n2024-02-01;1;2;1;2;5\n");
        asked.Refused.ShouldNotBeNull();
        asked.Rows[0].ShouldBe(["wann", "auf", "hoch", "tief", "zu", "menge"]);
    }

    [TestMethod]
    public async Task Preview_DaysOfASession_AreDaysWhateverClocksDo()
    {
        var text = new StringBuilder("Datetime,Open,High,Low,Close,Volume\n");
        for (var day = new DateTimeOffset(2024, 3, 4, 14, 30, 0, TimeSpan.Zero); day.Month < 4; day = day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1))
        {
            text.Append(CultureInfo.InvariantCulture, $"{(day.Day >= 10 ? day.AddHours(-1) : day):yyyy-MM-dd HH:mm:ss+00:00},1,2,1,2,5\n");
        }

        (await Preview("", text.ToString())).Interval.ShouldBe("1d");
    }

    [TestMethod]
    public async Task Preview_LengthThatIsNotStored_IsNotGuessed()
    {
        (await Preview("", Hours + Lines(20, TimeSpan.FromHours(2)))).Interval.ShouldBeNull();
        var one = await Preview("", Hours + Lines(1, TimeSpan.FromHours(1)));
        (one.Interval, one.Bars.Count).ShouldBe((null, 1));
    }

    [TestMethod]
    public async Task Preview_ColumnNamesTheInterval_IsReadSoAndRefusedForAnother()
    {
        var text =
            "interval,open_time,open,high,low,close\n"
            + string.Concat(Lines(9, TimeSpan.FromHours(4)).Split('\n')[..9].Select(line => $"4h,{line[..line.LastIndexOf(',')]}\n"));
        var seen = await Preview("", text);
        (seen.Interval, seen.Refused, seen.Bars.Count).ShouldBe(("4h", null, 8));
        (await Preview("?interval=1h", text)).Refused?.Code.ShouldBe("market.import_interval");
    }

    [TestMethod]
    public async Task Preview_WhatIsNotTold_SaysWhetherMoreLinesCould()
    {
        var dates = await Preview("?part=true", "Date,Open,High,Low,Close\n01/02/2024,1,2,1,2\n02/02/2024,1,2,1,2\n");
        (dates.Refused?.Code, dates.WantsMore).ShouldBe(("market.import_ambiguous", true));
        var volume = await Preview("?part=true", "Date,Open,High,Low,Close,Vol XYZ\n2024-02-01,1,2,1,2,5\n");
        (volume.Refused?.Code, volume.WantsMore).ShouldBe(("market.import_ambiguous", false));
    }

    [TestMethod]
    public async Task Preview_BeginningOfAFile_DoesNotMindThatItsLastLineIsCut()
    {
        var cut = Hours + Lines(3, TimeSpan.FromHours(1)) + "2024-02-01 03:00:00,10";
        (await Preview("?part=true&interval=1h", cut)).Bars.Count.ShouldBe(3);
        var whole = Hours + Lines(2, TimeSpan.FromHours(1)).TrimEnd();
        (await Preview("?interval=1h", whole)).Problems.ShouldHaveSingleItem().ShouldContain("cut off");
        (await Preview("?interval=1h&acceptOpenEnd=true", whole)).Problems.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Preview_PackedFile_IsReadAsItsTable()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Hours + Lines(5, TimeSpan.FromHours(1))));
        }

        using var answer = await Send("", packed.ToArray());
        (await answer.Read<ImportPreview>()).Bars.Count.ShouldBe(5);
    }

    [TestMethod]
    [DataRow("?interval=7h", "a", "market.interval_unknown")]
    [DataRow("?map=colour%3Dred", "a", "market.map_malformed")]
    [DataRow("", "", "market.file_missing")]
    public async Task Preview_WhatIsAskedIsWrong_IsRefused(string query, string text, string code)
    {
        using var refused = await Send(query, Encoding.UTF8.GetBytes(text));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain($"\"{code}\"");
    }

    [TestMethod]
    public async Task Preview_Rubbish_IsToldAsNoTable()
    {
        var random = new Random(7);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            using var answer = await Send("", bytes);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var seen = await answer.Read<ImportPreview>();
            (seen.Columns, seen.Bars.Count).ShouldBe((null, 0));
            (seen.Refused is not null || seen.Problems.Count > 0).ShouldBeTrue();
        }
    }

    private static async Task<ImportPreview> Preview(string query, string text)
    {
        using var answer = await Send(query, Encoding.UTF8.GetBytes(text));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Read<ImportPreview>();
    }

    private static async Task<HttpResponseMessage> Send(string query, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        return await Admin.Client.PostAsync("/api/admin/market/imports/preview" + query, content);
    }

    private static string Lines(int count, TimeSpan apart) =>
        string.Concat(
            Enumerable
                .Range(0, count)
                .Select(i => $"{new DateTime(2024, 2, 1, 0, 0, 0, DateTimeKind.Utc) + (i * apart):yyyy-MM-dd HH:mm:ss},100.25,101.5,99,100.75,1.125\n")
        );
}
