using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Forecasting;

/// <summary>The features that come straight from prices and volume.</summary>
internal sealed class PriceFeatures
{
    private readonly int[] _horizons;
    private readonly RollingMoments[] _volatility;
    private readonly RollingExtremum[] _highest,
        _lowest;
    private RollingMoments _volume;
    private Window _closes;

    public PriceFeatures(FeatureOptions options)
    {
        if (options.ReturnHorizons.Any(h => h < 1) || options.RangeWindows.Any(w => w < 1))
        {
            throw new ArgumentException("Return horizons and range windows are at least 1 bar.", nameof(options));
        }

        if (options.VolatilityWindows.Any(w => w < 2) || options.VolumeWindow < 2)
        {
            throw new ArgumentException("Volatility and volume need windows of at least 2 bars.", nameof(options));
        }

        _horizons = [.. options.ReturnHorizons];
        _closes = new Window(_horizons.DefaultIfEmpty(1).Max() + 1);
        _volatility = [.. options.VolatilityWindows.Select(w => new RollingMoments(w, leastScale: 1))];
        _highest = [.. options.RangeWindows.Select(w => RollingExtremum.Highest(w))];
        _lowest = [.. options.RangeWindows.Select(w => RollingExtremum.Lowest(w))];
        _volume = new RollingMoments(options.VolumeWindow, leastScale: 1);
        Names =
        [
            .. _horizons.Select(h => $"return.{h}"),
            .. options.VolatilityWindows.Select(w => $"volatility.{w}"),
            .. options.RangeWindows.Select(w => $"range-position.{w}"),
            "bar.body",
            "bar.range",
            "volume.z",
        ];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Writes one value per name; those without a full window stay as they are.</summary>
    public int Write(in Bar bar, Span<double> row)
    {
        var next = 0;
        _closes.Push(Math.Log(bar.Close));
        var closes = _closes.Values;
        foreach (var horizon in _horizons)
        {
            if (closes.Length > horizon)
            {
                row[next] = closes[^1] - closes[^(horizon + 1)];
            }

            next++;
        }

        for (var k = 0; k < _volatility.Length; k++, next++)
        {
            if (closes.Length > 1 && _volatility[k].Push(closes[^1] - closes[^2]))
            {
                row[next] = _volatility[k].PopulationDeviation;
            }
        }

        for (var k = 0; k < _highest.Length; k++, next++)
        {
            var ready = _highest[k].Push(bar.High);
            _lowest[k].Push(bar.Low);
            if (ready)
            {
                row[next] = RangePosition.Percent(bar.Close, _lowest[k].Value, _highest[k].Value) / 100;
            }
        }

        row[next++] = bar.Range > 0 ? (bar.Close - bar.Open) / bar.Range : 0;
        row[next++] = bar.Range / bar.Close;
        var volume = Math.Log(1 + bar.Volume);
        if (_volume.Push(volume))
        {
            row[next] = _volume.PopulationDeviation > 0 ? (volume - _volume.Mean) / _volume.PopulationDeviation : 0;
        }

        return next + 1;
    }

    public void Clear()
    {
        _closes.Clear();
        _volume.Clear();
        for (var k = 0; k < _volatility.Length; k++)
        {
            _volatility[k].Clear();
        }

        for (var k = 0; k < _highest.Length; k++)
        {
            _highest[k].Clear();
            _lowest[k].Clear();
        }
    }
}
