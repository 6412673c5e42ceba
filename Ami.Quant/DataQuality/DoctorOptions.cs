namespace Ami.Quant.DataQuality;

/// <summary>What the data doctor takes for suspicious.</summary>
public sealed record DoctorOptions
{
    /// <summary>Now, as Unix milliseconds: a last bar that has not closed by then is partial. Null judges it by its volume only.</summary>
    public long? AsOf { get; init; }

    /// <summary>Moves beyond this many robust standard deviations of the neighbourhood are outliers. Default 12.</summary>
    public double OutlierDeviations { get; init; } = 12;

    /// <summary>Wicks beyond this many times the median range of the neighbourhood are reported. Default 15.</summary>
    public double WickRanges { get; init; } = 15;

    /// <summary>A bar beside a gap or at the end with less than this share of the usual volume counts as partial. Default 0.05.</summary>
    public double PartialVolume { get; init; } = 0.05;

    /// <summary>Signs of a synthetic series, out of nine, from which it is reported. Default 2: series of real markets show one at most.</summary>
    public int SyntheticSigns { get; init; } = 2;
}
