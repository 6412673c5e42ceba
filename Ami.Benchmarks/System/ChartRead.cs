using System.Diagnostics;
using System.Globalization;

namespace Ami.Benchmarks;

/// <summary>
/// The chart of a symbol, 500 one-hour bars, signed in and with a live price that ticks four times a second, against the static JSON of <c>/api/version</c>,
/// anonymous, in the same process. Rounds alternate.
/// </summary>
internal static class ChartRead
{
    private const int Callers = 32;
    private const int Rounds = 5;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(2);

    public static async Task Run()
    {
        await using var api = await RunningApi.Start();
        await using var feed = await BenchFeed.Start(api, TimeSpan.FromMilliseconds(250));
        var token = (await api.SignUp(0)).ToString();
        var address = api.Client.BaseAddress!;
        var statics = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => RawConnection.Open(address, "/api/version", null)));
        var charts = await Task.WhenAll(
            Enumerable.Range(0, Callers).Select(_ => RawConnection.Open(address, $"/api/trading/chart/{BenchFeed.Symbol}?interval=1h&limit=500", token))
        );
        Console.WriteLine($"Chart read, {Callers} connections, {await charts[0].Send()} bytes against {await statics[0].Send()}, requests per second:");
        var ratios = new List<double>();
        for (var round = -1; round < Rounds; round++)
        {
            var reference = await Measure(statics);
            var chart = await Measure(charts);
            if (round < 0)
            {
                continue;
            }

            ratios.Add(chart / reference);
            Console.WriteLine(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "  round {0}  static {1,7:0}   chart {2,7:0}   ratio {3:0.00}",
                    round + 1,
                    reference,
                    chart,
                    chart / reference
                )
            );
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  median ratio {ratios[Rounds / 2]:0.00} (at least 0.25 is wanted)"));
        foreach (var connection in statics.Concat(charts))
        {
            connection.Dispose();
        }
    }

    private static async Task<double> Measure(RawConnection[] connections)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            connections.Select(async connection =>
            {
                var count = 0;
                for (; Stopwatch.GetElapsedTime(started) < RoundLength; count++)
                {
                    await connection.Send();
                }

                return count;
            })
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
