using Ami.Quant.Series;
using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <summary>An instrument's numbers as the engine takes them: doubles of bars and strategies become decimals on its grids.</summary>
internal sealed class InstrumentGrid
{
    private const int SignificantDigits = 12;

    private readonly int _digits;
    private readonly double _scale,
        _step;

    internal InstrumentGrid(Instrument instrument)
    {
        _digits = instrument.PriceDigits ?? DigitsOf(instrument.Bars);
        (_scale, _step) = (Math.Pow(10, _digits), instrument.QuantityStep);
        PriceStep = new decimal(1, 0, 0, false, (byte)_digits);
        Rules = new SymbolRules(instrument.Symbol, _digits, (decimal)_step, 0);
    }

    internal SymbolRules Rules { get; }

    internal decimal PriceStep { get; }

    /// <summary>A quantity to eight decimals, where that is more than a double knows.</summary>
    internal static decimal Rounded(double quantity) =>
        Math.Abs(quantity) < 1e7 ? new decimal((long)Math.Round(quantity * 1e8)) * 0.00000001m : (decimal)quantity;

    /// <summary>A quantity rounded down to its grid.</summary>
    internal decimal Units(double quantity) => _step > 0 ? (decimal)Math.Floor(quantity / _step * (1 + 1e-12)) * Rules.QuantityStep : Rounded(quantity);

    /// <summary>A price, or null for NaN.</summary>
    internal decimal? Level(double value) => double.IsNaN(value) ? null : Price(value);

    /// <summary>A price on the grid: from a whole number of steps, which is much faster than what the language does with a double.</summary>
    internal decimal Price(double value)
    {
        var steps = Math.Round(value * _scale);
        if (!(Math.Abs(steps) < 9e15))
        {
            return decimal.Round((decimal)value, _digits);
        }

        var units = (long)Math.Abs(steps);
        return new decimal((int)units, (int)(units >> 32), 0, steps < 0, (byte)_digits);
    }

    /// <summary>Decimals that show twelve digits of the first price.</summary>
    private static int DigitsOf(CandleView bars)
    {
        foreach (var close in bars.Close)
        {
            if (double.IsFinite(close) && close > 0)
            {
                return Math.Clamp(SignificantDigits - 1 - (int)Math.Floor(Math.Log10(close)), 0, 20);
            }
        }

        return SignificantDigits - 4;
    }
}
