namespace Ami.Quant.Forecasting;

/// <summary>An output of a catalogue indicator used as a feature.</summary>
/// <param name="Id">Id in the indicator catalogue, such as <c>rsi</c>.</param>
/// <param name="Output">Id of the output, such as <c>rsi</c>.</param>
/// <param name="Unit">How a value becomes free of the price level.</param>
/// <param name="Parameters">Values by parameter id; null takes the defaults.</param>
public sealed record IndicatorFeature(string Id, string Output, FeatureUnit Unit = FeatureUnit.AsIs, IReadOnlyDictionary<string, double>? Parameters = null);

/// <summary>How an indicator's value is made comparable over time and symbols.</summary>
public enum FeatureUnit
{
    /// <summary>The value has no price in it: an oscillator, a share, a score.</summary>
    AsIs,

    /// <summary>The value is a price: its distance from the close, as a fraction of the close.</summary>
    DistanceFromClose,

    /// <summary>The value is a difference of prices: as a fraction of the close.</summary>
    ShareOfClose,
}

/// <summary>Which features <see cref="FeatureBuilder"/> makes. Windows and horizons count bars.</summary>
public sealed record FeatureOptions
{
    /// <summary>Horizons of log returns, at least 1 bar each. Default 1, 3, 6, 12, 24, 72, 168.</summary>
    public IReadOnlyList<int> ReturnHorizons { get; init; } = [1, 3, 6, 12, 24, 72, 168];

    /// <summary>Windows of the standard deviation of one-bar log returns, at least 2. Default 24 and 168.</summary>
    public IReadOnlyList<int> VolatilityWindows { get; init; } = [24, 168];

    /// <summary>Windows in whose high–low range the close is placed, at least 1. Default 24 and 168.</summary>
    public IReadOnlyList<int> RangeWindows { get; init; } = [24, 168];

    /// <summary>Window of the z-score of ln(1 + volume), at least 2. Default 168.</summary>
    public int VolumeWindow { get; init; } = 168;

    /// <summary>Whether hour of day and day of week (UTC, opening of the bar) are features, each as sine and cosine. Default true.</summary>
    public bool Calendar { get; init; } = true;

    /// <summary>Indicators; default a dozen that measure different things.</summary>
    public IReadOnlyList<IndicatorFeature> Indicators { get; init; } =
    [
        new("rsi", "rsi"),
        new("stoch", "k"),
        new("cci", "cci"),
        new("adx", "adx"),
        new("aroon", "oscillator"),
        new("ppo", "histogram"),
        new("natr", "natr"),
        new("bb", "percentB"),
        new("chop", "chop"),
        new("mfi", "mfi"),
        new("cmf", "cmf"),
        new("vwap", "vwap", FeatureUnit.DistanceFromClose),
        new("ema", "ema", FeatureUnit.DistanceFromClose, new Dictionary<string, double> { ["period"] = 200 }),
    ];
}
