namespace Ami.Quant.Indicators.Rolling;

/// <summary>Cuts time into sessions of equal length; days start at midnight UTC plus an offset, weeks on Monday.</summary>
internal struct SessionClock(double hours, double offsetHours)
{
    private const long MondayMidnight = 4L * 86_400_000;
    private readonly long _length = (long)Math.Round(hours * 3_600_000);
    private readonly long _anchor = MondayMidnight + (long)Math.Round(offsetHours * 3_600_000);
    private long _session = long.MinValue;

    /// <summary>Length of a session.</summary>
    public readonly TimeSpan Length => TimeSpan.FromMilliseconds(_length);

    /// <summary>Takes a bar's time; true when it opens a new session, which the first bar does.</summary>
    public bool Advance(long time)
    {
        var ticks = time - _anchor;
        var number = ticks >= 0 ? ticks / _length : -((-ticks + _length - 1) / _length);
        if (number == _session)
        {
            return false;
        }

        _session = number;
        return true;
    }

    public void Clear() => _session = long.MinValue;

    internal static ParameterSpec[] Parameters =>
        [
            new("session", new Term("Session, hours", "Sesión, horas"), 24, 1, 168),
            new("offset", new Term("Session opens at (hour UTC)", "Apertura de la sesión (hora UTC)"), 0, -24, 24, IsInteger: false),
        ];
}
