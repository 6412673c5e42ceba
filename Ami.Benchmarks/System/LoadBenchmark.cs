using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ami.Benchmarks;

/// <summary>
/// People who use the whole system at once, through the edge, at rising rates: what each kind of request takes, and the highest rate that is answered well
/// beside the rate of a static endpoint in the same run.
/// </summary>
internal static class LoadBenchmark
{
    private const double GoodMilliseconds = 100;
    private const double GoodFailures = 0.001;
    private const int Callers = 32;
    private const int CalmRate = 50;
    private static readonly TimeSpan CalmLength = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan StaticLength = TimeSpan.FromSeconds(3);

    public static async Task Run(LoadOptions options)
    {
        await using var system = await LoadSystem.Open(options.State);
        var users = await system.SignUp(options.Users);
        var symbols = await system.Symbols(users[0]);
        await using var streams = await LoadStreams.Open(system.Edge, users, symbols, options.Streams);
        Console.WriteLine(
            $"{users.Length} people with quotas lifted, {options.Streams} price streams, {symbols.Count} symbols; no sign-ins. Answers' times count from when their request was due."
        );
        // Processes compile what they run while they run it, twice: the first minute says how they start.
        await new LoadRun(system.Client, new LoadMix(symbols), users, options.Rates.Min()).Go(TimeSpan.Zero, FirstWarmUp, () => { });
        var best = 0.0;
        foreach (var rate in options.Rates)
        {
            streams.Report();
            var run = new LoadRun(system.Client, new LoadMix(symbols), users, rate);
            LoadProcesses? before = null;
            await run.Go(options.WarmUp, options.Length, () => before = LoadProcesses.Read(system.Run));
            var after = LoadProcesses.Read(system.Run);
            var good = Print(run, rate, options.Length);
            if (before is not null)
            {
                foreach (var line in after.Since(before))
                {
                    Console.WriteLine("    " + line);
                }
            }

            Console.WriteLine($"    {streams.Report()}");
            Console.WriteLine("    " + await LoadFills.Since(system.Run, options.Length));
            if (good)
            {
                best = Math.Max(best, run.Answers.Count / options.Length.TotalSeconds);
            }
        }

        var calm = new LoadRun(system.Client, new LoadMix(symbols), users, CalmRate);
        await calm.Go(TimeSpan.Zero, CalmLength, () => { });
        var slowest = calm.Answers.GroupBy(answer => answer.Second).OrderBy(second => second.Key).Select(second => second.Max(answer => answer.Milliseconds));
        Line(
            $"at once afterwards, {CalmRate}/s: slowest answer of each second {string.Join(' ', slowest.Select(time => Math.Round(time)))} ms, {calm.Answers.Count(answer => answer.Failure is not null)} of {calm.Answers.Count} failed"
        );
        var reference = await Static(system.Edge);
        Line($"static JSON of /api/version through the edge, {Callers} connections: {reference:0}/s; past it, from one API: {await Static(system.Api):0}/s");
        Line(
            $"highest rate with p95 under {GoodMilliseconds} ms and failures under {GoodFailures:0.0 %}: {best:0}/s   ratio to the static endpoint through the edge {best / reference:0.000}"
        );
    }

    /// <returns>Whether it was good enough.</returns>
    private static bool Print(LoadRun run, int rate, TimeSpan length)
    {
        var answers = run.Answers;
        var failed = answers.Count(answer => answer.Failure is not null) + run.NotSent;
        var asked = answers.Count + run.NotSent;
        Line(
            $"  {rate}/s: {answers.Count / length.TotalSeconds:0}/s answered, {failed} of {asked} failed, {run.NotSent} not sent because too many were under way"
        );
        Line(FormattableStringFactory.Create("    {0,-16}{1,8}{2,9}{3,9}{4,9}{5,9}   milliseconds", "", "count", "p50", "p95", "p99", "slowest"));
        foreach (var kind in answers.GroupBy(answer => answer.Kind).OrderBy(kind => kind.Key))
        {
            Row(kind.Key.ToString(), kind);
        }

        var p95 = Row("all", answers);
        Line(
            $"    good answers per second: {string.Join(' ', answers.Where(answer => answer.Failure is null).GroupBy(answer => answer.Second).OrderBy(second => second.Key).Select(second => second.Count()))}"
        );
        foreach (var failure in answers.Where(answer => answer.Failure is not null).GroupBy(answer => (answer.Kind, answer.Failure)))
        {
            Line($"    {failure.Key.Kind}: {failure.Key.Failure} × {failure.Count()}");
        }

        return p95 < GoodMilliseconds && failed < GoodFailures * asked;
    }

    /// <returns>The 95th percentile.</returns>
    private static double Row(string name, IEnumerable<LoadAnswer> answers)
    {
        var times = answers.Select(answer => answer.Milliseconds).Order().ToList();
        if (times.Count == 0)
        {
            return double.PositiveInfinity;
        }

        double At(double share) => times[(int)Math.Min(times.Count - 1, times.Count * share)];
        Line(
            FormattableStringFactory.Create("    {0,-16}{1,8}{2,9:0.0}{3,9:0.0}{4,9:0.0}{5,9:0.0}", name, times.Count, At(0.5), At(0.95), At(0.99), times[^1])
        );
        return At(0.95);
    }

    private static async Task<double> Static(Uri address)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => RawConnection.Open(address, "/api/version", null)));
        var rate = 0.0;
        // Twice: the first time compiles.
        for (var round = 0; round < 2; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var counts = await Task.WhenAll(
                connections.Select(async connection =>
                {
                    var count = 0;
                    for (; Stopwatch.GetElapsedTime(started) < StaticLength; count++)
                    {
                        await connection.Send();
                    }

                    return count;
                })
            );
            rate = counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return rate;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
