using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.History;

/// <summary>Decides where bars open after an import: those of the file as they do, those that are made of shorter ones with the market.</summary>
/// <param name="known">Where bars were known to open.</param>
/// <param name="stored">Lengths of the bars that are stored.</param>
/// <param name="interval">Length of the file's bars.</param>
/// <param name="times">When they open, or all that are stored with them, oldest first.</param>
/// <param name="told">When the market opens by the symbol's calendar; null to go by the bars.</param>
internal sealed class SessionPlan(
    IReadOnlyDictionary<BarInterval, BarGrid> known,
    IReadOnlySet<BarInterval> stored,
    BarInterval interval,
    IReadOnlyList<long> times,
    Opening? told = null
)
{
    private readonly List<long> _days = interval <= BarInterval.OneHour ? Openings.Days(times, interval) : [];

    /// <summary>Whether the file alone cannot tell: it opens at another time of the day than what is stored.</summary>
    /// <param name="phase">How long after the grid the earliest bars of the file open.</param>
    public bool NeedsAll(long phase) =>
        interval <= BarInterval.OneHour
            ? told is null
                && stored.Any(length => length <= BarInterval.OneHour)
                && Openings.Of(_days) is { } opening
                && Made().Any(level => !IsAsGood(Of(level), opening))
            : stored.Contains(interval) && Of(interval) is var grid && (grid.Phase != phase || grid.Zone is not null);

    /// <summary>The grids that change, or <c>market.import_session</c>.</summary>
    public Result<(IReadOnlyList<BarGrid> Grids, Opening? Opening)> Decide(long phase)
    {
        if (!Own(phase).Try(out var own, out var refused))
        {
            return refused;
        }

        var changed = new List<BarGrid>();
        if (own != Of(interval))
        {
            changed.Add(own);
        }

        // What staff say goes before what bars show, where longer bars can be cut with those of the file then.
        var byCalendar = _days.Count > 0 && told is { } at && at.Grid(interval).Phase == own.Phase ? told : null;
        var opening = byCalendar ?? Openings.Of(_days);
        foreach (var level in Made())
        {
            var grid = byCalendar?.Grid(level) ?? Level(level, own, opening);
            if (grid != Of(level))
            {
                changed.Add(grid);
            }

            // What was known before may tell more than this file.
            opening = level == BarInterval.OneDay && opening is not null && byCalendar is null ? new Opening(grid.Phase, grid.Zone) : opening;
        }

        return (changed, opening);
    }

    /// <summary>Lengths of bars that are made of those of the file.</summary>
    private IEnumerable<BarInterval> Made() => RollUps.Levels.Where(level => level != interval && !stored.Contains(level));

    private BarGrid Of(BarInterval interval) => known.TryGetValue(interval, out var grid) ? grid : new BarGrid(interval);

    private Result<BarGrid> Own(long phase)
    {
        var moving = interval >= BarInterval.FourHours ? Openings.Moving(times, interval) : null;
        if (!stored.Contains(interval))
        {
            return moving ?? new BarGrid(interval, phase);
        }

        var kept = Of(interval);
        if (kept.Zone is not null && times.All(time => kept.Opens(time) == time))
        {
            return kept;
        }

        var away = Math.Abs(kept.Phase - phase);
        var isSame =
            kept.Zone is null
            && (
                away == 0
                || interval >= BarInterval.FourHours && Math.Min(away, interval.Milliseconds - away) == BarInterval.OneHour.Milliseconds && kept.Phase != 0
            );
        if (isSame || kept.Zone is not null && moving is not null)
        {
            return moving ?? kept;
        }

        return Error.Conflict(
            "market.import_session",
            $"Nothing was imported: the stored bars open {Sessions.Text(kept.Phase)} after the grid of {interval} bars{(kept.Zone is null ? "" : $" by the clocks of {kept.Zone.Id}")} and those of the file {Sessions.Text(phase)}. Import it under another symbol."
        );
    }

    private BarGrid Level(BarInterval level, BarGrid own, Opening? opening)
    {
        if (opening is { } found)
        {
            return IsAsGood(Of(level), found) ? Of(level) : found.Grid(level);
        }

        // Longer bars are cut where shorter ones are, and so that they fill still longer ones.
        var grids = stored.Where(length => length != interval).Select(Of).Append(own).OrderBy(grid => grid.Interval).ToList();
        var shorter = grids.Where(grid => grid.Interval < level).ToList();
        if (known.ContainsKey(level) && IsCutWith(shorter, Of(level)))
        {
            return Of(level);
        }

        foreach (var longer in grids.Where(grid => grid.Interval > level))
        {
            if (IsCutWith(shorter, longer))
            {
                return longer with { Interval = level, Phase = longer.Phase % level.Milliseconds };
            }
        }

        return shorter is [.., var longest] ? longest with { Interval = level } : new BarGrid(level);
    }

    private static bool IsCutWith(List<BarGrid> shorter, BarGrid longer) => shorter.All(grid => longer.Phase % grid.Interval.Milliseconds == grid.Phase);

    /// <summary>Whether the market opens with bars of a grid at least as often as at the opening that was found.</summary>
    private bool IsAsGood(BarGrid grid, Opening found) => Fitting(grid) >= Fitting(found.Grid(grid.Interval));

    private int Fitting(BarGrid grid) => _days.Count(opens => grid.Opens(opens) == opens);
}
