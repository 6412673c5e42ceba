namespace Ami.AppHost.Running;

/// <summary>All that an <see cref="Instance"/> must know to keep one process running.</summary>
/// <param name="Spec">Null for something that somebody else runs: it is watched, not started.</param>
/// <param name="IsReady">Null for a task that runs once: its end with exit code 0 is its readiness.</param>
internal sealed record Launch(LaunchSpec? Spec, Func<CancellationToken, Task<bool>>? IsReady)
{
    /// <summary>Called before every start: clears what a crash left.</summary>
    public Func<CancellationToken, Task> BeforeStart { get; init; } = _ => Task.CompletedTask;

    /// <summary>Called once it answers for the first time, before anybody who waits for it is let go.</summary>
    public Func<CancellationToken, Task> Complete { get; init; } = _ => Task.CompletedTask;
}
