using System.Collections.Concurrent;
using System.Globalization;
using Ami.TestKit;
using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Market;

/// <summary>Polygon's aggregates and tickers on a port of this machine, in its wire format: every second minute, each hour and each day has a bar.</summary>
internal sealed class SimulatedPolygon : ExchangeServer
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private long _minute;
    private int _asked;

    public ManualTime Time { get; } = new(MarketHarness.Start);

    public required int PerPage { get; init; }

    public required int PerMinute { get; init; }

    /// <summary>Where next pages are; null for here.</summary>
    public string? NextHost { get; init; }

    /// <summary>What every request is answered with.</summary>
    public int Status { get; set; } = 200;

    public int Refused { get; private set; }

    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<string?> Keys { get; } = new();

    protected override Task Answer(HttpContext context)
    {
        var target = context.Request.Path + context.Request.QueryString;
        Requests.Enqueue(target);
        Keys.Enqueue(context.Request.Headers.Authorization);
        var minute = Time.GetUtcNow().ToUnixTimeMilliseconds() / 60_000;
        if (_minute != minute)
        {
            (_minute, _asked) = (minute, 0);
        }

        if (++_asked > PerMinute)
        {
            Refused++;
            return Json(context, 429, """{"status":"ERROR","error":"You've exceeded the maximum requests per minute"}""");
        }

        if (Status != 200)
        {
            return Json(context, Status, """{"status":"ERROR","error":"Unknown API Key"}""");
        }

        return target.StartsWith("/v3/reference/tickers/AAPL", StringComparison.Ordinal)
                ? Json(
                    context,
                    200,
                    """{"status":"OK","results":{"ticker":"AAPL","name":"Apple Inc.","market":"stocks","locale":"us","active":true,"currency_name":"usd"}}"""
                )
            : target.StartsWith("/v2/aggs/ticker/AAPL/", StringComparison.Ordinal) ? Json(context, 200, Aggregates(context.Request))
            : Json(context, 404, """{"status":"NOT_FOUND"}""");
    }

    private string Aggregates(HttpRequest request)
    {
        var path = $"{request.Path}".Split('/');
        var (span, to) = (path[7], long.Parse(path[9], CultureInfo.InvariantCulture));
        var from = long.Parse((string?)request.Query["cursor"] ?? path[8], CultureInfo.InvariantCulture);
        var bars = Opens(span, from, to).Take(PerPage + 1).ToList();
        var rows = bars.Take(PerPage)
            .Select(time =>
                string.Create(CultureInfo.InvariantCulture, $$"""{"v":1.2e+3,"vw":150.1,"o":150.12,"c":150.1234,"h":151.0,"l":149.99,"t":{{time}},"n":7}""")
            );
        var next =
            bars.Count > PerPage
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $",\"next_url\":\"http://{NextHost ?? Authority}/v2/aggs/ticker/AAPL/range/1/{span}/{path[8]}/{to}?cursor={bars[PerPage]}\""
                )
                : "";
        return $$"""{"ticker":"AAPL","adjusted":false,"status":"DELAYED","results":[{{string.Join(',', rows)}}]{{next}}}""";
    }

    private static IEnumerable<long> Opens(string span, long from, long to)
    {
        if (span == "day")
        {
            for (var day = DateTimeOffset.FromUnixTimeMilliseconds(from).Date.AddDays(-1); ; day = day.AddDays(1))
            {
                var opens = new DateTimeOffset(day, NewYork.GetUtcOffset(day)).ToUnixTimeMilliseconds();
                if (opens > to)
                {
                    yield break;
                }

                if (opens >= from)
                {
                    yield return opens;
                }
            }
        }

        var length = span == "hour" ? 3_600_000L : 120_000;
        for (var time = (from + length - 1) / length * length; time <= to; time += length)
        {
            yield return time;
        }
    }
}
