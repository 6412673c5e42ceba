namespace Ami.Quant.Indicators.Rolling;

/// <summary>Cuts time into sessions of equal length; days start at midnight UTC plus an offset, weeks on Monday.</summary>
internal struct SessionClock(double hours, double offsetHours)
{
    private const long MondayMidnight = 4L * 86_400_000;
    private readonly long length = (long)Math.Round(hours * 3_600_000);
    private readonly long anchor = MondayMidnight + (long)Math.Round(offsetHours * 3_600_000);
    private long session = long.MinValue;

    /// <summary>Takes a bar's time; true when it opens a new session, which the first bar does.</summary>
    public bool Advance(long time)
    {
        var ticks = time - anchor;
        var number = ticks >= 0 ? ticks / length : -((-ticks + length - 1) / length);
        if (number == session)
            return false;
        session = number;
        return true;
    }

    public void Clear() => session = long.MinValue;

    internal static ParameterSpec[] Parameters =>
    [
        new("session", new Term("Session, hours", "Sesión, horas"), 24, 1, 168),
        new("offset", new Term("Session opens at (hour UTC)", "Apertura de la sesión (hora UTC)"), 0, -24, 24, IsInteger: false),
    ];
}
