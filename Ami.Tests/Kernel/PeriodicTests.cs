using Ami.TestKit;

namespace Ami.Tests.Kernel;

/// <summary>The one loop: nothing that its work throws ends it.</summary>
[TestClass]
public sealed class PeriodicTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [TestMethod]
    public void After_FailuresInARow_DoublesUpToTheLongest()
    {
        var backoff = new Backoff(Second, TimeSpan.FromMinutes(1));
        new[] { 1, 2, 5, 7, 1_000 }.Select(failures => backoff.After(failures).TotalSeconds).ShouldBe([1, 2, 16, 60, 60]);
    }

    [TestMethod]
    public async Task Repeat_WorkThrows_WaitsLongerEachTimeUntilItSucceeds()
    {
        var (timers, turns, told) = (new ManualTimers(), 0, new List<int>());
        using var stop = new CancellationTokenSource();
        var repeating = new Periodic(Second * 7, new Backoff(Second, Second * 3)).Repeat(
            _ =>
                ++turns switch
                {
                    // Not everything that is asynchronous throws asynchronously, and not every cancellation is this loop's.
                    1 => throw new InvalidOperationException("at once"),
                    2 => Task.FromException(new OperationCanceledException("of something else")),
                    3 => Task.FromException(new TimeoutException()),
                    5 => Task.FromException(new TimeoutException()),
                    _ => Task.CompletedTask,
                },
            (_, failures) => told.Add(failures),
            timers,
            stop.Token
        );
        foreach (var wait in new[] { 1, 2, 3, 7, 1, 7 })
        {
            timers.Fire(Second * wait);
        }

        await stop.CancelAsync();
        await repeating;
        turns.ShouldBe(7);
        told.ShouldBe([1, 2, 3, 1]);
    }

    [TestMethod]
    public async Task Repeat_WaitFails_IsAFailureLikeAnother()
    {
        var (timers, told) = (new ManualTimers(), new List<Exception>());
        using var stop = new CancellationTokenSource();
        var repeating = new Periodic(Second) { Wait = (_, _) => throw new ObjectDisposedException("wake") }.Repeat(
            _ => Task.CompletedTask,
            (failure, _) => told.Add(failure),
            timers,
            stop.Token
        );
        timers.Fire(Second);
        await stop.CancelAsync();
        await repeating;
        told.Count.ShouldBe(2);
        told.ShouldAllBe(failure => failure is ObjectDisposedException);
    }

    [TestMethod]
    [DataRow("12:00:30.100", 29_920)]
    [DataRow("12:00:59.999", 21)]
    [DataRow("12:01:00.000", 60_020)]
    public async Task Repeat_ByTheClock_WaitsUntilJustAfterTheNextWhole(string now, int milliseconds)
    {
        var (time, waits) = (
            new ManualTime(DateTimeOffset.Parse($"2026-03-02T{now}Z", System.Globalization.CultureInfo.InvariantCulture)),
            new List<TimeSpan>()
        );
        using var stop = new CancellationTokenSource();
        var periodic = new Periodic(TimeSpan.FromMinutes(1))
        {
            ByTheClock = true,
            Wait = (atMost, _) =>
            {
                waits.Add(atMost);
                return stop.CancelAsync();
            },
        };
        await periodic.Repeat(_ => Task.CompletedTask, (failure, _) => Assert.Fail(failure.Message), time, stop.Token);
        waits.ShouldBe([TimeSpan.FromMilliseconds(milliseconds)]);
    }
}
