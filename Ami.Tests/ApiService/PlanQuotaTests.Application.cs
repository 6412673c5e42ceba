using System.Net;
using Ami.Modules.Identity.Contracts;

namespace Ami.Tests.ApiService;

/// <summary>What does not count, or counts otherwise: the table is there for excess and for programs.</summary>
public sealed partial class PlanQuotaTests
{
    [TestMethod]
    public async Task Application_UsedAsIntended_NeverMeetsAQuota()
    {
        var (client, _) = await Subscriber(Plan.Free);
        // Three symbols, six intervals of each, further back twice; and the own account again after every fill.
        foreach (var symbol in Symbols)
        {
            await Use(client, $"/api/trading/symbols/{symbol}", 1);
            foreach (var interval in (string[])["1m", "5m", "15m", "1h", "4h", "1d"])
            {
                using var chart = await client.GetAsync($"/api/trading/chart/{symbol}?interval={interval}");
                chart.StatusCode.ShouldBe(HttpStatusCode.OK);
                await Use(client, $"/api/trading/chart/{symbol}?interval={interval}&to=2026-01-01T00:00:00Z", 1);
            }
        }

        await Use(client, "/api/trading/paper/overview", 60);
        await Use(client, "/api/trading/chart/QUOTA-A?interval=1m", 10);
        using var program = await client.GetAsync("/api/trading/chart/QUOTA-A?interval=1m");
        program.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "asking again and again for the same is what programs do");
    }

    [TestMethod]
    public async Task Reads_FarBeyondWhatAPersonLooksAt_AreRefused()
    {
        var (client, _) = await Subscriber(Plan.Free);
        await Use(client, "/api/trading/paper/accounts", 200);
        using var refused = await client.GetAsync("/api/trading/paper/accounts");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Header(refused, "RateLimit-Policy").ShouldBe("\"trading-reads\";q=200;w=60");
    }

    [TestMethod]
    [DataRow("/api/trading/chart/QUOTA-A?interval=1h", 200, HttpStatusCode.TooManyRequests)]
    [DataRow("/api/trading/chart/QUOTA-NONE?interval=1h", 0, HttpStatusCode.NotFound)]
    public async Task Read_ThatWasNotDelivered_IsNoRepeatTheNextTime(string chart, int readsBefore, HttpStatusCode status)
    {
        var (client, _) = await Subscriber(Plan.Free);
        await Use(client, "/api/trading/paper/accounts", readsBefore);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await client.GetAsync(chart);
            answer.StatusCode.ShouldBe(status);
            Header(answer, "RateLimit-Policy").ShouldBe("\"trading-reads\";q=200;w=60");
        }
    }

    [TestMethod]
    public async Task Unmodified_IsFree()
    {
        var (client, _) = await Subscriber(Plan.Free);
        const string chart = "/api/trading/chart/QUOTA-A?interval=1h&to=2026-01-01T00:00:00Z";
        using var first = await client.GetAsync(chart);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        for (var i = 0; i < 15; i++)
        {
            using var again = await client.GetAsync(chart);
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            Header(again, "RateLimit-Remaining").ShouldBe("10");
        }
    }
}
