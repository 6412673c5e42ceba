using System.Collections.Immutable;

namespace Ami.Modules.Market.Contracts;

/// <summary>For which corporate actions prices from before them are adjusted.</summary>
public enum PriceAdjustment
{
    /// <summary>None: prices as they were traded.</summary>
    None,

    /// <summary>Splits.</summary>
    Splits,

    /// <summary>Splits and dividends: what a holder got counts in.</summary>
    All,
}

/// <summary>How a chart is asked for an adjustment.</summary>
public static class PriceAdjustments
{
    private static readonly Error Unknown = Error.InvalidField("market.adjust_unknown", "adjust", "Use one of none, splits, all.");

    /// <summary>Reads <c>none</c>, <c>splits</c> or <c>all</c>; splits where nothing is said.</summary>
    /// <param name="text">As it was asked for.</param>
    /// <returns>Which, or <c>market.adjust_unknown</c>.</returns>
    public static Result<PriceAdjustment> Parse(string? text) =>
        text switch
        {
            null or "splits" => PriceAdjustment.Splits,
            "none" => PriceAdjustment.None,
            "all" => PriceAdjustment.All,
            _ => Unknown,
        };
}

/// <summary>
/// What prices and volumes of a symbol are multiplied with, so that all of them are of the shares of one moment. By a split of 4 for 1 prices from before it become
/// a quarter and volumes fourfold; by a dividend of 1 that followed a close of 100 prices become 99 hundredths. A price is of when its bar began. Pure; two that say
/// the same are equal.
/// </summary>
/// <remarks>
/// Products of whole numbers, so that a third stays a third; what comes out is rounded once, half away from zero, to <see cref="Digits"/> decimals. That is finer than
/// the steps of prices: rounded to cents, an old price of a share that was often split would hardly move, nor would what is computed from it.
/// </remarks>
public sealed class PriceFactors : IEquatable<PriceFactors>
{
    /// <summary>Decimals of what was adjusted.</summary>
    public const int Digits = 8;

    private const decimal Smallest = 0.00000001m;

    // Products of many ratios keep ten digits where they are longer: decimals have 28, of which a volume may need the rest.
    private const decimal Largest = 10_000_000_000;

    private const decimal DividendScale = 100_000_000;

    private readonly ImmutableArray<long> _moments;
    private readonly ImmutableArray<(Ratio Price, Ratio Shares)> _before;
    private readonly int _of;

    private PriceFactors(ImmutableArray<long> moments, ImmutableArray<(Ratio Price, Ratio Shares)> before, int of) =>
        (_moments, _before, _of) = (moments, before, of);

    /// <summary>Nothing is adjusted.</summary>
    public static PriceFactors None { get; } = new([], [(Ratio.One, Ratio.One)], 0);

    /// <summary>Whether they change nothing at all.</summary>
    public bool IsNone => _moments.IsEmpty;

    /// <summary>From this moment on, Unix milliseconds, prices are of other shares; the greatest number when none is known.</summary>
    public long Until => _of < _moments.Length ? _moments[_of] : long.MaxValue;

    /// <summary>Those that make prices ones of the shares of a moment.</summary>
    /// <param name="actions">What the company did, oldest first; by what came after the moment later prices become ones of its shares.</param>
    /// <param name="of">The moment, Unix milliseconds.</param>
    /// <param name="adjustment">For what.</param>
    /// <param name="closes">
    /// The last price before each action with a dividend, not adjusted, by its moment. Where it is not known, or not more than the dividend, prices are not adjusted for it.
    /// </param>
    public static PriceFactors Of(
        IReadOnlyList<CorporateAction> actions,
        long of,
        PriceAdjustment adjustment = PriceAdjustment.Splits,
        IReadOnlyDictionary<DateTimeOffset, decimal>? closes = null
    )
    {
        var steps = adjustment == PriceAdjustment.None ? [] : actions.Select(action => Step.Of(action, adjustment, closes)).OfType<Step>().ToList();
        if (steps.Count == 0)
        {
            return None;
        }

        var index = steps.Count(step => step.At <= of);
        var before = new (Ratio Price, Ratio Shares)[steps.Count + 1];
        before[index] = (Ratio.One, Ratio.One);
        for (var i = index - 1; i >= 0; i--)
        {
            before[i] = (before[i + 1].Price.Times(steps[i].Price), before[i + 1].Shares.Times(steps[i].Shares));
        }

        for (var i = index; i < steps.Count; i++)
        {
            before[i + 1] = (before[i].Price.Times(steps[i].Price.Turned), before[i].Shares.Times(steps[i].Shares.Turned));
        }

        return new PriceFactors([.. steps.Select(step => step.At)], [.. before], index);
    }

    /// <summary>Up to when, Unix milliseconds, prices are multiplied with what, oldest first; up to the moment whose shares they become.</summary>
    public IReadOnlyList<(long Until, double Factor)> Steps =>
        [.. _moments.Take(_of).Select((until, i) => (until, (double)(_before[i].Price.Over / _before[i].Price.Under)))];

    /// <summary>A price in the shares of the moment.</summary>
    /// <param name="price">As it was traded, above zero.</param>
    /// <param name="time">When, Unix milliseconds.</param>
    /// <returns>Above zero.</returns>
    public decimal Price(decimal price, long time) => Math.Max(Smallest, _before[At(time)].Price.Of(price));

    /// <summary>What a price in the shares of the moment was when it was traded: the other way round.</summary>
    /// <param name="price">Adjusted, above zero.</param>
    /// <param name="time">When it was traded, Unix milliseconds.</param>
    public decimal Traded(decimal price, long time) => _before[At(time)].Price.Turned.Of(price);

    /// <summary>A number of shares in those of the moment; dividends change none.</summary>
    /// <param name="shares">As they were traded, ≥ 0.</param>
    /// <param name="time">When, Unix milliseconds.</param>
    public decimal Shares(decimal shares, long time) => _before[At(time)].Shares.Of(shares);

    /// <summary>As <see cref="Traded"/>, of a number of shares.</summary>
    /// <param name="shares">Adjusted, ≥ 0.</param>
    /// <param name="time">When they were traded, Unix milliseconds.</param>
    public decimal TradedShares(decimal shares, long time) => _before[At(time)].Shares.Turned.Of(shares);

    /// <summary>Whether what began at one instant and went on to another has prices of several kinds of shares.</summary>
    /// <param name="begins">Unix milliseconds, inclusive.</param>
    /// <param name="ends">Unix milliseconds, exclusive.</param>
    public bool IsWithin(long begins, long ends) => !IsNone && At(begins) != At(ends - 1);

    /// <inheritdoc/>
    public bool Equals(PriceFactors? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _of == other._of && _moments.SequenceEqual(other._moments) && _before.SequenceEqual(other._before));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PriceFactors);

    /// <inheritdoc/>
    public override int GetHashCode() => _moments.Aggregate(_before.Aggregate(_of, HashCode.Combine), HashCode.Combine);

    /// <summary>How many of the actions had come.</summary>
    private int At(long time)
    {
        // A chart's bars are mostly new ones.
        var count = _moments.Length;
        while (count > 0 && _moments[count - 1] > time)
        {
            count--;
        }

        return count;
    }

    /// <summary>Two whole numbers above zero.</summary>
    private readonly record struct Ratio(decimal Over, decimal Under)
    {
        public static Ratio One { get; } = new(1, 1);

        public Ratio Turned => new(Under, Over);

        public decimal Of(decimal value) => Over == Under ? value : decimal.Round(value * Over / Under, Digits, MidpointRounding.AwayFromZero);

        public Ratio Times(Ratio other)
        {
            // Both are at most as large as may be, so their products fit.
            var (over, under) = (Over * other.Over, Under * other.Under);
            var common = CommonDivisor(over, under);
            (over, under) = (over / common, under / common);
            while (Math.Max(over, under) > Largest)
            {
                (over, under) = (Math.Max(1, decimal.Round(over / 10)), Math.Max(1, decimal.Round(under / 10)));
            }

            return new Ratio(over, under);
        }

        private static decimal CommonDivisor(decimal a, decimal b)
        {
            while (b != 0)
            {
                (a, b) = (b, a % b);
            }

            return a;
        }
    }

    private sealed record Step(long At, Ratio Price, Ratio Shares)
    {
        public static Step? Of(CorporateAction action, PriceAdjustment adjustment, IReadOnlyDictionary<DateTimeOffset, decimal>? closes)
        {
            var split = new Ratio(action.OldShares, action.NewShares);
            var price = split;
            if (
                adjustment == PriceAdjustment.All
                && action.Dividend > 0
                && closes is not null
                && closes.TryGetValue(action.At, out var close)
                && close > action.Dividend
            )
            {
                // The dividend is for old shares, as the close is one of them.
                price = split.Times(Ratio.One.Times(new Ratio(decimal.Round((close - action.Dividend) * DividendScale), decimal.Round(close * DividendScale))));
            }

            return action.NewShares == action.OldShares && price == split ? null : new Step(action.At.ToUnixTimeMilliseconds(), price, split.Turned);
        }
    }
}
