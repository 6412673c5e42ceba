using Ami.Quant.Indicators;
using Ami.Quant.Models;
using Ami.Quant.Series;

namespace Ami.Quant.Forecasting;

/// <summary>
/// Makes one row of features per bar from the bars so far: returns, volatility, place in the range, volume, calendar and indicators.
/// <see cref="Update"/> is the only definition; <see cref="Build"/> runs it over a series, so streaming and batch rows are equal to the last
/// bit and no row can depend on a later bar. All features are free of the price level. Memory is allocated by the constructor only.
/// </summary>
/// <remarks>
/// A missing value is <see cref="double.NaN"/>: before a window is full, and in all features at a bar that is not possible (which leaves the
/// state as it was). Windows count bars, not time. An instance is not safe for use by several threads at once.
/// </remarks>
public sealed class FeatureBuilder
{
    private readonly FeatureOptions _options;
    private readonly PriceFeatures _prices;
    private readonly Indicator[] _indicators;
    private readonly int[] _outputs;

    /// <summary>A builder before its first bar.</summary>
    /// <param name="options">Which features; null for the defaults.</param>
    /// <exception cref="ArgumentException">An indicator or output does not exist, or a window is too short.</exception>
    public FeatureBuilder(FeatureOptions? options = null)
    {
        _options = options ?? new FeatureOptions();
        _prices = new PriceFeatures(_options);
        _indicators = [.. _options.Indicators.Select(f => IndicatorCatalog.Create(f.Id, f.Parameters))];
        _outputs = [.. _options.Indicators.Select(OutputIndex)];
        string[] calendar = _options.Calendar ? ["hour.sin", "hour.cos", "weekday.sin", "weekday.cos"] : [];
        Names = [.. _prices.Names, .. calendar, .. _options.Indicators.Select(NameOf)];
    }

    /// <summary>Names of the features, in the order of a row.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Bars used so far.</summary>
    public long BarsSeen { get; private set; }

    /// <summary>Takes the next bar and writes its features.</summary>
    /// <param name="bar">The bar that has just closed.</param>
    /// <param name="row">Receives one value per name.</param>
    /// <returns>True when every feature has a value.</returns>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public bool Update(in Bar bar, Span<double> row)
    {
        if (row.Length != Names.Count)
        {
            throw new ArgumentException($"A row holds {Names.Count} features, not {row.Length}.", nameof(row));
        }

        row.Fill(double.NaN);
        if (!bar.IsPossible)
        {
            return false;
        }

        BarsSeen++;
        var next = _prices.Write(bar, row);
        if (_options.Calendar)
        {
            next += WriteCalendar(bar.Time, row[next..]);
        }

        Span<double> values = stackalloc double[Indicator.MaximumOutputs];
        for (var i = 0; i < _indicators.Length; i++)
        {
            _indicators[i].Update(bar, values);
            var value = values[_outputs[i]];
            row[next + i] = _options.Indicators[i].Unit switch
            {
                FeatureUnit.DistanceFromClose => bar.Close / value - 1,
                FeatureUnit.ShareOfClose => value / bar.Close,
                _ => value,
            };
        }

        var complete = true;
        foreach (ref var value in row)
        {
            if (double.IsFinite(value))
            {
                continue;
            }

            value = double.NaN;
            complete = false;
        }

        return complete;
    }

    /// <summary>Forgets all bars.</summary>
    public void Reset()
    {
        BarsSeen = 0;
        _prices.Clear();
        foreach (var indicator in _indicators)
        {
            indicator.Reset();
        }
    }

    /// <summary>Features of every bar of a view, from a fresh state; afterwards the state is that after the last bar.</summary>
    /// <param name="bars">Bars in time order.</param>
    /// <returns>One row per bar.</returns>
    public FeatureMatrix Build(CandleView bars)
    {
        Reset();
        var columns = new double[Names.Count][];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[bars.Count];
        }

        var row = new double[columns.Length];
        for (var i = 0; i < bars.Count; i++)
        {
            Update(bars[i], row);
            for (var j = 0; j < row.Length; j++)
            {
                columns[j][i] = row[j];
            }
        }

        return FeatureMatrix.FromColumns(Names, columns);
    }

    private static int WriteCalendar(long time, Span<double> row)
    {
        const double Day = 86_400_000,
            Week = 7 * Day;
        (row[0], row[1]) = Math.SinCos(2 * Math.PI * (time % Day / Day));
        // 1970-01-01 was a Thursday: three days after the Monday with which a week begins here.
        (row[2], row[3]) = Math.SinCos(2 * Math.PI * ((time + 3 * Day) % Week / Week));
        return 4;
    }

    private static int OutputIndex(IndicatorFeature feature)
    {
        if (!IndicatorCatalog.TryFind(feature.Id, out var spec))
        {
            throw new ArgumentException($"There is no indicator '{feature.Id}'.", nameof(feature));
        }

        for (var k = 0; k < spec.Outputs.Count; k++)
        {
            if (spec.Outputs[k].Id == feature.Output)
            {
                return k;
            }
        }

        throw new ArgumentException(
            $"Indicator '{feature.Id}' has no output '{feature.Output}', only {string.Join(", ", spec.Outputs.Select(o => o.Id))}.",
            nameof(feature)
        );
    }

    private static string NameOf(IndicatorFeature feature)
    {
        var parameters = feature.Parameters is null
            ? ""
            : $"({string.Join(",", feature.Parameters.OrderBy(p => p.Key).Select(p => FormattableString.Invariant($"{p.Value}")))})";
        return $"{feature.Id}{parameters}.{feature.Output}";
    }
}
