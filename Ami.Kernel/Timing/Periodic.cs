namespace Ami.Kernel;

/// <summary>The one loop that does work again and again. Jobs are written with <c>AddPeriodicJob</c>, which stands on it and records what they do.</summary>
/// <param name="Every">From the end of a turn to the next; above zero.</param>
/// <param name="AfterFailure">The wait after failures in a row, in its place.</param>
public sealed record Periodic(TimeSpan Every, Backoff AfterFailure)
{
    /// <summary>Timers may be a little early, and a turn must not come before what it is there for.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMilliseconds(20);

    /// <summary>After failures the same wait, up to five seconds when they go on: a server that is back should not be waited for.</summary>
    public Periodic(TimeSpan every)
        : this(every, new Backoff(every, every > LongestByDefault ? every : LongestByDefault)) { }

    private static TimeSpan LongestByDefault => TimeSpan.FromSeconds(5);

    /// <summary>
    /// Just after each whole <see cref="Every"/> of the clock, such as each full minute, whenever the turn before ended. One that is missed is left out.
    /// </summary>
    public bool ByTheClock { get; init; }

    /// <summary>Waits at most so long for the next turn, and less when there is reason to; by default simply waits.</summary>
    public Func<TimeSpan, CancellationToken, Task>? Wait { get; init; }

    /// <summary>Does the work until cancelled, the first time at once. Whatever it throws is followed by a wait and ends nothing.</summary>
    /// <param name="work">One turn.</param>
    /// <param name="failed">Is told what a turn threw, and how many have failed in a row. Must not throw.</param>
    /// <param name="time">Whose clock and timers.</param>
    /// <param name="cancellationToken">Ends it, without an exception.</param>
    public async Task Repeat(Func<CancellationToken, Task> work, Action<Exception, int> failed, TimeProvider time, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await work(cancellationToken);
                failures = 0;
                await Pause(time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                failed(failure, ++failures);
                await Task.Delay(AfterFailure.After(failures), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task Pause(TimeProvider time, CancellationToken cancellationToken)
    {
        var wait = ByTheClock ? TimeSpan.FromTicks(Every.Ticks - time.GetUtcNow().UtcTicks % Every.Ticks) + Leeway : Every;
        return Wait is { } woken ? woken(wait, cancellationToken) : Task.Delay(wait, time, cancellationToken);
    }
}
