using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Running;

namespace Ami.Benchmarks;

/// <summary>
/// Kills every process that serves people, with -9 and at once, while they work: when each kind of request is answered again, counted from the moment in which all
/// processes run again, and how long the longest call took after that.
/// </summary>
internal static class RecoveryBenchmark
{
    private const int People = 20;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(30);
    private static readonly string[] Killed = ["api", "silo", "postgres", "redis"];

    /// <summary>Prints a line for each kind. Takes about two minutes.</summary>
    public static async Task Run()
    {
        await using var system = await LoadSystem.Open(null);
        var users = await system.SignUp(People);
        var mix = new LoadMix(await system.Symbols(users[0]));
        var calls = new ConcurrentQueue<Call>();
        using var stop = new CancellationTokenSource();
        var people = users.Select(user => Work(system.Client, mix, user, calls, stop.Token)).ToArray();
        await Task.Delay(Before, CancellationToken.None);

        var victims = system.Run.Processes.Where(process => Killed.Contains(process.Resource) && process.Pid is not null).ToList();
        var killedAt = Stopwatch.GetTimestamp();
        victims.ForEach(victim => Process.GetProcessById(victim.Pid ?? 0).Kill());
        while (!AreReplaced(system.Run, victims))
        {
            await Task.Delay(100, CancellationToken.None);
        }

        var backAt = Stopwatch.GetTimestamp();
        await Task.Delay(Afterwards, CancellationToken.None);
        await stop.CancelAsync();
        await Task.WhenAll(people);

        Print(
            $"{victims.Count} processes killed with {People} people at work; all run again after {Stopwatch.GetElapsedTime(killedAt, backAt).TotalSeconds:0.0} s"
        );
        Print($"{"", -18} first answer after that   longest call begun after that");
        foreach (var kind in calls.GroupBy(call => call.Kind).OrderBy(kind => kind.Key))
        {
            var first = kind.Where(call => call.IsAnswered && call.EndedAt > killedAt).Min(call => (long?)call.EndedAt);
            var longest = kind.Where(call => call.BeganAt > backAt).Select(call => call.Took.TotalSeconds).DefaultIfEmpty().Max();
            Print($"{kind.Key, -18} {(first is { } at ? Since(backAt, at).ToString("0.0 s", CultureInfo.InvariantCulture) : "never"), -25} {longest:0.0} s");
        }
    }

    private static async Task Work(HttpClient client, LoadMix mix, LoadUser user, ConcurrentQueue<Call> calls, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (kind, request, _) = mix.Next(user);
            var beganAt = Stopwatch.GetTimestamp();
            var isAnswered = false;
            try
            {
                using (request)
                {
                    using var answer = await client.SendAsync(request, stop);
                    isAnswered = answer.IsSuccessStatusCode;
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // Nobody answered: that is what is counted.
                isAnswered = false;
            }

            calls.Enqueue(new(kind, beganAt, Stopwatch.GetTimestamp(), isAnswered));
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static bool AreReplaced(RunFile run, List<RunFile.Process> victims) =>
        victims.TrueForAll(victim =>
            run.Processes.Any(process => process.Name == victim.Name && process.Pid is not null && process.Pid != victim.Pid && process.State == "healthy")
        );

    /// <summary>Below zero: it was answered by those that were back before the others.</summary>
    private static double Since(long from, long to) => (to - from) / (double)Stopwatch.Frequency;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Call(LoadKind Kind, long BeganAt, long EndedAt, bool IsAnswered)
    {
        public TimeSpan Took => Stopwatch.GetElapsedTime(BeganAt, EndedAt);
    }
}
