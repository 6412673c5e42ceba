namespace Ami.Quant.Indicators;

/// <summary>A name in both languages of the product.</summary>
public sealed record Term(string English, string Spanish);

/// <summary>Where a chart draws an indicator.</summary>
public enum IndicatorPane
{
    /// <summary>Over the candles, on the price axis.</summary>
    Overlay,

    /// <summary>In a pane of its own, on an axis of its own.</summary>
    Own,
}

/// <summary>What an indicator is about; how a menu groups them.</summary>
public enum IndicatorGroup
{
    /// <summary>Smoothed prices.</summary>
    MovingAverage,

    /// <summary>Speed and exhaustion of moves.</summary>
    Momentum,

    /// <summary>Direction and strength of a trend.</summary>
    Trend,

    /// <summary>Size of moves, bands and channels.</summary>
    Volatility,

    /// <summary>Price weighted by what was traded.</summary>
    Volume,

    /// <summary>Statistics over a window.</summary>
    Statistics,

    /// <summary>Levels, turning points and redrawn candles.</summary>
    Structure,
}

/// <summary>How a chart draws an output.</summary>
public enum OutputStyle
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>Bars from zero.</summary>
    Histogram,

    /// <summary>Separate dots.</summary>
    Dots,

    /// <summary>Not drawn by itself: a state such as a direction.</summary>
    Hidden,
}

/// <summary>A parameter of an indicator.</summary>
/// <param name="Id">Stable name, as in a query string.</param>
/// <param name="Name">Display name.</param>
/// <param name="Default">Value when none is given.</param>
/// <param name="Minimum">Smallest value allowed.</param>
/// <param name="Maximum">Largest value allowed.</param>
/// <param name="IsInteger">True when only whole numbers are allowed.</param>
public sealed record ParameterSpec(string Id, Term Name, double Default, double Minimum, double Maximum, bool IsInteger = true)
{
    /// <summary>Longest window allowed, in bars: state is allocated up front.</summary>
    public const int LongestWindow = 2000;

    /// <summary>The usual window length in bars.</summary>
    /// <param name="bars">Default.</param>
    /// <param name="minimum">Shortest window that makes sense.</param>
    internal static ParameterSpec Period(int bars, int minimum = 1) => Window("period", "Period", "Período", bars, minimum);

    internal static ParameterSpec Window(string id, string english, string spanish, int bars, int minimum = 1) =>
        new(id, new Term(english, spanish), bars, minimum, LongestWindow);

    /// <summary>One of several ways, counted from 1; the first is the default.</summary>
    internal static ParameterSpec Choice(string id, string english, string spanish, int ways) => new(id, new Term(english, spanish), 1, 1, ways);

    /// <summary>How exponential averages start: with the simple average of the first values, or with the first value (<see cref="StartsAtFirst"/>).</summary>
    internal static ParameterSpec Seed { get; } = Choice("seed", "Start (1 average, 2 first value)", "Inicio (1 media, 2 primer valor)", 2);

    internal static bool StartsAtFirst(double seed) => seed == 2;

    internal static ParameterSpec Multiplier(double value) => new("multiplier", new Term("Multiplier", "Multiplicador"), value, 0.01, 20, IsInteger: false);
}

/// <summary>An output of an indicator.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Name">Display name.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="MayBeAbsent">True when bars after the warm-up can be without a value (no turning point there, no volume, zero variance).</param>
public sealed record OutputSpec(string Id, Term Name, OutputStyle Style = OutputStyle.Line, bool MayBeAbsent = false)
{
    internal OutputSpec(string id, string english, string spanish, OutputStyle style = OutputStyle.Line, bool mayBeAbsent = false)
        : this(id, new Term(english, spanish), style, mayBeAbsent) { }
}

/// <summary>Makes an indicator from parameter values in the order of its specification; the values are in range.</summary>
/// <param name="values">One value per parameter.</param>
/// <exception cref="ArgumentException">The values contradict each other.</exception>
public delegate Indicator IndicatorFactory(ReadOnlySpan<double> values);

/// <summary>What an indicator is called, takes, gives and where it is drawn: all that an API or a chart needs to offer it.</summary>
public sealed record IndicatorSpec
{
    /// <summary>Stable name, such as <c>rsi</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Display name.</summary>
    public required Term Name { get; init; }

    /// <summary>Menu group.</summary>
    public required IndicatorGroup Group { get; init; }

    /// <summary>Where it is drawn.</summary>
    public required IndicatorPane Pane { get; init; }

    /// <summary>Parameters in order; may be empty.</summary>
    public IReadOnlyList<ParameterSpec> Parameters { get; init; } = [];

    /// <summary>Outputs in the order of the values.</summary>
    public required IReadOnlyList<OutputSpec> Outputs { get; init; }

    /// <summary>Horizontal reference lines, such as 30 and 70.</summary>
    public IReadOnlyList<double> Levels { get; init; } = [];

    /// <summary>True when it compares with a benchmark, that is, when it is a <see cref="PairIndicator"/>.</summary>
    public bool NeedsBenchmark { get; init; }

    /// <summary>True when nothing of a bar but its close matters: such an indicator can be taken of any series, as the RSI of a volume.</summary>
    public bool ReadsCloseOnly { get; init; }

    /// <summary>
    /// True when the level depends on the bar from which it counts, however long ago that was: a sum without end, bricks laid on each other. Of all others,
    /// values that were computed from different bars on come together.
    /// </summary>
    public bool CountsFromStart { get; init; }

    /// <summary>
    /// Steps of work per bar of the window at every new bar; 0, the usual, when an update takes the same time whatever the window. What
    /// bounds the cost of indicators that people ask for reads it.
    /// </summary>
    public int WindowPasses { get; init; }

    /// <summary>Makes an instance; <see cref="IndicatorCatalog"/> checks ranges before it calls this.</summary>
    public required IndicatorFactory Factory { get; init; }
}
