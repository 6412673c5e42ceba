using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;

namespace Ami.Benchmarks;

/// <summary>
/// From the start of AppHost until everything is healthy: with an empty state folder (servers made, schema migrated, history written) and again on what that
/// left. The reference is what the two servers take alone.
/// </summary>
internal static class TimeToReady
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task Run()
    {
        var reference = await Time(async () => await (await EmbeddedServers.StartAsync()).DisposeAsync());
        var folder = Directory.CreateTempSubdirectory("ami-bench-").FullName;
        try
        {
            var state = Path.Combine(folder, "state");
            var cold = await Start(state);
            var warm = await Start(state);
            Console.WriteLine("Time to ready, everything built, seconds:");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the servers alone {reference:0.0}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  cold {cold:0.0}   ratio {cold / reference:0.0}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  warm {warm:0.0}   ratio {warm / reference:0.0}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Start(string state)
    {
        AppHostProcess? system = null;
        var seconds = await Time(async () => system = await AppHostProcess.StartAsync(["--no-build", "--data", state], Patience));
        await using (system)
        {
            return seconds;
        }
    }

    private static async Task<double> Time(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
