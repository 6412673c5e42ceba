using System.Collections.Concurrent;

namespace Ami.TestKit;

/// <summary>The system's time, with timers that run out when a test says so.</summary>
public sealed class ManualTimers : TimeProvider
{
    private readonly ConcurrentDictionary<ManualTimer, (TimeSpan Due, Action Ring)> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this);
        _timers[timer] = (dueTime, () => callback(state));
        return timer;
    }

    /// <summary>Whether somebody waits for so long.</summary>
    public bool Waits(TimeSpan due) => _timers.Values.Any(timer => timer.Due == due);

    /// <summary>Lets every timer that was set to this run out; fails when there is none.</summary>
    public void Fire(TimeSpan due)
    {
        var ringing = _timers.Where(timer => timer.Value.Due == due).ToList();
        ringing.ShouldNotBeEmpty();
        foreach (var (_, (_, ring)) in ringing)
        {
            ring();
        }
    }

    private sealed class ManualTimer(ManualTimers owner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => owner._timers.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
