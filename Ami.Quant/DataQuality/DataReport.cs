namespace Ami.Quant.DataQuality;

/// <summary>What the data doctor found in a series, row by row.</summary>
public sealed record DataReport
{
    /// <summary>Rows examined.</summary>
    public required int Rows { get; init; }

    /// <summary>Findings by first row; those about the whole series come first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Decimals of the market's quotes as seen in the prices; null when prices share no number of decimals below nine.</summary>
    public required int? PriceDecimals { get; init; }

    /// <summary>Time from the grid of the interval (multiples since 1970) to the stamps, in milliseconds; 0 when stamps are on it.</summary>
    public required long StampOffset { get; init; }

    /// <summary>True when the market closes regularly (nights, weekends), as learned from the stamps.</summary>
    public required bool HasClosures { get; init; }

    /// <summary>Signs of a synthetic series, in words; a single one means little.</summary>
    public required IReadOnlyList<string> SyntheticSigns { get; init; }

    /// <summary>The worst severity found, or null when nothing was.</summary>
    public Severity? Worst => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);

    /// <summary>Number of findings with a code.</summary>
    /// <param name="code">One of <see cref="FindingCode"/>.</param>
    public int Count(string code) => Findings.Count(finding => finding.Code == code);

    /// <summary>Rows to train on: true where no finding of the given severity or worse concerns the row.</summary>
    /// <param name="from">Severity from which rows are left out.</param>
    /// <returns>One value per row examined.</returns>
    public bool[] Mask(Severity from = Severity.Warning)
    {
        var mask = new bool[Rows];
        Array.Fill(mask, true);
        foreach (var finding in Findings)
        {
            if (!finding.IsAboutSeries && finding.Severity >= from)
            {
                mask.AsSpan(finding.First, finding.Last - finding.First + 1).Clear();
            }
        }

        return mask;
    }
}
