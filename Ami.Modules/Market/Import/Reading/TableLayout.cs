using Ami.Quant.Series;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>Which instant of a bar its time column names.</summary>
internal enum BarStamp
{
    /// <summary>When the bar opens.</summary>
    Open,

    /// <summary>When the bar closes, or the last instant before.</summary>
    Close,
}

/// <summary>When bars open: so long after the grid of their interval (multiples since 1970), perhaps an hour earlier or later in part of the year.</summary>
/// <param name="Phase">Milliseconds after the grid.</param>
/// <param name="Moves">Whether clocks that are put forward move it by an hour.</param>
internal readonly record struct Session(long Phase, bool Moves)
{
    private const long Hour = 3_600_000;

    // Exchanges open at full five minutes: another phase is a shifted clock.
    private const long Grain = 5 * 60_000;

    /// <summary>How far a bar that opens at an instant is from the session's phase; null when it is no bar of it.</summary>
    public long? Distance(long opens, BarInterval interval)
    {
        var away = opens - interval.Floor(opens, Phase);
        away = away > interval.Milliseconds / 2 ? away - interval.Milliseconds : away;
        return away == 0 || Moves && Math.Abs(away) == Hour ? away : null;
    }

    /// <summary>Learns the session from bars: that of more than half of them, an hour apart in part of the year, else the grid.</summary>
    public static Session Of(IReadOnlyList<long> opens, BarInterval interval)
    {
        var phases = opens.GroupBy(time => time - interval.Floor(time)).OrderByDescending(phase => phase.Count()).ToList();
        var most = phases.Count == 0 ? 0 : phases[0].Count();
        if (interval >= BarInterval.FourHours && most > 0 && phases[0].Key != 0)
        {
            most += phases.Where(phase => Math.Abs(phase.Key - phases[0].Key) == Hour).Select(phase => phase.Count()).FirstOrDefault();
        }

        var isSession = interval >= BarInterval.OneHour && most * 2 > opens.Count && phases[0].Key % Grain == 0;
        return new Session(isSession ? phases[0].Key : 0, interval >= BarInterval.FourHours && isSession && phases[0].Key != 0);
    }
}

/// <summary>Where a file keeps what and how it writes it, as the recognisers found it.</summary>
/// <param name="Separator">Between columns.</param>
/// <param name="Columns">Number of columns in every line.</param>
/// <param name="Skipped">Lines before the first bar.</param>
/// <param name="Time">Index of the time column.</param>
/// <param name="Clock">Index of the column with the time of the day; -1 when the time column has it.</param>
/// <param name="Stamp">Which instant the time column names.</param>
/// <param name="Open">Index of the first price.</param>
/// <param name="High">Index of the highest price.</param>
/// <param name="Low">Index of the lowest price.</param>
/// <param name="Close">Index of the last price.</param>
/// <param name="Volume">Index of the volume; -1 when there is none.</param>
/// <param name="CountsUnits">Whether the volume counts units of the symbol, and not money or changes of price.</param>
/// <param name="Times">How instants are written.</param>
/// <param name="Numbers">How numbers are written.</param>
internal sealed record TableLayout(
    char Separator,
    int Columns,
    int Skipped,
    int Time,
    int Clock,
    BarStamp Stamp,
    int Open,
    int High,
    int Low,
    int Close,
    int Volume,
    bool CountsUnits,
    TimeFormat Times,
    NumberFormat Numbers
)
{
    // A close may be stamped with the last instant of the bar: 00:14:59, 00:14:59.999 or 00:15:00.
    private const long StampTolerance = 1000;

    /// <summary>When bars open.</summary>
    public Session Session { get; init; }

    /// <summary>What every line says of its instrument and interval: the column, and what stands there in the first line.</summary>
    public IReadOnlyList<(int Column, string Text)> Alike { get; init; } = [];

    /// <summary>Name for people.</summary>
    public string Name => Stamp == BarStamp.Open ? "open-time" : "close-time";

    /// <summary>The opening that a stamp names, wherever it lies.</summary>
    public long Opening(long stamp, BarInterval interval)
    {
        if (Stamp == BarStamp.Open)
        {
            return stamp;
        }

        var closes = BarInterval.OneMinute.Floor(stamp + StampTolerance);
        return (Math.Abs(closes - stamp) <= StampTolerance ? closes : stamp) - interval.Milliseconds;
    }

    /// <summary>How long after the grid the earliest bars open, those of clocks that were put forward too.</summary>
    public long Phase(IReadOnlyList<long> opens, BarInterval interval)
    {
        var earliest = opens.Min(time => Session.Distance(time, interval) ?? 0);
        var phase = Session.Phase + earliest;
        return phase < 0 ? phase + interval.Milliseconds : phase % interval.Milliseconds;
    }
}
