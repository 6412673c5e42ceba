namespace Ami.AppHost.Lifecycle;

/// <summary>How long to wait before a crashed process is started again; its crashes are forgotten after a healthy while.</summary>
internal sealed class RestartDelay
{
    public static readonly Backoff Backoff = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15));

    /// <summary>A process that was healthy this long crashed for a new reason.</summary>
    public static readonly TimeSpan Forgiven = TimeSpan.FromSeconds(30);

    private int _inARow;

    public TimeSpan Next(TimeSpan healthyFor)
    {
        _inARow = healthyFor >= Forgiven ? 1 : _inARow + 1;
        return Backoff.After(_inARow);
    }
}
