using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Layouts;

/// <summary>How a chart draws its bars.</summary>
public enum LayoutChartType
{
    /// <summary>Candles.</summary>
    Candles,

    /// <summary>Candles that are hollow where the price rose.</summary>
    Hollow,

    /// <summary>Bars with ticks to the sides.</summary>
    Bars,

    /// <summary>A line through the closes.</summary>
    Line,

    /// <summary>The same with what lies below it.</summary>
    Area,

    /// <summary>Averaged candles.</summary>
    HeikinAshi,
}

/// <summary>What the scale of prices measures.</summary>
public enum LayoutScale
{
    /// <summary>Prices.</summary>
    Normal,

    /// <summary>Their logarithms.</summary>
    Log,

    /// <summary>Change since the first bar in sight.</summary>
    Percent,
}

/// <summary>An indicator on a chart.</summary>
/// <param name="Key">Tells two of a kind apart.</param>
/// <param name="Indicator">Its id in the catalogue.</param>
/// <param name="Parameters">Those that differ from the default.</param>
/// <param name="Colors">Names of colours, one for each output.</param>
/// <param name="IsHidden">Whether it is not shown.</param>
public sealed record LayoutIndicator(
    string Key,
    string Indicator,
    IReadOnlyDictionary<string, decimal> Parameters,
    IReadOnlyList<string> Colors,
    bool IsHidden = false
);

/// <summary>One chart.</summary>
/// <param name="Symbol">What it shows.</param>
/// <param name="Interval">Length of its bars.</param>
/// <param name="Type">How it draws them.</param>
/// <param name="Scale">How it measures prices.</param>
/// <param name="Compare">Other symbols on it.</param>
/// <param name="Indicators">On it, in order.</param>
/// <param name="Benchmark">What indicators that compare compare with.</param>
/// <param name="HidesAlerts">Whether the prices of alerts are not shown.</param>
/// <param name="HidesSessions">Whether it is not shown where sessions begin.</param>
/// <param name="Adjust">For which corporate actions its prices are adjusted.</param>
public sealed record LayoutChart(
    string Symbol,
    string Interval,
    LayoutChartType Type,
    LayoutScale Scale,
    IReadOnlyList<string> Compare,
    IReadOnlyList<LayoutIndicator> Indicators,
    string? Benchmark = null,
    bool HidesAlerts = false,
    bool HidesSessions = false,
    PriceAdjustment Adjust = PriceAdjustment.Splits
);

/// <summary>What the charts of a layout have in common.</summary>
/// <param name="Symbol">A change of symbol changes all.</param>
/// <param name="Interval">A change of interval changes all.</param>
/// <param name="Crosshair">The crosshair is shown on all.</param>
public sealed record LayoutLinks(bool Symbol, bool Interval, bool Crosshair);

/// <summary>What a layout says.</summary>
/// <param name="Charts">One to four.</param>
/// <param name="Links">What they have in common.</param>
/// <param name="Panels">Sizes by panel, in percent of what they share.</param>
public sealed record LayoutBody(IReadOnlyList<LayoutChart> Charts, LayoutLinks Links, IReadOnlyDictionary<string, decimal> Panels);

/// <summary>How somebody arranged their charts.</summary>
internal sealed class Layout : IKept
{
    /// <summary>Whose.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The client's.</summary>
    public required Guid Id { get; init; }

    /// <summary>No other layout of the person has it.</summary>
    public required string Name { get; set; }

    /// <summary>The one that is shown.</summary>
    public required bool IsCurrent { get; set; }

    /// <summary>JSON of a <see cref="LayoutBody"/>.</summary>
    public required string Body { get; set; }

    /// <summary>Grows with each change.</summary>
    public required int Version { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
