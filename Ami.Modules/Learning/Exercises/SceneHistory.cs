using System.Collections.Immutable;
using Ami.Modules.Market.Contracts;
using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Modules.Learning;

/// <summary>Bars of a symbol's history, of which scenes are cut. Pure.</summary>
/// <param name="Digits">Decimals of prices.</param>
/// <param name="QuantityDigits">Decimals of quantities.</param>
/// <param name="MinQuantity">Smallest order that does more than reduce, units.</param>
/// <param name="Simulated">Whether the prices are invented.</param>
/// <param name="T">Opening instants, Unix seconds.</param>
/// <param name="O">First prices.</param>
/// <param name="H">Highest prices.</param>
/// <param name="L">Lowest prices.</param>
/// <param name="C">Last prices.</param>
/// <param name="V">Quantities traded.</param>
/// <param name="Factors">What all of it was adjusted with, by the splits up to its end.</param>
internal sealed record SceneHistory(
    int Digits,
    int QuantityDigits,
    decimal MinQuantity,
    bool Simulated,
    ImmutableArray<long> T,
    ImmutableArray<decimal> O,
    ImmutableArray<decimal> H,
    ImmutableArray<decimal> L,
    ImmutableArray<decimal> C,
    ImmutableArray<decimal> V,
    PriceFactors Factors
)
{
    /// <summary>Where hidden prices stand at the last bar that is known, and their decimals and those of their quantities.</summary>
    private const decimal Level = 100;

    private const int HiddenDigits = 3;
    private const int HiddenQuantityDigits = 2;

    /// <summary>What is traded in a bar on average, where that is hidden.</summary>
    private const decimal HiddenVolume = 1000;

    private const int ScaleDigits = 10;
    private const long Week = 7 * 86_400;

    /// <summary>Monday, 3 January 2000: hidden scenes begin in the week from then on, at their own weekday and hour.</summary>
    private const long HiddenWeek = 946_857_600;

    /// <param name="chart">Adjusted for splits up to a clock.</param>
    /// <param name="spec">The symbol.</param>
    /// <param name="clock">The clock.</param>
    public static SceneHistory Of(ChartResponse chart, SymbolSpec spec, DateTimeOffset clock)
    {
        // A bar that goes on is not over, whatever the clock says.
        var over = chart.T.Length - (chart.Forming ? 1 : 0);
        return new SceneHistory(
            spec.PriceDigits,
            spec.QuantityDigits,
            spec.MinQuantity,
            chart.Simulated,
            [.. chart.T[..over]],
            [.. chart.O[..over]],
            [.. chart.H[..over]],
            [.. chart.L[..over]],
            [.. chart.C[..over]],
            [.. chart.V[..over]],
            PriceFactors.Of(spec.Actions, clock.ToUnixTimeMilliseconds())
        );
    }

    /// <summary>The bars that can be the last ones that are known: there are enough before and behind them, and the setup is there.</summary>
    public IEnumerable<int> Moments(ReplayTerms terms)
    {
        var setup = new double[T.Length];
        if (terms.Setup is { } rule && T.Length > 0)
        {
            var builder = new CandleBuilder(terms.Length, T.Length);
            for (var i = 0; i < T.Length; i++)
            {
                builder.Add(new Bar(T[i] * 1000, (double)O[i], (double)H[i], (double)L[i], (double)C[i], (double)V[i]));
            }

            RuleProgram.Compile(rule).Evaluate(builder.ToSeries().View, null, setup);
        }

        return Enumerable.Range(0, T.Length).Where(i => i + 1 >= terms.Before && i + terms.After < T.Length && (terms.Setup is null || setup[i] == 1));
    }

    /// <summary>From when to when a scene is.</summary>
    public (DateTimeOffset StartsAt, DateTimeOffset EndsAt) Span(int moment, ReplayTerms terms) =>
        (DateTimeOffset.FromUnixTimeSeconds(T[moment + 1 - terms.Before]), DateTimeOffset.FromUnixTimeSeconds(T[moment + terms.After]) + terms.Length.Duration);

    /// <summary>
    /// The bars of a scene as whoever plays it sees them, and what their prices as traded at the last known bar were multiplied with. All are of the shares of that bar:
    /// what was split later is not to be seen, neither in prices from before it nor as a fall.
    /// </summary>
    public (SceneTape Tape, decimal Scale) Cut(int moment, ReplayTerms terms)
    {
        var (from, to) = (moment + 1 - terms.Before, moment + terms.After + 1);
        var known = (T[moment] * 1000) + terms.Length.Milliseconds - 1;
        if (!terms.Hidden)
        {
            return (
                new SceneTape(
                    terms.Interval,
                    Digits,
                    QuantityDigits,
                    MinQuantity,
                    Simulated,
                    T[from..to],
                    Prices(O, 1, Digits),
                    Prices(H, 1, Digits),
                    Prices(L, 1, Digits),
                    Prices(C, 1, Digits),
                    [.. V[from..to].Select(volume => Factors.TradedShares(volume, known))]
                ),
                1
            );
        }

        var scale = decimal.Round(Level / Factors.Traded(C[moment], known), ScaleDigits);
        var shift = (T[from] - HiddenWeek) / Week * Week;
        var traded = V[from..(moment + 1)].Average();
        return (
            new SceneTape(
                terms.Interval,
                HiddenDigits,
                HiddenQuantityDigits,
                new decimal(1, 0, 0, false, HiddenQuantityDigits),
                Simulated,
                [.. T[from..to].Select(opens => opens - shift)],
                Prices(O, scale, HiddenDigits),
                Prices(H, scale, HiddenDigits),
                Prices(L, scale, HiddenDigits),
                Prices(C, scale, HiddenDigits),
                [.. V[from..to].Select(volume => traded > 0 ? Plain(decimal.Round(volume / traded * HiddenVolume, 2)) : 0)]
            ),
            scale
        );

        // Rounding keeps the order of prices, so that a bar's low and high stay so; a price of nothing there is not.
        ImmutableArray<decimal> Prices(ImmutableArray<decimal> column, decimal by, int digits) =>
            [
                .. column[from..to]
                    .Select(price => Plain(Math.Max(decimal.Round(Factors.Traded(price, known) * by, digits), new decimal(1, 0, 0, false, (byte)digits)))),
            ];
    }

    /// <summary>Without zeros at its end.</summary>
    private static decimal Plain(decimal value) => value / 1.000000000000000000000000000000000m;
}
