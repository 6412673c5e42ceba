namespace Ami.Quant.DataQuality;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; the rows can be used.</summary>
    Info,

    /// <summary>The rows are doubtful; do not train on them.</summary>
    Warning,

    /// <summary>The rows are wrong.</summary>
    Error,
}

/// <summary>Something the data doctor found.</summary>
/// <param name="Code">Stable code: one of <see cref="FindingCode"/>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="First">First row concerned, counted from 0 in the rows examined; −1 when the finding is about the whole series.</param>
/// <param name="Last">Last row concerned, inclusive; −1 when the finding is about the whole series.</param>
/// <param name="Detail">What was seen, in English, with numbers.</param>
public sealed record Finding(string Code, Severity Severity, int First, int Last, string Detail)
{
    /// <summary>True when the finding is about the series and not about rows.</summary>
    public bool IsAboutSeries => First < 0;
}

/// <summary>Codes of findings.</summary>
public static class FindingCode
{
    /// <summary>Bars are missing before this row.</summary>
    public const string Gap = "time.gap";

    /// <summary>The row repeats an earlier one.</summary>
    public const string Duplicate = "time.duplicate";

    /// <summary>Rows of one instant contradict each other.</summary>
    public const string Conflict = "time.conflict";

    /// <summary>The row is earlier than one before it.</summary>
    public const string Disorder = "time.disorder";

    /// <summary>Stamps are not at the opening of the bars: closing times, or a shifted clock.</summary>
    public const string ShiftedStamps = "time.shifted-stamps";

    /// <summary>The row's stamp is off the grid on which the others lie.</summary>
    public const string OffGrid = "time.off-grid";

    /// <summary>Prices or volume that no market can have.</summary>
    public const string Impossible = "bar.impossible";

    /// <summary>One price and no volume: the exchange was down or halted.</summary>
    public const string Frozen = "bar.frozen";

    /// <summary>The row repeats the prices and volume of the bar before.</summary>
    public const string Repeated = "bar.repeated";

    /// <summary>The bar was still forming, or stopped forming, when it was recorded.</summary>
    public const string Partial = "bar.partial";

    /// <summary>Prices with more decimals than the market quotes: computed, not traded.</summary>
    public const string ExcessPrecision = "interpolated.precision";

    /// <summary>Prices on a straight line: filled in across an outage.</summary>
    public const string LinearRun = "interpolated.linear";

    /// <summary>A price far away that came back at once: a bad print.</summary>
    public const string Spike = "outlier.spike";

    /// <summary>A move far beyond what is usual that stayed.</summary>
    public const string Jump = "outlier.jump";

    /// <summary>A stretch of prices on another level, between two jumps that take each other back: another unit, currency or contract.</summary>
    public const string Level = "outlier.level";

    /// <summary>A high or low far outside the body of the bar.</summary>
    public const string Wick = "outlier.wick";

    /// <summary>Prices multiplied by a simple fraction overnight: an unadjusted split.</summary>
    public const string Split = "outlier.split";

    /// <summary>The series looks made by a computer.</summary>
    public const string Synthetic = "series.synthetic";
}
