namespace Ami.AppHost.Lifecycle;

/// <summary>How long to wait before a crashed process is started again: doubling, with a ceiling, forgotten after a healthy while.</summary>
internal sealed class Backoff
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(15);

    /// <summary>A process that was healthy this long crashed for a new reason.</summary>
    public static readonly TimeSpan Forgiven = TimeSpan.FromSeconds(30);

    private int _inARow;

    public TimeSpan Next(TimeSpan healthyFor)
    {
        if (healthyFor >= Forgiven)
            _inARow = 0;
        var delay = First * Math.Pow(2, Math.Min(_inARow, 16));
        _inARow++;
        return delay < Ceiling ? delay : Ceiling;
    }
}
